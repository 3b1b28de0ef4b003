import { partsAt, readVulgar } from './fraction.ts';
import { lex } from './lexicon.ts';
import { readGroup, readGroups, readSmall, type Group } from './numbers.ts';
import type { Token } from './tokens.ts';

/** A number with a fraction, as written down: figures before and behind the point. */
export type Amount = {
  readonly whole: string;
  readonly fraction: string;
  readonly end: number;
  readonly groups: readonly Group[];
  /** The groups are all of it: no point, fraction or scale was said behind them. */
  readonly plain: boolean;
  /** Said offhand: "a couple hundred". */
  readonly vague?: boolean | undefined;
  /** A fraction without an end was cut off: "a third" is 0.33. */
  readonly rounded?: boolean | undefined;
};

const MOST_GROUPS = 24;

/** Most figures that are said behind a point. */
const LONGEST_FRACTION = 12;

/** Figures that are said behind "point": "five", "two five", "twenty-five"; a scale behind them is not theirs. */
function readFraction(tokens: readonly Token[], at: number): { figures: string; end: number } | undefined {
  let figures = '';
  let end = at;
  while (figures.length < LONGEST_FRACTION) {
    const token = tokens[end];
    if (token === undefined || (figures !== '' && token.pause)) break;
    const digit = token.type === 'word' ? lex(token.word).digit : undefined;
    if (digit !== undefined) {
      figures += String(digit);
      end++;
      continue;
    }
    const group = token.type === 'word' ? readSmall(tokens, end, {}) : readGroup(tokens, end);
    if (group?.fraction !== '' || group.form === 'scaled') break;
    figures += group.figures;
    end = group.end;
  }
  return figures === '' ? undefined : { figures, end };
}

/** Whole figures of groups that follow each other: "one twenty-five", "twenty twenty-six", "two oh two five". */
export function joinFigures(groups: readonly Group[]): string {
  return groups.map((group) => group.figures).join('');
}

function scaleUp(whole: string, fraction: string, power: number): { whole: string; fraction: string } {
  const moved = fraction.slice(0, power).padEnd(power, '0');
  return { whole: (whole + moved).replace(/^0+(?=\d)/, ''), fraction: fraction.slice(power) };
}

type Part = { readonly figures: string; readonly end: number; readonly rounded: boolean };

/** "half", "a half" and, without an article only of a scale, "quarter million". */
function namedPart(tokens: readonly Token[], at: number): Part | undefined {
  const half = tokens[at]?.word === 'a' ? at + 1 : at;
  if (tokens[half]?.word === 'half') return { figures: '5', end: half + 1, rounded: false };
  const isQuarter = tokens[at]?.word === 'quarter' && (lex(tokens[at + 1]?.word ?? '').scale ?? 0) > 2;
  return isQuarter ? { figures: '25', end: at + 1, rounded: false } : undefined;
}

/** "half", "half a million", "three quarters of", "two thirds": a part of one or of a scale. */
function readPart(tokens: readonly Token[], at: number): Amount | undefined {
  const named = namedPart(tokens, at);
  const part = named ?? partsAt(tokens, at);
  if (part === undefined) return undefined;
  const behind = tokens[part.end]?.word;
  const of = behind === 'of' ? part.end + 1 : part.end;
  const noun = tokens[of]?.word === 'a' ? of + 1 : of;
  const power = lex(tokens[noun]?.word ?? '').scale;
  if (power !== undefined)
    return {
      ...scaleUp('0', part.figures, power), end: noun + 1, groups: [], plain: false, rounded: part.rounded,
    }; // prettier-ignore
  // "A third" is a part where something says so; else it is the one behind the second.
  const alone = at === 0 && behind === undefined;
  const isPart = named !== undefined || (tokens[part.end - 1]?.word ?? '').endsWith('s') || alone;
  if (!isPart && !/^(of|percent|%)$/.test(behind ?? '')) return undefined;
  const { figures: fraction, end, rounded } = part;
  return { whole: '0', fraction, end, groups: [], plain: false, rounded };
}

/** "a couple hundred", "a couple of thousand", "half a dozen": numbers that are said offhand. */
function readOffhand(tokens: readonly Token[], at: number): Amount | undefined {
  const couple = tokens[at]?.word === 'a' ? at + 1 : at;
  if (tokens[couple]?.word !== 'couple') return undefined;
  const next = tokens[couple + 1]?.word === 'of' ? couple + 2 : couple + 1;
  const power = lex(tokens[next]?.word ?? '').scale;
  if (power === undefined) return undefined;
  return { ...scaleUp('2', '', power), end: next + 1, groups: [], plain: false, vague: true };
}

