import type { Draw } from '../draw.ts';
import type { Draft, Fields, Moment, Person, Truth } from '../draft.ts';
import { isFound, isNamed, withPerson } from '../draft.ts';
import { statusField } from '../facts.ts';

/** Nothing was answered; the name is known where it was said in the greeting. */
export function failedBy(draft: Draft, reason: string): Truth {
  const name = draft.person?.name;
  const fields: Fields = isNamed(draft) && name !== undefined ? { repName: name } : {};
  return { state: 'failed', failure: { reason }, fields };
}

/** No conversation took place at all. */
export function unreached(draft: Draft, reason: string): Draft {
  return { ...draft, truth: { state: 'failed', failure: { reason }, fields: {} } };
}

/** Told at once when the record is found, and nothing after it. */
export interface Opening {
  draft: Draft;
  /** Due before the first question is answered. */
  when: Moment['when'];
  truth: (reason: string) => Truth;
}

/**
 * A representative who tells the status and one or two things more of itself before the call takes its turn; undefined
 * where there is too little to tell.
 */
export function toldFirst(draw: Draw, draft: Draft): Opening | undefined {
  const { about } = draft;
  const status = statusField(about);
  const plain = Object.keys(about.fields).filter((field) => tellable(field));
  // "Paid at zero" tells the amount as well.
  if (!isFound(draft) || plain.length < 3 || about.fields[status] === 'zero_paid') return undefined;
  const volunteers = [status, ...draw.shuffled(plain).slice(0, draw.int(0, 2))];
  const told = withPerson(draft, (person) => withoutSlips({ ...person, volunteers }));
  const values = Object.fromEntries(volunteers.map((field) => [field, about.fields[field] ?? '']));
  return {
    draft: told,
    when: { answers: volunteers.length },
    truth: (reason) => {
      const failed = failedBy(draft, reason);
      return { ...failed, state: 'partial', fields: { ...values, ...failed.fields } };
    },
  };
}

/** What stands for itself, needs no reading back, and leaves enough to be asked. */
function tellable(field: string): boolean {
  return /^(?:receivedDate|processedDate|effectiveDate|termDate|planType|planName|networkStatus|allowed|paid|approvedFrom|approvedTo)$/u.test(
    field,
  );
}

function withoutSlips(person: Person): Person {
  return { ...person, corrections: [], telling: {} };
}
