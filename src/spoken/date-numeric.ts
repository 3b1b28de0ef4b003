import { formatDate, fullYear, isDate, type DateParts, type Day } from './calendar.ts';
import { readGroup, readGroups, type Group } from './numbers.ts';
import type { Context, Match } from './reader.ts';
import type { Token } from './tokens.ts';
import { readFullYear, readShortYear, readYearAfter } from './year.ts';

const SEPARATORS = new Set(['/', '-', '.']);
const SAID_SEPARATORS = new Set(['slash', 'dash', 'hyphen', 'stroke']);

function written(tokens: readonly Token[], at: number): { figures: string; end: number } | undefined {
  const token = tokens[at];
  return token?.type === 'digits' ? { figures: token.word, end: at + 1 } : undefined;
}

/** A date of these words, where there is such a day. */
export function found(
  parts: DateParts,
  start: number,
  end: number,
  alternatives: string[] = [],
): Match<'date'> | undefined {
  return isDate(parts) ? { value: formatDate(parts), alternatives, start, end } : undefined;
}

/** "03/03/2026", "3/3", "3-3-26", "2026-03-03", and in a text that is one date "03032026". */
export function readWrittenDate(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
  whole: boolean,
): Match<'date'> | undefined {
  const first = written(tokens, at);
  if (first === undefined || isInside(tokens, at)) return undefined;
  const separator = tokens[first.end];
  if (separator === undefined || !SEPARATORS.has(separator.word)) {
    if (!whole || tokens.length > at + 1) return undefined;
    if (first.figures.length === 8) {
      const [a, b, c] = [first.figures.slice(0, 2), first.figures.slice(2, 4), first.figures.slice(4)];
      return (
        found({ month: Number(a), day: Number(b), year: Number(c) }, at, first.end) ??
        found(
          { year: Number(first.figures.slice(0, 4)), month: Number(c.slice(0, 2)), day: Number(c.slice(2)) },
          at,
          first.end,
        )
      );
    }
    return undefined;
  }
  const second = written(tokens, first.end + 1);
  if (second === undefined || tokens[first.end + 1]?.glued !== true) return undefined;
  const again = tokens[second.end];
  const third = again?.word === separator.word ? written(tokens, second.end + 1) : undefined;
  if (first.figures.length === 4) {
    if (third !== undefined && separator.word !== '.') {
      return found(
        { year: Number(first.figures), month: Number(second.figures), day: Number(third.figures) },
        at,
        third.end,
      );
    }
    return separator.word === '-'
      ? found({ year: Number(first.figures), month: Number(second.figures) }, at, second.end)
      : undefined;
  }
  if (first.figures.length > 2 || second.figures.length > 4) return undefined;
  const month = Number(first.figures);
  if (third === undefined) {
    if (second.figures.length === 4) {
      return separator.word === '.'
        ? undefined
        : found({ month, year: Number(second.figures) }, at, second.end);
    }
    const dated =
      separator.word === '/' || whole || (separator.word === '-' && DATED.has(tokens[at - 1]?.word ?? ''));
    if (second.figures.length > 2 || !dated || separator.word === '.') return undefined;
    return foundEitherWay(month, Number(second.figures), undefined, at, second.end);
  }
  if (third.figures.length !== 2 && third.figures.length !== 4) return undefined;
  const year = third.figures.length === 4 ? Number(third.figures) : fullYear(Number(third.figures), today);
  return foundEitherWay(month, Number(second.figures), year, at, third.end);
}

/** Month first, as it is written here; where that is no date the day stands first ("21/04/2026"). */
function foundEitherWay(
  first: number,
  second: number,
  year: number | undefined,
  start: number,
  end: number,
): Match<'date'> | undefined {
  return (
    found({ month: first, day: second, year }, start, end) ??
    found({ month: second, day: first, year }, start, end)
  );
}

/** Behind other figures of the same row: a part of what is no date as a whole. */
function isInside(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.glued === true &&
    SEPARATORS.has(tokens[at - 1]?.word ?? '') &&
    tokens[at - 2]?.type === 'digits'
  );
}

/** Words that a date stands behind. */
const DATED = new Set('on through thru until till from dated since effective by'.split(' '));

type Part = { readonly n: number; readonly next: number };

