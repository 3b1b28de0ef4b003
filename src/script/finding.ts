import type { DurationValue, FieldValue } from '../kernel/outcome.ts';
import type { SlotKind } from '../kernel/speech.ts';
import { endsInCents, findAmounts, findSpoken, isOfDate, isSpanOfTime } from '../spoken/index.ts';
import type { Found, SpokenKind, SpokenOptions } from '../spoken/index.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { sharesIn } from './share.ts';
import { isPeriod, withoutRestated } from './spans-of-days.ts';
import { isOnlyAnswer } from './negation.ts';
import { isOutside } from './plausible.ts';
import { hear, overlaps, places } from './words.ts';

type ValueField = Pick<
  ScriptField,
  'type' | 'shape' | 'direction' | 'share' | 'counts' | 'range' | 'facets' | 'key'
>;

/** All values in a text that a field of this type could take. Enumerations, names and texts have readers of their own. */
export function valuesFor(
  field: ValueField,
  text: string,
  today: string,
  { zero }: Pick<CallScript['grounding'], 'zero'> = { zero: [] },
): ValueInText[] {
  const options: SpokenOptions = {
    today,
    expected: field.shape === undefined ? undefined : { pattern: field.shape },
  };
  const fits = ({ value }: ValueInText) =>
    field.shape === undefined ||
    new RegExp(`^(?:${field.shape})$`).test(typeof value === 'object' ? '' : String(value));
  switch (field.type) {
    case 'money':
      return withZeros(
        findAmounts(withoutCapitals(text), { today })
          .map((found) => inText({ ...found, quote: text.slice(found.span.start, found.span.end) }))
          .filter((found) => !isExclamation(found.quote) && !isOfPeople(text, found))
          .map((found) => withinRange(field, found)),
        text,
        zero,
      );
    case 'percent':
      return withZeros(sharesIn(field.share, text, today), text, zero);
    case 'telephone':
      return find('telephone', text, options).filter(fits);
    case 'date':
      return find('date', text, { today })
        .filter(({ quote }) => !isSpanOfTime(quote) && !(field.direction === 'future' && isPast(quote)))
        .flatMap((found) => withYear(withoutMonth(found), field.direction, today));
    case 'identifier':
      // The D of "payer I D six" is no part of the number.
      return find('identifier', text.replace(/\bi d\b/gi, 'ID '), options)
        .map((found) => longerReading(found))
        .filter(fits)
        .filter((found) => !isOfDate(text, found, today));
    case 'code':
      return find('code', withoutFor(text), options)
        .filter(fits)
        .filter((found) => !isOfDate(text, found, today))
        .map((found) => ({ ...found, quote: text.slice(found.start, found.end) }));
    case 'integer':
      return [
        ...integersOf(field, field.key ? withoutCodes(text) : text, today, zero),
        ...(field.key ? ordinalsIn(text, today) : []),
      ].filter(({ value }) => !isOutside(field, Number(value)));
    case 'duration':
      return withoutRestated(text, find('duration', text, { today }));
    case 'deadline':
      return [
        ...withoutRestated(text, find('duration', text, { today })).filter(({ value }) => !isMoment(value)),
        ...find('date', text, { today })
          .filter(({ quote }) => !isPast(quote))
          .flatMap((found) => withYear(withoutMonth(found), 'future', today)),
      ].sort((a, b) => a.start - b.start);
    case 'yes_no':
    case 'enum':
    case 'name':
    case 'text':
      return [];
  }
}

/** "Seventeen fifty" of what is never below fifty dollars is no seventeen dollars and fifty cents. */
function withinRange(field: ValueField, found: ValueInText): ValueInText {
  const { value, others = [] } = found;
  if (typeof value !== 'number' || value === 0 || !isOutside(field, value)) return found;
  const fitting = others.find((other) => typeof other === 'number' && !isOutside(field, other));
  return fitting === undefined ? found : { ...found, value: fitting, others: [value] };
}

/** Of what is told apart by its surroundings, there may be none: "twenty visits, none used". */
function integersOf(field: ValueField, text: string, today: string, zero: readonly string[]): ValueInText[] {
  const found = integers(text, today, field.counts);
  return field.counts || Object.keys(field.facets).length > 0 ? withZeros(found, text, zero) : found;
}

/** "PCP eighteen dollars", "a fifty dollar E R copay" spell nothing. The text keeps its length. */
function withoutCapitals(text: string): string {
  return text
    .replace(/\b[A-Z]{3,4}\b/g, (word) => word.toLowerCase())
    .replace(/\b(?:[A-Z](?: [A-Z])+|p c p|e r)\b/g, (letters) => letters.toLowerCase().replaceAll(' ', 'x'));
}

