import { readAmount } from './amount.ts';
import { lex } from './lexicon.ts';
import { readGroup } from './numbers.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import type { Duration, DurationUnit } from './types.ts';

const UNITS: Readonly<Record<string, DurationUnit>> = {
  minute: 'minutes', minutes: 'minutes', min: 'minutes', mins: 'minutes', hour: 'hours', hours: 'hours', hr: 'hours',
  hrs: 'hours', day: 'days', days: 'days', "days'": 'days', week: 'weeks', weeks: 'weeks', month: 'months', months: 'months',
  year: 'years', years: 'years', yr: 'years', yrs: 'years',
}; // prettier-ignore

const DAY_TYPES: Readonly<Record<string, 'business' | 'calendar'>> = {
  business: 'business', working: 'business', work: 'business', calendar: 'calendar', consecutive: 'calendar',
}; // prettier-ignore

/** The next smaller unit in which half of one is whole. */
const FINER: Readonly<Partial<Record<DurationUnit, { unit: DurationUnit; times: number }>>> = {
  hours: { unit: 'minutes', times: 60 },
  days: { unit: 'hours', times: 24 },
  years: { unit: 'months', times: 12 },
};

type Unit = { readonly unit: DurationUnit; readonly dayType?: 'business' | 'calendar'; readonly end: number };

/** "two more weeks", "one full business day". */
const BEFORE_UNITS = new Set('- more additional extra other further full whole straight'.split(' '));

function unitAt(tokens: readonly Token[], at: number): Unit | undefined {
  let next = at;
  if (BEFORE_UNITS.has(tokens[next]?.word ?? '')) next++;
  const dayType = DAY_TYPES[tokens[next]?.word ?? ''];
  if (dayType !== undefined) next++;
  const unit = UNITS[tokens[next]?.word ?? ''];
  if (unit === undefined) return undefined;
  if (unit !== 'days') return { unit, end: next + 1 };
  if (dayType !== undefined) return { unit, dayType, end: next + 1 };
  return withDayTypeBehind(tokens, next + 1) ?? { unit, end: next + 1 };
}