function singles(groups: readonly Group[], at: number, most: number): Part[] {
  const group = groups[at];
  if (group?.fraction !== '') return [];
  const parts: Part[] = [];
  const n = Number(group.figures);
  const following = groups[at + 1];
  if (group.figures === '0' && following?.form === 'digit' && following.figures !== '0') {
    parts.push({ n: Number(following.figures), next: at + 2 });
  } else if (group.form !== 'scaled' && group.form !== 'hundreds' && n >= 1 && n <= most) {
    parts.push({ n, next: at + 1 });
    if (
      group.form === 'digit' &&
      following?.form === 'digit' &&
      Number(group.figures + following.figures) <= most
    ) {
      parts.push({ n: Number(group.figures + following.figures), next: at + 2 });
    }
  }
  return parts;
}

/** How a date said in figures can be cut into month, day and year, likeliest first. */
function cuts(
  groups: readonly Group[],
  tokens: readonly Token[],
  starts: readonly number[],
  today: Day | undefined,
): DateParts[] {
  const list: DateParts[] = [];
  const count = groups.length;
  const digitsOnly = groups.every((group) => group.form === 'digit');
  for (const month of singles(groups, 0, 12)) {
    for (const day of singles(groups, month.next, 31)) {
      if (day.next === count) list.push({ month: month.n, day: day.n });
      const token = starts[day.next];
      if (token === undefined) continue;
      const end = groups[count - 1]?.end;
      const full = readFullYear(tokens, token);
      if (full !== undefined && full.end === end) list.push({ month: month.n, day: day.n, year: full.year });
      const short = readShortYear(tokens, token, today);
      if (short !== undefined && short.end === end)
        list.push({ month: month.n, day: day.n, year: short.year });
    }
  }
  const valid = list.filter((parts) => isDate(parts));
  if (digitsOnly && (count === 8 || count === 6 || count === 4)) {
    // Figures one by one in a full row are two for the month and two for the day.
    const text = groups.map((group) => group.figures).join('');
    const tail = text.slice(4);
    const year = tail === '' ? undefined : tail.length === 4 ? Number(tail) : fullYear(Number(tail), today);
    const parts = { month: Number(text.slice(0, 2)), day: Number(text.slice(2, 4)), year };
    if (isDate(parts) && parts.month > 0) valid.unshift(parts);
  }
  return valid;
}

const CUES = new Set(
  (
    'on through thru dated from date service since until till effective dob birth by born termed terminated dos received ' +
    'ended expired lapsed started began ' +
    "processed mailed between date's dob's birthday's"
  ).split(' '),
);

const mostYearsAhead = 10;

/** "three three twenty-six", "oh three oh three twenty twenty-six", "three slash three"; bare pairs only behind a cue. */
export function readSpokenFigures(
  context: Context,
  at: number,
  today: Day | undefined,
): Match<'date'> | undefined {
  const { tokens } = context.utterance;
  const separated = !context.whole && isInRow(tokens, at) ? undefined : readSeparated(tokens, at, today);
  if (separated !== undefined) return separated;
  const type = tokens[at]?.type;
  if (type !== 'word' && !(type === 'digits' && context.whole)) return undefined;
  const groups = readFigures(tokens, at, context.whole);
  if (groups.length < 2 || groups.length > 8) return undefined;
  const starts = groups.map((_, n) => (n === 0 ? at : (groups[n - 1]?.end ?? at)));
  const [first, ...others] = cuts(groups, tokens, starts, today);
  const end = groups[groups.length - 1]?.end ?? at;
  if (first === undefined) return undefined;
  // "Two twenty-four of this year", "seven one of twenty twenty-three".
  const named = first.year === undefined ? namedYear(tokens, end, today) : undefined;
  if (named !== undefined) return found({ ...first, year: named.year }, at, named.end);
  // "Six one eight, two zero four four": a date that is decades away is a number of something.
  if (!context.whole && today !== undefined && (first.year ?? 0) > today.year + mostYearsAhead)
    return undefined;
  if (!context.whole) {
    const cue = CUES.has(tokens[at - 1]?.word ?? '') || isNamedDate(tokens, at);
    const full = first.year !== undefined && endsInFullYear(tokens, starts, end);
    if (!full && !(cue && (first.year !== undefined || groups.length <= 3))) return undefined;
    if (/^(dollars|percent|cents|days|am|pm|hours|visits|%)$/.test(tokens[end]?.word ?? '')) return undefined;
    if (first.year === undefined && !DATED.has(tokens[at - 1]?.word ?? '')) return undefined;
  }
  return { value: formatDate(first), alternatives: others.map(formatDate), start: at, end };
}