/** "dozen" behind a number, or what stands for one: "a dozen", "half a dozen", "two dozen". */
function readDozens(tokens: readonly Token[], at: number): Amount | undefined {
  const said = (word: number): string => tokens[at + word]?.word ?? '';
  const dozens = (count: number, taken: number): Amount => ({
    whole: String(count), fraction: '', end: at + taken, groups: [], plain: false,
  }); // prettier-ignore
  if (said(0) === 'dozen' || (said(0) === 'a' && said(1) === 'dozen'))
    return dozens(12, said(0) === 'a' ? 2 : 1);
  if (said(0) === 'half' && said(1) === 'a' && said(2) === 'dozen') return dozens(6, 3);
  if (said(1) !== 'dozen') return undefined;
  const { digit } = lex(said(0));
  return digit === undefined || digit === 0 ? undefined : dozens(12 * digit, 2);
}

/** A number with what may follow it: "twelve point five", "two and a half million", "half a million", "1.2 million". */
export function readAmount(tokens: readonly Token[], at: number, limit = MOST_GROUPS): Amount | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.type === 'word') {
    const offhand = readDozens(tokens, at) ?? readOffhand(tokens, at) ?? readPart(tokens, at);
    if (offhand !== undefined) return offhand;
  }
  const groups = first.word === 'point' ? [] : readGroups(tokens, at, limit);
  const last = groups[groups.length - 1];
  if (last !== undefined && isOrdinalEnding(tokens[last.end])) return undefined;
  if (last === undefined && first.word !== 'point') return undefined;
  let end = last?.end ?? at;
  let whole = groups.length === 0 ? '0' : joinFigures(groups);
  let fraction = last?.fraction ?? '';
  let rounded = false;
  if (tokens[end]?.word === 'point' || (tokens[end]?.word === 'dot' && fraction === '')) {
    const behind = readFraction(tokens, end + 1);
    if (behind === undefined) {
      if (groups.length === 0) return undefined;
    } else {
      fraction = behind.figures;
      end = behind.end;
    }
  } else if (fraction === '') {
    const vulgar = readVulgar(tokens, end);
    // "A million and a half": half of the scale that was said last.
    const power = lastScale(tokens, end);
    if (vulgar !== undefined && power >= 6) {
      const moved = scaleUp(whole.slice(0, -power), vulgar.figures, power);
      return { ...moved, end: vulgar.end, groups, plain: false, rounded: vulgar.rounded };
    }
    if (vulgar !== undefined) {
      fraction = vulgar.figures;
      end = vulgar.end;
      rounded = vulgar.rounded;
    }
  }
  if (fraction !== '') {
    const scale = tokens[end];
    const power = scale?.type === 'word' && !scale.pause ? lex(scale.word).scale : undefined;
    const fits = last?.form !== 'scaled' || whole.length <= (power ?? 0);
    if (power !== undefined && fits) {
      const moved = scaleUp(whole, fraction, power);
      whole = moved.whole;
      fraction = moved.fraction;
      end++;
    }
  }
  return { whole, fraction, end, groups, plain: end === last?.end && last.fraction === '', rounded };
}

/** The "th" of "10th". */
function isOrdinalEnding(token: Token | undefined): boolean {
  return token?.glued === true && /^(st|nd|rd|th)$/.test(token.word);
}

/** The power of ten of the word in front of a token; 0 where it is none. */
function lastScale(tokens: readonly Token[], at: number): number {
  return lex(tokens[at - 1]?.word ?? '').scale ?? 0;
}

/** "minus", "negative" or a written sign in front of a number. */
export function readSign(tokens: readonly Token[], at: number): { negative: boolean; at: number } {
  const word = tokens[at]?.word;
  if (
    word === 'minus' ||
    word === 'negative' ||
    (word === '-' && (tokens[at + 1]?.type === 'digits' || tokens[at + 1]?.word === '$'))
  ) {
    return { negative: true, at: at + 1 };
  }
  return { negative: false, at };
}

/** A pronoun, not a number: "that one", "one of them"; in a text that is one value only "that one" and its like. */
export function isPronounOne(tokens: readonly Token[], at: number, whole: boolean): boolean {
  if (whole) return isThatOne(tokens, at);
  if (tokens[at]?.word !== 'one' || goesOn(tokens, at)) return false;
  const next = tokens[at + 1];
  if (next?.word === 'of' || next?.word === 'that' || next?.word === 'who' || next?.word === 'more')
    return true;
  // "Just the one unit".
  if (next !== undefined && !next.pause && COUNTED.test(next.word)) return false;
  const before = tokens[at - 1]?.word;
  return before !== undefined && PRONOUN_LEADS.has(before) && !tokens[at].pause;
}

const COUNTED = /^(?:units?|visits?|sessions?|days?|hours?|treatments?|dollars?)$/;

/** "that one", "which one": never the number. */
export function isThatOne(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.word !== 'one' || tokens[at].pause || goesOn(tokens, at)) return false;
  return /^(that|this|which|another|other)$/.test(tokens[at - 1]?.word ?? '');
}

/** A number goes on behind a word without a pause. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next !== undefined && !next.pause && readGroup(tokens, at + 1) !== undefined;
}

const PRONOUN_LEADS = new Set(
  'that this the which another other first second last next each every any no right wrong new same'.split(
    ' ',
  ),
);
