import type { DurationValue, FieldValue } from '../kernel/outcome.ts';
import type { ValueInText } from './found.ts';
import { isPeriod, withoutRestated } from './spans-of-days.ts';
import { find, isExclamation } from './values-found.ts';
import { overlaps } from './words.ts';

/** Whole numbers; of durations the number of days, or what else they count. */
export function integers(said: string, today: string, counts: boolean): ValueInText[] {
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