function namedYear(tokens: readonly Token[], end: number, today: Day | undefined) {
  if (isYearNamed(tokens, end)) return readYearAfter(tokens, end, today);
  return tokens[end]?.word === 'of' ? readFullYear(tokens, end + 1) : undefined;
}

function isYearNamed(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.word === 'of' ? at + 1 : at;
  return /^(?:this|last|next)$/.test(tokens[next]?.word ?? '') && tokens[next + 1]?.word === 'year';
}

/** Groups of figures; a pause stands at most before a year: "eight seventeen, twenty twenty-six". */
function readFigures(tokens: readonly Token[], at: number, acrossPauses: boolean): Group[] {
  const groups = readGroups(tokens, at, 9, { acrossPauses });
  const end = groups[groups.length - 1]?.end ?? at;
  const spread = acrossPauses ? undefined : spreadDate(tokens, at);
  if (spread !== undefined) return spread;
  const isDay = groups.length >= 2 && groups.length <= 4 && readFullYear(tokens, end) !== undefined;
  return isDay && tokens[end]?.stop === false ? readGroups(tokens, at, 9, { acrossPauses: true }) : groups;
}

/** "Eight, twelve, twenty twenty-six": month, day and a full year with a pause behind each, and no figures before. */
function spreadDate(tokens: readonly Token[], at: number): Group[] | undefined {
  const [month] = readGroups(tokens, at, 1);
  const [day] = month === undefined ? [] : readGroups(tokens, month.end, 1);
  if (month === undefined || day === undefined || !isPause(tokens[month.end]) || !isPause(tokens[day.end]))
    return undefined;
  if (singles([month], 0, 12).length === 0 || singles([day], 0, 31).length === 0) return undefined;
  const year = readFullYear(tokens, day.end);
  if (year === undefined || readGroup(tokens, at - 1) !== undefined) return undefined;
  const rest = readGroups(tokens, day.end, 9).filter(({ end }) => end <= year.end);
  return [month, day, ...rest];
}

function isPause(token: Token | undefined): boolean {
  return token?.pause === true && !token.stop;
}

/** Other figures were said right before: "two six dash one nine" ends a longer row. */
function isInRow(tokens: readonly Token[], at: number): boolean {
  return at > 0 && tokens[at]?.pause === false && readGroup(tokens, at - 1) !== undefined;
}

/** "his birthday is", "the date of service was": words in front that say that a date follows. */
function isNamedDate(tokens: readonly Token[], at: number): boolean {
  if (!/^(is|was|it's|be|being|as|of|for|the)$/.test(tokens[at - 1]?.word ?? '')) return false;
  for (let before = at - 2; before >= Math.max(0, at - 5); before--)
    if (
      /^(birthday|birth|dob|date|dates|birthdate|born|term|termed|termination|effective)$/.test(
        tokens[before]?.word ?? '',
      )
    )
      return true;
  return false;
}

function endsInFullYear(tokens: readonly Token[], starts: readonly number[], end: number): boolean {
  return starts.slice(2).some((start) => readFullYear(tokens, start)?.end === end);
}

/** Month, day and year with "slash" or "dash" said between them. */
function readSeparated(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
): Match<'date'> | undefined {
  const blocks: { start: number; groups: Group[] }[] = [];
  let next = at;
  while (blocks.length < 3) {
    const groups = readGroups(tokens, next, 4);
    const last = groups[groups.length - 1];
    if (last === undefined) return undefined;
    blocks.push({ start: next, groups });
    next = last.end;
    if (!SAID_SEPARATORS.has(tokens[next]?.word ?? '')) break;
    next++;
  }
  const [month, day, year] = blocks;
  if (month === undefined || day === undefined) return undefined;
  const only = (groups: readonly Group[], most: number): number | undefined =>
    singles(groups, 0, most).find((part) => part.next === groups.length)?.n;
  const parts: DateParts = { month: only(month.groups, 12), day: only(day.groups, 31) };
  if (parts.month === undefined || parts.day === undefined) return undefined;
  const end = blocks[blocks.length - 1]?.groups.at(-1)?.end ?? next;
  if (year === undefined) return found(parts, at, end);
  const said = readFullYear(tokens, year.start) ?? readShortYear(tokens, year.start, today);
  return said?.end !== end ? undefined : found({ ...parts, year: said.year }, at, end);
}
