import type { Draw } from './draw.ts';
import type { Draft, Fields, FurtherTask, Person, Truth, Twist } from './draft.ts';
import type { Case } from './facts.ts';
import { statusField } from './facts.ts';
import { caseOf } from './makers.ts';
import { subjectInputs } from './people.ts';
import { isShortPlain, yearIsPlain } from './representative.ts';

/** Two or three questions of one kind in one call, in this order, and perhaps a limit of how many are served. */
export const asksSeveral: Twist = (draw, draft) => {
  const { person, about } = draft;
  if (person === undefined || draft.kinds.length > 0) return undefined;
  const count = draw.pick([1, 1, 2]);
  const cases = Array.from({ length: count }, () => plain(caseOf(draw, about.callType)));
  const samePatient = about.callType === 'claim_status' && draw.chance(0.3) && otherDay(about, cases[0]);
  const served = draw.chance(0.4) ? draw.int(1, count) : undefined;
  const further = cases.map((one, index) =>
    furtherTask(draw, draft, one, { index, served, samePatient: samePatient && index === 0 }),
  );
  return { ...draft, further, person: forAll(draw, person, [about, ...cases], { served, samePatient }) };
};

/** The date of service tells two claims of one patient apart. */
function otherDay(a: Case, b: Case | undefined): boolean {
  return b !== undefined && a.inputs.dateOfService !== b.inputs.dateOfService;
}

/** Without what would have to be told unasked or together: how one is told is how all are told. */
function plain(about: Case): Case {
  const fields = Object.fromEntries(
    Object.entries(about.fields).filter(
      ([field]) =>
        !about.unasked.includes(field) &&
        !(field.endsWith('.remaining') && about.fields[field.replace('.remaining', '.met')] !== undefined),
    ),
  );
  return { ...about, fields, unasked: [], together: [] };
}

function furtherTask(
  draw: Draw,
  { task, truth }: Draft,
  about: Case,
  { index, served, samePatient }: { index: number; served: number | undefined; samePatient: boolean },
): FurtherTask {
  const { callReference, repName } = truth.fields ?? {};
  const leftOver = served !== undefined && index + 1 >= served;
  const own: Truth = leftOver
    ? { state: 'failed' }
    : {
        state: 'completed',
        fields: {
          ...about.fields,
          ...(callReference === undefined ? {} : { callReference }),
          ...(repName === undefined ? {} : { repName }),
        },
      };
  return {
    task: {
      ...task,
      inputs: {
        ...whose(samePatient ? task.inputs : { ...task.inputs, ...subjectInputs(draw, about.callType) }),
        ...about.inputs,
      },
      externalId: `${task.externalId}-${index + 2}`,
    },
    truth: own,
    absent: leftOver ? [statusField(about)] : [],
  };
}

const subjects = [
  'memberId',
  'patientFirstName',
  'patientLastName',
  'patientDateOfBirth',
  'providerFirstName',
  'providerLastName',
  'npi',
  'taxId',
];

function whose(inputs: Fields): Fields {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => subjects.includes(name)));
}

const limits = [
  'I can only do {count} per call.',
  "That's all I can take on one call. You'll have to call back for the rest.",
  'Our limit is {count} per call, so you would have to call again.',
] as const;

const countWords = ['no', 'one', 'two', 'three'] as const;

/** What tells one from the other has to be asked; amounts and dates are said so that all of them are plain. */
function forAll(
  draw: Draw,
  person: Person,
  cases: readonly Case[],
  { served, samePatient }: { served: number | undefined; samePatient: boolean },
): Person {
  const all = cases.map(({ fields }) => fields);
  const say = draw.pick(limits).replace('{count}', countWords[served ?? 1] ?? 'one');
  const asked = JSON.stringify(person.verification);
  const telling =
    cases[0]?.callType === 'credentialing_status' ? ['providerName'] : samePatient ? ['dateOfService'] : [];
  return {
    ...person,
    verification: [...(person.verification ?? []), ...telling.filter((name) => !asked.includes(name))],
    manner: {
      ...person.manner,
      money: all.every(isShortPlain) ? (person.manner?.money ?? 'full') : 'full',
      dates: all.every(yearIsPlain) ? (person.manner?.dates ?? 'year') : 'year',
    },
    ...(served === undefined ? {} : { claimsPerCall: { limit: served, say } }),
  };
}