/** The "one" of "line one, C O sixteen" does not go on in the code. The text keeps its length. */
function withoutCodes(text: string): string {
  return findSpoken('code', withoutFor(text)).reduce(
    (rest, { span }) => rest.slice(0, span.start) + ';'.repeat(span.end - span.start) + rest.slice(span.end),
    text,
  );
}

/** "The second line": which of several it is. */
function ordinalsIn(text: string, today: string): ValueInText[] {
  return find('ordinal', text, { today })
    .filter(({ end }) =>
      /^\s+(?:(?:service|claim|procedure|denied)\s+)?line\b(?!\s+(?:of\b(?! (?:it|the claim|that))|therap|treatment|drug|med|agent))/i.test(
        text.slice(end),
      ),
    )
    .map((found) => ({ ...found, value: Number(found.value) }));
}

/** "Oh hold on": no zero by itself. */
function isExclamation(quote: string): boolean {
  return /^(?:oh|o)$/i.test(quote.trim());
}

/** "Three thousand for the four of them". */
function isOfPeople(text: string, { quote, end }: ValueInText): boolean {
  return (
    !/dollar|cent|buck|\$/i.test(quote) &&
    /^\s+(?:of (?:them|us|you|those|these)|kids|children|people|members|dependents|folks)\b/i.test(
      text.slice(end),
    )
  );
}

function find(kind: SpokenKind, text: string, options: SpokenOptions): ValueInText[] {
  return findSpoken(kind, text, options).map(inText);
}

function inText({ value, span, quote, hedged, corrected, alternatives }: Found): ValueInText {
  return { value, start: span.start, end: span.end, quote, hedged, corrected, others: alternatives };
}

/** The words leave open whether their last two figures are cents. */
export function mayBeCents({ value, quote, others = [] }: ValueInText): boolean {
  const alternatives = others.filter((other) => typeof other === 'number');
  return typeof value === 'number' && endsInCents({ value, quote, alternatives });
}

/** "Five one four, five one four six" may begin anew or go on: the longer reading, as a guess, loses nothing. */
function longerReading(found: ValueInText): ValueInText {
  const { value, quote } = found;
  if (typeof value !== 'string' || repairWords.test(quote)) return found;
  const longer = found.others?.find(
    (other) => typeof other === 'string' && other.length > value.length && other.endsWith(value),
  );
  // The same figures twice are one number said again.
  return longer === undefined || longer === value + value
    ? found
    : { ...found, value: longer, others: [value], hedged: true, corrected: false };
}

const repairWords =
  /\b(?:no|not|sorry|wait|correction|scratch|mean|actually|rather|over|again|mistake|excuse|oops)\b/i;

/** "No copay", "nothing has been met": zero, where no other number is said of it. */
function withZeros(found: ValueInText[], text: string, zero: readonly string[]): ValueInText[] {
  const zeros = places(hear(text), zero)
    .filter(({ start }) => !isOnlyAnswer(text.slice(start)))
    .filter((one) => !found.some((other) => overlaps(other, one)))
    .map(({ start, end }) => ({
      value: 0,
      start,
      end,
      quote: text.slice(start, end),
      hedged: false,
      corrected: false,
    }));
  return zeros.length === 0 ? found : [...found, ...zeros].sort((a, b) => a.start - b.start);
}

/** "All I can take on one call": how much is done in a call is no answer. */
const isOfTasks = /^\s*(?:calls?|callers?)\b/i;

/** "Thirty nine dollars" is no count of anything, nor is a share in percent. */
const isOfMoney = /^\s*(?:(?:and\s+[a-z]+\s+)?(?:dollars?|bucks|cents?|percent)\b|%)/i;

/** What is larger is a code or a number of something, not a count. */
const mostCounted = 9_999;

/** "Ten to fifteen days": after fifteen at the latest. */
function longest(
  quote: string,
  value: number,
  others: readonly number[],
): { value: number; others: number[] } {
  const most = Math.max(value, ...others);
  if (most === value || !/\b(?:to|or|through)\b|\d\s*[-–]\s*\d/i.test(quote))
    return { value, others: [...others] };
  return { value: most, others: [value, ...others.filter((other) => other !== most)] };
}

/** "It was approved four days ago", "it's been nine days": how long it is since, and no number of days of anything. */
function isElapsed(text: string, { start, end }: ValueInText): boolean {
  return (
    /^\s+(?:ago|earlier|back|late|old|already)\b/i.test(text.slice(end)) ||
    /\bbeen\s+(?:(?:here|there|on|at|doing|working|waiting|trying|down|out|with)\s+(?:(?:this|it|that|the|phone|hold|them|us)\s+)*(?:for\s+)?)?(?:about\s+|over\s+|almost\s+)?$/i.test(
      text.slice(0, start),
    )
  );
}

