import type { DurationValue, FieldValue } from '../kernel/outcome.ts';
import { endsInCents, findAmounts, findSpoken, isOfDate, isSpanOfTime } from '../spoken/index.ts';
import type { SpokenOptions } from '../spoken/index.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { sharesIn } from './share.ts';
import { countedToDays, withoutRestated } from './spans-of-days.ts';
import { isOnlyAnswer } from './negation.ts';
import { isOutside } from './plausible.ts';
import { find, inText, isExclamation } from './values-found.ts';
import { wholeDates } from './whole-dates.ts';
import { integers } from './whole-numbers.ts';
import { hear, overlaps, places, says } from './words.ts';

type ValueField = Pick<
  ScriptField,
  | 'ahead'
  | 'cues'
  | 'type'
  | 'shape'
  | 'spelledShape'
  | 'direction'
  | 'share'
  | 'counts'
  | 'range'
  | 'facets'
  | 'key'
>;

const readings = new WeakMap<ScriptField, string>();

/** Fields of a type with the same key read the same values from a text. Asked of each field for every clause. */
export function readingOf(field: ScriptField): string {
  const { shape = '', spelledShape = '', direction, counts, ahead, share, range, facets } = field;
  const known =
    readings.get(field) ??
    JSON.stringify([
      shape,
      spelledShape,
      direction,
      counts,
      ahead,
      share,
      range,
      Object.keys(facets).length > 0,
      facets.aspect !== undefined,
    ]);
  readings.set(field, known);
  return known;
}

/** Read from its letters' words, so that no figure was taken for a letter to have the shape. */
function isSpelledOut({ spelledShape }: ValueField, { value, quote }: ValueInText): boolean {
  if (spelledShape === undefined || typeof value !== 'string') return false;
  return /\b(?:as in|like)\b/i.test(quote) && new RegExp(`^(?:${spelledShape})$`).test(value);
}

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
          .map((found, index, all) => inThousands(field, withinRange(field, found), all.slice(0, index)))
          .map((found) => inHundreds(field, found)),
        text,
        zero,
      );
    case 'percent':
      return withZeros(sharesIn(field.share, text, today), text, zero);
    case 'telephone':
      return find('telephone', text, options).map(withoutCountryCode).filter(fits);
    case 'date':
      return wholeDates(text, field.direction, today).filter(
        ({ quote }) => !/^today['’]?s$/i.test(quote) && !isSpanOfTime(quote),
      );
    case 'identifier':
      // The D of "payer I D six" is no part of the number.
      return find('identifier', text.replace(/\bi d['’]s\b/gi, 'ID is').replace(/\bi d\b/gi, 'ID '), options)
        .map((found) => longerReading(found))
        .filter((found) => fits(found) || isSpelledOut(field, found))
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
      return deadlinesIn(text, today);
    case 'yes_no':
    case 'enum':
    case 'name':
    case 'text':
      return [];
  }
}

function deadlinesIn(text: string, today: string): ValueInText[] {
  const days = wholeDates(text, 'future', today);
  const spans = withoutRestated(text, find('duration', text, { today })).filter(
    ({ value }) => !isMoment(value),
  );
  return countedToDays(text, spans, days);
}

/** "Seventeen fifty" of what is never below fifty dollars is no seventeen dollars and fifty cents. */
function withinRange(field: ValueField, found: ValueInText): ValueInText {
  const { value, others = [] } = found;
  if (typeof value !== 'number' || value === 0 || !isOutside(field, value)) return found;
  const fitting = others.find((other) => typeof other === 'number' && !isOutside(field, other));
  return fitting === undefined ? found : { ...found, value: fitting, others: [value] };
}

/** "A thousand, and per family that's two": what is never below fifty dollars may be two thousand, and is no two dollars. */
function inThousands(field: ValueField, found: ValueInText, before: readonly ValueInText[]): ValueInText {
  const { value, quote } = found;
  if (typeof value !== 'number' || value === 0 || !isOutside(field, value)) return found;
  const isScale = before.some(({ value: other }) => typeof other === 'number' && other >= aThousand);
  if (!isScale || /dollar|cent|buck|\$|\./i.test(quote)) return found;
  return { ...found, value: value * 1000, others: [value], hedged: true };
}

/** "He's met eighteen fifty": what is counted towards thousands is hardly told in cents without their name. */
function inHundreds({ facets }: ValueField, found: ValueInText): ValueInText {
  const { value, others = [], quote } = found;
  if (facets.aspect === undefined || typeof value !== 'number' || value % 100 === 0) return found;
  const isNamed = /dollar|cent|buck|\$|\./i.test(quote);
  if (isNamed || value >= aHundred || !others.includes(value * 100)) return found;
  return { ...found, value: value * 100, others: [value], hedged: true };
}

/** In cents. */
const aHundred = 100_00;
const aThousand = 1000_00;

/** Of what is told apart by its surroundings, there may be none: "twenty visits, none used". */
function integersOf(field: ValueField, text: string, today: string, zero: readonly string[]): ValueInText[] {
  const all = integers(text, today, field.counts);
  const found = field.ahead ? all.filter((one) => isNumberOfDays(field, text, one)) : all;
  return field.counts || Object.keys(field.facets).length > 0 ? withZeros(found, text, zero) : found;
}

/** "They have two answer by December": how long something takes has its unit, its own words, or nothing beside it. */
function isNumberOfDays({ cues }: ValueField, text: string, { start, end, quote }: ValueInText): boolean {
  const [before, behind] = [text.slice(0, start), text.slice(end)];
  const around = hear(`${before} ${behind}`);
  if (hasUnit.test(`${quote}${behind}`) || says(around, cues) || saysNoMore.test(around.plain)) return true;
  return saysHowLong.test(before) && saysNoMore.test(hear(behind).plain);
}

const saysHowLong = /\b(?:it['’]?s|it is|that['’]?s|about|around|roughly|say)\s+$/i;

const hasUnit = /\b(?:days?|weeks?|months?|business|calendar|working)\b/i;
const saysNoMore =
  /^(?:(?:about|around|roughly|approximately|usually|typically|normally|generally|say|id|i|would|probably|maybe|it|its|is|that|thats|be|should|just|only|at|most|least|so|well|um|uh|yes|okay|no|or|and|then|more|less|like|those|these|they|are|from|today|now|the)(?: |$))*$/;

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

/** "One eight hundred five five five …": what is dialled before the area code is no part of a number in the outcome. */
function withoutCountryCode(found: ValueInText): ValueInText {
  return typeof found.value === 'string'
    ? { ...found, value: found.value.replace(/^1(?=\d{10}$)/, '') }
    : found;
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

/** "Three thousand for the four of them". */
function isOfPeople(text: string, { quote, end }: ValueInText): boolean {
  return (
    !/dollar|cent|buck|\$/i.test(quote) &&
    /^\s+(?:of (?:them|us|you|those|these)|kids|children|people|members|dependents|folks)\b/i.test(
      text.slice(end),
    )
  );
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

/** "Give me two minutes": no time in which anything must be filed. */
function isMoment(value: FieldValue): boolean {
  return ['minutes', 'seconds'].includes((value as DurationValue).unit);
}

/** "Approved for nine seven one one zero": here "for" is no four. The text keeps its length. */
export function withoutFor(text: string): string {
  return text.replace(/\bfor\b/gi, 'the').replace(/\bbe(?=\s+(?:c\s?o|p\s?r|o\s?a|p\s?i)\b)/gi, 'is');
}
