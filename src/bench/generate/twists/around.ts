import type { Draw } from '../draw.ts';
import type { Twist } from '../draft.ts';
import { askedFields, isFound, withTelling } from '../draft.ts';
import { aboutOf, statusField } from '../facts.ts';
import { cardinal, date, money as moneyWords } from '../../../sandbox/payor/wording.ts';
import { daysAfter, money } from '../values.ts';
import { isDate } from './slips.ts';

/** By what the case is; of a claim, an authorization or an application in its own words. */
const hypotheticals: Readonly<Record<string, readonly string[]>> = {
  'claim_status paid': [
    'It would have been denied had the notes not come, but they came.',
    'If the authorization had been missing it would have been denied, but that was fine.',
    'It was not denied or anything.',
  ],
  'claim_status denied': [
    'It would have paid if the claim had come in with what was needed.',
    'Had that been different it would have been paid.',
    'If you send a corrected claim it could be paid.',
  ],
  'claim_status in_process': [
    'Once that is done it will either pay or deny.',
    "I can't tell you yet whether it will be paid.",
    'It has not been denied.',
  ],
  'prior_auth approved': [
    'It would have been denied without the notes, but you sent them.',
    'It was going to be pended, but then the notes came.',
  ],
  'prior_auth denied': [
    'With the notes it might have been approved.',
    'It could still be approved on appeal.',
  ],
  'prior_auth pended': ['If nothing comes in it will be denied.', 'It could still be approved.'],
  'eligibility active': [
    'It would have termed if the premium had not been paid, but it was.',
    'If they had not renewed it would be inactive, but they did.',
  ],
  'eligibility inactive': ['If they reinstate, it would become active again.'],
  'credentialing_status in_process': [
    'If everything checks out it will be approved.',
    'It has not been denied.',
  ],
  'credentialing_status approved': ['It would have been denied without the license, but you sent it.'],
};

/** What would have been, around what is. */
export const speaksOfWhatMightHaveBeen: Twist = (draw, draft) => {
  const sentences = hypotheticals[`${draft.about.callType} ${aboutOf(draft.about)}`];
  const field = statusField(draft.about);
  if (sentences === undefined) return undefined;
  const side = draw.pick(['before', 'after'] as const);
  return withTelling(draft, field, { [side]: draw.pick(sentences) });
};

/** Sentences about amounts, dates and counts that belong to something that nobody asks for. */
function others(draw: Draw, callType: string, value: string | number): string[] {
  if (isDate(value)) {
    const day = date(daysAfter(value, draw.pick([-9, -4, 3, 8])), 'year');
    return [
      `The note on file is from ${day}.`,
      `Somebody from your office called on ${day}.`,
      `The last call about this was on ${day}.`,
    ];
  }
  if (typeof value === 'number' && value >= 100) return otherAmounts(draw, callType);
  return [
    `I have ${cardinal(draw.int(2, 9))} other calls waiting, sorry.`,
    `I have been here for ${cardinal(draw.int(2, 30))} years and this system never gets faster.`,
  ];
}

function otherAmounts(draw: Draw, callType: string): string[] {
  const amount = moneyWords(money(draw, 5, 900), 'full');
  if (callType !== 'claim_status')
    return [`The premium is ${amount} a month.`, `The old plan had ${amount} for that.`];
  return [
    `The contractual discount was ${amount}.`,
    `There was an adjustment of ${amount}.`,
    `There is ${amount} of interest on another claim.`,
  ];
}

/** Tells something else before or after the answer. */
export const saysOtherFactsAround: Twist = (draw, draft) => {
  const fields = askedFields(draft).filter((field) => field !== statusField(draft.about));
  if (!isFound(draft) || fields.length === 0) return undefined;
  const field = draw.pick(fields);
  const value = draft.about.fields[field];
  if (value === undefined) return undefined;
  const side = draw.pick(['before', 'after'] as const);
  return withTelling(draft, field, { [side]: draw.pick(others(draw, draft.about.callType, value)) });
};

/** Tells the billed amount beside another one, unasked: it is taken as told. */
export const saysWhatWasBilled: Twist = (draw, draft) => {
  const billed = draft.task.inputs.billedAmount;
  const amounts = askedFields(draft).filter((field) => ['allowed', 'paid'].includes(field));
  if (typeof billed !== 'number' || amounts.length === 0 || draft.further.length > 0) return undefined;
  const sentence = `The billed amount was ${moneyWords(billed, 'full')}.`;
  const side = draw.pick(['before', 'after'] as const);
  const told = withTelling(draft, draw.pick(amounts), { [side]: sentence });
  return told && { ...told, truth: { ...draft.truth, fields: { ...draft.truth.fields, billed } } };
};
