import type { Draw } from '../draw.ts';
import type { Draft, Twist } from '../draft.ts';
import { askedFields, isFound, leftToAsk, withTelling } from '../draft.ts';
import { statusField } from '../facts.ts';
import { isDate, isNumber, slipOf } from './slips.ts';

/** One of the fields that a plain call asks for, where one fits. */
function oneOf(draw: Draw, fields: readonly string[]): string | undefined {
  return fields.length === 0 ? undefined : draw.pick(fields);
}

/** What is only nice to know is not asked for a second time. */
function insistedOn({ about }: Draft, fields: readonly string[]): string[] {
  return fields.filter((field) => about.optional?.includes(field) !== true);
}

/** Says a value wrongly and puts it right in the same breath. */
export const correctsItself: Twist = (draw, draft) => {
  const { fields } = draft.about;
  const slips = askedFields(draft).flatMap((field) => {
    const first = slipOf(draw, field, fields[field]);
    return first === undefined ? [] : [{ field, first }];
  });
  if (slips.length === 0) return undefined;
  const { field, first } = draw.pick(slips);
  return withTelling(draft, field, { first });
};

const hedges = [true, true, 'Should be,', 'If I see that right,', "I'm pretty sure", 'Probably'] as const;

/** Not sure at first; sure when asked. */
export const hedgesAtFirst: Twist = (draw, draft) => {
  if (!isFound(draft)) return undefined;
  const field = oneOf(draw, insistedOn(draft, askedFields(draft)));
  return field === undefined ? undefined : withTelling(draft, field, { hedge: draw.pick(hedges) });
};

/** Never sure: the value is there, and nobody may take it for certain. */
export const staysUnsure: Twist = (draw, draft) => {
  if (!isFound(draft) || draft.further.length > 0 || draft.truth.state !== 'completed') return undefined;
  const threefold = threefoldIn(draft);
  const required = leftToAsk(draft).filter(
    (field) => mustBeKnown(draft, field) && field !== statusField(draft.about) && !threefold.has(field),
  );
  const field = oneOf(draw, required);
  if (field === undefined) return undefined;
  const told = withTelling(draft, field, { hedge: true, neverSure: true });
  return told && { ...told, truth: { ...draft.truth, state: 'partial', doubtful: [field] } };
};

/** Whether a call is only partly answered without it. */
function mustBeKnown({ about }: Draft, field: string): boolean {
  if (about.optional?.includes(field) === true) return false;
  return !/^denials\.\d\.(?:code|remark)$|^cashed$|^dayType$|^lines\.\d\.(?:used|unitType)$/u.test(field);
}

/** What is known in three ways: two of them are enough, and the third is not insisted on. */
function threefoldIn({ about }: Draft): ReadonlySet<string> {
  return new Set(about.together?.flat());
}

/** Nobody can understand it at first. */
export const mumbles: Twist = (draw, draft) => {
  const threefold = threefoldIn(draft);
  const field = oneOf(
    draw,
    insistedOn(draft, leftToAsk(draft)).filter((name) => !threefold.has(name)),
  );
  if (!isFound(draft) || field === undefined) return undefined;
  return withTelling(draft, field, { mumble: draw.pick([1, 1, 1, 2]) });
};

/** Letters spelled out. */
export const spells: Twist = (draw, draft) => {
  const { fields } = draft.about;
  const field = oneOf(
    draw,
    askedFields(draft).filter(
      (name) => ['planName', 'pcpName'].includes(name) || /[A-Z]\d{5}/u.test(String(fields[name])),
    ),
  );
  return field === undefined ? undefined : withTelling(draft, field, { spelled: true });
};

const ownRefusals = [
  'That I cannot tell you.',
  "I'm not able to see that from here.",
  'We do not give that out to providers.',
  "That part isn't loaded yet.",
] as const;

/** A dozen answers and one that is not to be had. */
export const withholdsOne: Twist = (draw, draft) => {
  if (!isFound(draft) || draft.further.length > 0 || draft.truth.state !== 'completed') return undefined;
  const { fields: known } = draft.about;
  const field = oneOf(
    draw,
    leftToAsk(draft).filter((name) => isWithholdable(name, known)),
  );
  if (field === undefined) return undefined;
  const withheld = draw.pick(['declines', 'unavailable', 'portal', draw.pick(ownRefusals)]);
  const told = withTelling(draft, field, { withheld });
  if (told === undefined) return undefined;
  return withoutField(told, field);
};

/** A call that brings no value home for this field. */
export function withoutField(draft: Draft, field: string): Draft {
  const fields = Object.fromEntries(
    Object.entries(draft.truth.fields ?? {}).filter(([name]) => name !== field),
  );
  return {
    ...draft,
    truth: { ...draft.truth, state: mustBeKnown(draft, field) ? 'partial' : 'completed', fields },
    absent: [...draft.absent, field],
  };
}

/** What decides what else is asked is not withheld: a call without it would be another call. */
export function isWithholdable(field: string, fields: Readonly<Record<string, string | number>>): boolean {
  if (['status', 'coverageStatus', 'paymentMethod', 'planType', 'networkStatus', 'cob.order'].includes(field))
    return false;
  if (/^(?:deductible|outOfPocketMax|lines)\./u.test(field) || field === 'peerToPeer.available') return false;
  // The kind of the days goes with their number.
  if (field === 'dayType' || field === 'expectedDays' || field === 'decisionDue') return false;
  return isDate(fields[field]) || isNumber(fields[field]) || typeof fields[field] === 'string';
}
