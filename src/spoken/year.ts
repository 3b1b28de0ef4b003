import { fullYear, type Day } from './calendar.ts';
import { readGroup, readGroups, type Group } from './numbers.ts';
import type { Token } from './tokens.ts';

export type Year = { readonly year: number; readonly end: number; readonly short: boolean };

function isCentury(group: Group | undefined): boolean {
  return (
    group !== undefined &&
    (group.figures === '19' || group.figures === '20' || group.figures === '18') &&
    group.form !== 'digit'
  );
}

/** A year said in full: "twenty twenty-six", "nineteen oh five", "two thousand and six", "2026", "two zero two six". */
export function readFullYear(tokens: readonly Token[], at: number): Year | undefined {
  const groups = readGroups(tokens, at, 4);
  const [first, second, third, fourth] = groups;
  if (first === undefined) return undefined;
  if (first.form === 'written') {
    return /^(1[89]|20)\d\d$/.test(first.figures) && first.fraction === ''
      ? { year: Number(first.figures), end: first.end, short: false }
      : undefined;
  }
  const value = Number(first.figures);
  if ((first.form === 'scaled' || first.form === 'hundreds') && value >= 1800 && value < 2100) {
    if (value % 100 === 0 && second?.form === 'digit' && second.figures === '0' && third?.form === 'digit') {
      return { year: value + Number(third.figures), end: third.end, short: false };
    }
    return { year: value, end: first.end, short: false };
  }
  if (isCentury(first) && second !== undefined) {
    const century = value * 100;
    if (second.form === 'teen' || second.form === 'tens' || second.form === 'pair') {
      return { year: century + Number(second.figures), end: second.end, short: false };
    }
    if (second.figures === '0' && third?.form === 'digit') {
      return { year: century + Number(third.figures), end: third.end, short: false };
    }
  }
  if (
    first.figures === '2' &&
    second?.figures === '0' &&
    third?.form === 'digit' &&
    fourth?.form === 'digit'
  ) {
    return { year: Number(`20${third.figures}${fourth.figures}`), end: fourth.end, short: false };
  }
  if (first.figures === '2' && second?.figures === '0' && third?.form === 'teen') {
    return { year: Number(`20${third.figures}`), end: third.end, short: false };
  }
  if (
    first.figures === '2' &&
    second?.figures === '0' &&
    (third?.form === 'pair' || third?.form === 'tens')
  ) {
    return { year: Number(`20${third.figures}`), end: third.end, short: false };
  }
  if (
    first.figures === '1' &&
    second?.figures === '9' &&
    third?.form === 'digit' &&
    fourth?.form === 'digit'
  ) {
    return { year: Number(`19${third.figures}${fourth.figures}`), end: fourth.end, short: false };
  }
  return undefined;
}

/** A year before the ones that calls are about ("sixteen sixty-five"), where it is all of a text. */
export function readOldYear(tokens: readonly Token[], at: number): Year | undefined {
  const groups = readGroups(tokens, at, 3);
  const end = groups.at(-1)?.end ?? at;
  if (at > 0 || end !== tokens.length || groups.length > 2) return undefined;
  const [first, second] = groups;
  const pairs =
    second === undefined
      ? first?.form === 'scaled'
      : first?.form === 'teen' && /^(teen|tens|pair)$/.test(second.form);
  const year = Number(groups.map((group) => group.figures).join(''));
  return pairs && year >= 1000 && year < 1800 ? { year, end, short: false } : undefined;
}

/** A year of two figures: "twenty-six", "oh six", "two six", "26". */
export function readShortYear(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
): Year | undefined {
  const [first, second] = readGroups(tokens, at, 2);
  if (first?.fraction !== '') return undefined;
  if (first.form === 'written') {
    return first.figures.length === 2
      ? { year: fullYear(Number(first.figures), today), end: first.end, short: true }
      : undefined;
  }
  if (first.form === 'teen' || first.form === 'tens' || first.form === 'pair') {
    return { year: fullYear(Number(first.figures), today), end: first.end, short: true };
  }
  if (first.form === 'digit' && second?.form === 'digit') {
    return { year: fullYear(Number(first.figures + second.figures), today), end: second.end, short: true };
  }
  return undefined;
}

const NOT_YEARS = new Set(
  'dollars dollar $ cents percent % days day hundred thousand visits am pm visits units point'.split(' '),
);

/**
 * The year behind a day: with "of", "in" or a comma before it where it was said in full; two figures only right
 * behind the day and where no other number or unit goes on.
 */
export function readYearAfter(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
  whole = false,
  repaired = false,
): Year | undefined {
  let next = at;
  // Behind a repair stands what replaces something said, which only the whole date can tell.
  if (tokens[at]?.broken === true && at > 0 && !repaired) return undefined;
  const lead = tokens[at]?.word;
  if (lead === 'of' || lead === 'in') {
    next = at + 1;
    const relative = tokens[next]?.word;
    if (
      (relative === 'this' || relative === 'last' || relative === 'next') &&
      tokens[next + 1]?.word === 'year' &&
      today !== undefined
    ) {
      const shift = relative === 'this' ? 0 : relative === 'last' ? -1 : 1;
      return { year: today.year + shift, end: next + 2, short: false };
    }
    if (relative === 'the' && tokens[next + 1]?.word === 'year') next += 2;
  } else if (
    (lead === 'this' || lead === 'last' || lead === 'next') &&
    tokens[at + 1]?.word === 'year' &&
    today !== undefined
  ) {
    return { year: today.year + (lead === 'this' ? 0 : lead === 'last' ? -1 : 1), end: at + 2, short: false };
  }
  const full = readFullYear(tokens, next);
  if (full !== undefined)
    return NOT_YEARS.has(tokens[full.end]?.word ?? '') && tokens[full.end]?.pause !== true ? undefined : full;
  if (tokens[next]?.pause === true && !whole) return undefined;
  const short = readShortYear(tokens, next, today);
  if (short === undefined) return undefined;
  const behind = tokens[short.end];
  if (
    behind !== undefined &&
    !behind.pause &&
    (NOT_YEARS.has(behind.word) || readGroup(tokens, short.end) !== undefined)
  )
    return undefined;
  return short;
}
