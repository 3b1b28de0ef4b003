import { date, identifier } from '../../../sandbox/payor/wording.ts';
import type { Draw } from '../draw.ts';
import type { Draft, Person, Twist } from '../draft.ts';
import { withPerson } from '../draft.ts';
import { daysAfter } from '../values.ts';
import { swapped } from './slips.ts';

type Asked = NonNullable<Person['verification']>[number];

/** What the one who serves the call asks for by name, in order. */
function verified(person: Person): string[] {
  return (person.verification ?? []).flatMap((step: Asked) => (typeof step === 'string' ? [step] : step.ask));
}

const nothingFound = [
  "I'm not finding anything under that {one}. Do you have {other}?",
  'Nothing is coming up for that {one}. Is there {other}?',
  "Hmm, that {one} isn't in my system. What about {other}?",
] as const;

const labels: Readonly<Record<string, readonly [string, string]>> = {
  npi: ['N P I', 'another tax I D'],
  taxId: ['tax I D', 'a different N P I'],
  memberId: ['member I D', "the patient's name"],
};

const instead: Readonly<Record<string, string>> = { npi: 'taxId', taxId: 'npi', memberId: 'patientName' };

/** Finds nothing by one identifier and asks for another. */
export const findsNothingByOne: Twist = (draw, draft) => {
  const { person } = draft;
  if (person === undefined || person.rejects !== undefined || draft.further.length > 0) return undefined;
  const known = verified(person).filter((name) => instead[name] !== undefined);
  if (known.length === 0) return undefined;
  const one = draw.pick(known);
  const other = instead[one] ?? 'taxId';
  if (draft.about.callType === 'credentialing_status' && other === 'patientName') return undefined;
  const say = draw
    .pick(nothingFound)
    .replace('{one}', labels[one]?.[0] ?? one)
    .replace('{other}', labels[one]?.[1] ?? other);
  return withPerson(draft, (its) => ({ ...its, rejects: { identifier: one, instead: other, say } }));
};

/** Reads an identifier back, rightly or wrongly, and waits for a yes or the right one. */
export const readsBack: Twist = (draw, draft) => {
  const { person } = draft;
  if (person === undefined || (person.readsBack ?? []).length > 0 || draft.further.length > 0)
    return undefined;
  const known = verified(person).filter((name) => valueOf(draft, name) !== undefined);
  if (known.length === 0) return undefined;
  const name = draw.pick(known);
  const wrong = draw.chance(0.6) ? wrongly(draw, valueOf(draft, name) ?? '') : undefined;
  return withPerson(draft, (its) => ({
    ...its,
    readsBack: [{ identifier: name, ...(wrong === undefined ? {} : { as: wrong }) }],
  }));
};

function valueOf({ task }: Draft, name: string): string | undefined {
  const value = ['npi', 'taxId', 'memberId', 'patientDateOfBirth', 'dateOfService'].includes(name)
    ? task.inputs[name]
    : undefined;
  return value === undefined ? undefined : String(value);
}

/** As it is said wrongly, in words. */
function wrongly(draw: Draw, value: string): string | undefined {
  if (/^\d{4}-/u.test(value)) return date(daysAfter(value, draw.pick([-10, -1, 1, 10])), 'year');
  const other = swapped(value);
  return other === undefined ? undefined : identifier(other, 'plain');
}