/** "Give me two minutes": no time in which anything must be filed. */
function isMoment(value: FieldValue): boolean {
  return ['minutes', 'seconds'].includes((value as DurationValue).unit);
}

/** "Four days ago": what is still to come is not said so. */
function isPast(quote: string): boolean {
  return /\b(?:ago|yesterday)\b/i.test(quote);
}

/** Whole numbers; of durations the number of days, or what else they count. */
function integers(said: string, today: string, counts: boolean): ValueInText[] {
  // "They gave this one twelve" is no hundred and twelve. The text keeps its length.
  const text = said.replace(/\b(this|that|each|every) one\b/gi, '$1 the');
  const durations = find('duration', text, { today });
  const daysIn = (value: FieldValue): number[] => {
    const { n, unit, dayType } = value as DurationValue;
    if (unit === 'days' || (counts && unit === 'hours')) return [n];
    if (counts || unit !== 'weeks') return [];
    return [n * (dayType === 'business' ? 5 : 7)];
  };
  const days = durations.flatMap((found) => {
    if (isElapsed(text, found) || (counts && isPeriod(text, found))) return [];
    const others = (found.others ?? []).flatMap(daysIn);
    return daysIn(found.value).map((value) => ({ ...found, ...longest(found.quote, value, others) }));
  });
  const dates = find('date', text, { today });
  const numbers = find('cardinal', text, { today }).filter(
    (found) =>
      Number(found.value) <= mostCounted &&
      !isExclamation(found.quote) &&
      !(counts && isPronoun(text, found)) &&
      !isOfMoney.test(text.slice(found.end)) &&
      !isOfTasks.test(text.slice(found.end)) &&
      !dates.some((date) => overlaps(date, found)) &&
      !durations.some((other) => overlaps(other, found)),
  );
  const all = [...days, ...numbers.map((found) => ({ ...found, value: Number(found.value) }))];
  return withoutRestated(
    text,
    all.sort((a, b) => a.start - b.start),
  );
}

/** "I've got one from last year", "one of the codes": no number of anything. */
function isPronoun(text: string, { quote, start, end }: ValueInText): boolean {
  if (!/^one$/i.test(quote)) return false;
  if (/^\s+(?:visit|unit|day|hour|session)\b/i.test(text.slice(end))) return false;
  const stands =
    /(?:^|\b(?:just|only|about|for|of|is|it's|its|was|that's|were|approved|used|authorized|number))\W*$/i;
  return (
    !stands.test(text.slice(0, start)) ||
    /^\s+(?:of|from|that|which|was|is|on|in|code)\b/i.test(text.slice(end))
  );
}

/** "The eighteenth", of whichever month: the nearest one is a guess. */
function withoutMonth(found: ValueInText): ValueInText {
  const isDayAlone =
    /^(?:(?:on|by|until|till|through)\s+)?(?:the\s+)?(?:(?:twenty|thirty)[\s-])?[a-z0-9]*(?:th|first|second|third|\dst|\dnd|\drd)$/i;
  const isOpen = (found.others?.length ?? 0) > 0 && isDayAlone.test(found.quote);
  return isOpen ? { ...found, hedged: true, monthless: true } : found;
}

/** Completes "--03-03" with the nearest year in the field's direction; other incomplete dates are no values. */
function withYear(found: ValueInText, direction: 'past' | 'future', today: string): ValueInText[] {
  const value = typeof found.value === 'string' ? found.value : '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [found];
  if (!/^--\d{2}-\d{2}$/.test(value)) return [];
  const day = value.slice(1);
  const year = Number(today.slice(0, 4));
  const thisYear = `${today.slice(0, 4)}${day}`;
  const yearless = { ...found, yearless: true };
  if (direction === 'past')
    return [{ ...yearless, value: thisYear <= today ? thisYear : `${String(year - 1)}${day}` }];
  return [{ ...yearless, value: thisYear >= today ? thisYear : `${String(year + 1)}${day}` }];
}

/** What turn-taking should be patient about while this type of value is expected. */
export function slotOf(type: ScriptField['type']): SlotKind {
  switch (type) {
    case 'money':
    case 'date':
    case 'identifier':
    case 'code':
    case 'duration':
    case 'telephone':
    case 'percent':
    case 'yes_no':
    case 'text':
      return type;
    case 'integer':
      return 'cardinal';
    case 'deadline':
      return 'duration';
    case 'enum':
    case 'name':
      return 'text';
  }
}

/** "Approved for nine seven one one zero": here "for" is no four. The text keeps its length. */
export function withoutFor(text: string): string {
  return text.replace(/\bfor\b/gi, 'the').replace(/\bbe(?=\s+(?:c\s?o|p\s?r|o\s?a|p\s?i)\b)/gi, 'is');
}