/** "ten days, business days", "thirty days calendar". */
function withDayTypeBehind(tokens: readonly Token[], at: number): Unit | undefined {
  const dayType = DAY_TYPES[tokens[at]?.word ?? ''];
  if (dayType === undefined) return undefined;
  const end = /^days?$/.test(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1;
  return { unit: 'days', dayType, end };
}

function make(n: number, unit: Unit): Duration {
  return unit.dayType === undefined ? { n, unit: unit.unit } : { n, unit: unit.unit, dayType: unit.dayType };
}

/** More is nothing that anybody counts. */
const LONGEST = 100_000;
/** "Three sixty-five days", but in "twenty eighty days" something was misheard. */
const LONGEST_ROW = 999;

type Count = {
  readonly n: number;
  readonly other?: number | undefined;
  readonly end: number;
  readonly vague?: boolean | undefined;
};

/** A number, or two of which either may be meant: "thirty to forty-five", "one or two", "5-7". */
function readCount(tokens: readonly Token[], at: number): Count | undefined {
  const first = tokens[at]?.word;
  if (/^(a|an|another)$/.test(first ?? '') && unitAt(tokens, at + 1) !== undefined)
    return { n: 1, end: at + 1 };
  const couple = first === 'a' ? at + 1 : at;
  const hundreds = lex(tokens[couple + 1]?.word ?? '').scale ?? lex(tokens[couple + 2]?.word ?? '').scale;
  if (tokens[couple]?.word === 'couple' && hundreds === undefined)
    return { n: 2, end: tokens[couple + 1]?.word === 'of' ? couple + 2 : couple + 1 };
  const between = first === 'between' || first === 'from' ? at + 1 : at;
  const amount = readAmount(tokens, between, 3);
  if (amount === undefined) return undefined;
  const n = Number(amount.fraction === '' ? amount.whole : `${amount.whole}.${amount.fraction}`);
  const most = amount.groups.length > 1 ? LONGEST_ROW : LONGEST;
  if (!Number.isFinite(n) || n > most) return undefined;
  let next = amount.end;
  const hyphen = tokens[next]?.word === '-';
  const joins = hyphen || /^(to|or|through|and)$/.test(tokens[next]?.word ?? '');
  const word = tokens[next]?.word;
  if (joins && (word !== 'and' || between > at)) {
    const second = readGroup(tokens, next + 1);
    if (second !== undefined && unitAt(tokens, second.end) !== undefined) {
      return { n, other: Number(second.figures), end: second.end };
    }
  }
  // "thirty (30) days"
  if (tokens[next]?.word === '(' && tokens[next + 2]?.word === ')') next += 3;
  return { n, end: next, vague: amount.vague };
}

/** "a fortnight", "quarter of an hour", "three quarters of an hour". */
function readNamed(tokens: readonly Token[], at: number): Match<'duration'> | undefined {
  const word = (n: number): string => tokens[at + n]?.word ?? '';
  const found = (value: Duration, count: number): Match<'duration'> => ({
    value,
    alternatives: [],
    start: at,
    end: at + count,
  });
  if (word(0) === 'fortnight') return found({ n: 2, unit: 'weeks' }, 1);
  if (/^(a|one)$/.test(word(0)) && word(1) === 'fortnight') return found({ n: 2, unit: 'weeks' }, 2);
  const [minutes, lead] =
    word(0) === 'three' && word(1) === 'quarters' ? [45, 1] : [15, word(0) === 'a' ? 1 : 0];
  if (!/^quarters?$/.test(word(lead))) return undefined;
  if (`${word(lead + 1)} ${word(lead + 2)} ${word(lead + 3)}` !== 'of an hour') return undefined;
  return found({ n: minutes, unit: 'minutes' }, lead + 4);
}

function half(n: number, unit: Unit): Duration | undefined {
  if (Number.isInteger(n)) return make(n, unit);
  const finer = FINER[unit.unit];
  if (finer !== undefined && unit.dayType === undefined && Number.isInteger(n * finer.times)) {
    return { n: n * finer.times, unit: finer.unit };
  }
  return make(n, unit);
}

const COUNTED = /^(visits?|times?|dollars?|units?|sessions?|claims?|days?|hours?|percent|once|twice|per)$/;

/** "Thirty visits a year": how often, not how long. */
function isRate(tokens: readonly Token[], at: number): boolean {
  return /^(a|an)$/.test(tokens[at]?.word ?? '') && COUNTED.test(tokens[at - 1]?.word ?? '');
}

/** "ten business days", "an hour and a half", "two weeks", "thirty to forty-five days" (the first, the other as alternative). */
function match(context: Context, at: number): Match<'duration'> | undefined {
  const { tokens, breaks } = context.utterance;
  const first = tokens[at]?.word;
  if (first === undefined) return undefined;
  const isHalf = `${first} ${tokens[at + 1]?.word ?? ''} ${tokens[at + 2]?.word ?? ''}` === '1 / 2';
  if (first === 'half' || isHalf) {
    const behind = isHalf ? at + 3 : at + 1;
    const article = /^(an|a)$/.test(tokens[behind]?.word ?? '') ? behind + 1 : behind;
    const unit = unitAt(tokens, article);
    const value = unit === undefined ? undefined : half(0.5, unit);
    return unit === undefined || value === undefined
      ? undefined
      : { value, alternatives: [], start: at, end: unit.end };
  }
  if (!context.whole && isRate(tokens, at)) return undefined;
  const few = readNamed(tokens, at);
  if (few !== undefined) return few;
  const count = readCount(tokens, at);
  if (count === undefined) return undefined;
  const unit = unitAt(tokens, count.end);
  if (unit === undefined) {
    // "thirty, no, forty-five days": a number that is replaced before its unit is said.
    const replaced = breaks[count.end] !== undefined || tokens[at - 1]?.word === 'not';
    const value: Duration = { n: count.n, unit: 'days' };
    return replaced ? { value, alternatives: [], start: at, end: count.end, partial: true } : undefined;
  }
  const { end } = unit;
  // "He is 45 years old" tells an age.
  if (!context.whole && tokens[end]?.word === 'old') return undefined;
  if (tokens[end]?.word === 'and') {
    const article = /^(a|an)$/.test(tokens[end + 1]?.word ?? '') ? end + 2 : end + 1;
    const value = tokens[article]?.word === 'half' ? half(count.n + 0.5, unit) : undefined;
    if (value !== undefined && unitAt(tokens, article + 1) === undefined)
      return { value, alternatives: [], start: at, end: article + 1 };
  }
  if (tokens[end]?.word === 'or' && tokens[end + 1]?.word === 'two') {
    return {
      value: make(count.n, unit),
      alternatives: [make(2, unit)],
      start: at,
      end: end + 2,
      hedged: true,
    };
  }
  const value = half(count.n, unit);
  if (value === undefined) return undefined;
  const finer = FINER[unit.unit];
  if (finer !== undefined && unit.dayType === undefined) {
    const more = tokens[end]?.word === 'and' ? end + 1 : end;
    const rest = tokens[more]?.broken === true ? undefined : readGroup(tokens, more);
    const restUnit = rest === undefined ? undefined : unitAt(tokens, rest.end);
    const bare =
      unit.unit === 'hours' &&
      rest?.figures.length === 2 &&
      rest.form !== 'written' &&
      tokens[more]?.pause === false;
    if (rest !== undefined && bare && context.whole && rest.end === tokens.length) {
      // "An hour fifteen": what follows hours without a unit is minutes.
      const n = count.n * finer.times + Number(rest.figures);
      return { value: { n, unit: finer.unit }, alternatives: [], start: at, end: rest.end };
    }
    if (rest !== undefined && restUnit?.unit === finer.unit) {
      const n = count.n * finer.times + Number(rest.figures);
      return { value: { n, unit: finer.unit }, alternatives: [], start: at, end: restUnit.end };
    }
  }
  if (count.other !== undefined)
    return { value, alternatives: [make(count.other, unit)], start: at, end, hedged: true };
  const until = upTo(context, end);
  if (until !== undefined) return { ...until, value, alternatives: [until.value], start: at, hedged: true };
  return { value, alternatives: [], start: at, end, hedged: count.vague };
}

/** "six months to a year": the other end of a range whose ends have units of their own. */
function upTo(context: Context, at: number): Match<'duration'> | undefined {
  const { tokens, breaks } = context.utterance;
  if (!/^(to|or)$/.test(tokens[at]?.word ?? '') || breaks[at + 1] !== undefined) return undefined;
  const count = readCount(tokens, at + 1);
  const unit = count === undefined ? undefined : unitAt(tokens, count.end);
  if (count === undefined || unit === undefined || count.other !== undefined) return undefined;
  return { value: make(count.n, unit), alternatives: [], start: at, end: unit.end };
}

export const duration: Reader<'duration'> = {
  match,
  /** "ten days … business days": the answer to "business or calendar?" completes the number. */
  same: (a, b) => a.n === b.n && a.unit === b.unit && a.dayType === b.dayType,
};
