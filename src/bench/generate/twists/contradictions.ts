import type { Twist } from '../draft.ts';
import { isFound, leftToAsk, withPerson, withTelling } from '../draft.ts';
import { isDate, isNumber, slipOf } from './slips.ts';

/** Tells one value and, some answers later and unasked, another one: that one holds. */
export const contradictsItself: Twist = (draw, draft) => {
  const { about, person } = draft;
  if (person === undefined || !isFound(draft) || draft.after.length + draft.further.length > 0)
    return undefined;
  const left = leftToAsk(draft);
  // So late that enough is still to be asked by which the second value comes up.
  const early = left.slice(0, Math.max(0, left.length - 5)).filter((field) => {
    const value = about.fields[field];
    // A claim's number is often asked for last of all.
    if (field === 'claimNumber') return false;
    return typeof value === 'number' || isDate(value) || isNumber(value);
  });
  if (early.length === 0) return undefined;
  const field = draw.pick(early);
  const now = about.fields[field];
  const before = slipOf(draw, field, now);
  if (now === undefined || before === undefined) return undefined;
  const told = withTelling(draft, field, { later: now, laterAfter: draw.int(1, 2) });
  const known = told && withPerson(told, (one) => ({ ...one, facts: { ...one.facts, [field]: before } }));
  return known && { ...known, never: [...draft.never, { value: field, is: before }] };
};
