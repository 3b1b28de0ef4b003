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

const HALVES: Readonly<Record<string, string>> = { half: '5', quarter: '25' };

/** "and a half", "and three quarters", "1/2" behind a number; returns the figures behind the point. */
function readVulgar(tokens: readonly Token[], at: number): { figures: string; end: number } | undefined {
  const and = tokens[at]?.word === 'and' ? at + 1 : at;
  const article = tokens[and]?.word;
  if (article === 'a' || article === 'one') {
    const figures = HALVES[tokens[and + 1]?.word ?? ''];
    return figures === undefined ? undefined : { figures, end: and + 2 };
  }
  if (article === 'three' && (tokens[and + 1]?.word === 'quarters' || tokens[and + 1]?.word === 'quarter')) {
    return { figures: '75', end: and + 2 };
  }
  if (tokens[and]?.word === '1' && tokens[and + 1]?.word === '/' && tokens[and + 2]?.word === '2') {
    return { figures: '5', end: and + 3 };
  }
  return undefined;
}

/** Whole figures of groups that follow each other: "one twenty-five", "twenty twenty-six", "two oh two five". */
export function joinFigures(groups: readonly Group[]): string {
  return groups.map((group) => group.figures).join('');
}

function scaleUp(whole: string, fraction: string, power: number): { whole: string; fraction: string } {
  const moved = fraction.slice(0, power).padEnd(power, '0');
  return { whole: (whole + moved).replace(/^0+(?=\d)/, ''), fraction: fraction.slice(power) };
}

/** A number with what may follow it: "twelve point five", "two and a half million", "half a million", "1.2 million". */
export function readAmount(tokens: readonly Token[], at: number, limit = MOST_GROUPS): Amount | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.word === 'half' || (first.word === 'a' && tokens[at + 1]?.word === 'half')) {
    const behind = first.word === 'half' ? at + 1 : at + 2;
    const noun = tokens[behind]?.word === 'a' || tokens[behind]?.word === 'of' ? behind + 1 : behind;
    const power = lex(tokens[noun]?.word ?? '').scale;
    if (power !== undefined) return { ...scaleUp('0', '5', power), end: noun + 1, groups: [], plain: false };
    return {
      whole: '0',
      fraction: '5',
      end: first.word === 'half' ? at + 1 : at + 2,
      groups: [],
      plain: false,
    };
  }
  if (first.word === 'three' && tokens[at + 1]?.word === 'quarters') {
    return { whole: '0', fraction: '75', end: at + 2, groups: [], plain: false };
  }
  const groups = first.word === 'point' ? [] : readGroups(tokens, at, limit);
  const last = groups[groups.length - 1];
  if (last === undefined && first.word !== 'point') return undefined;
  let end = last?.end ?? at;
  let whole = groups.length === 0 ? '0' : joinFigures(groups);
  let fraction = last?.fraction ?? '';
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
    if (vulgar !== undefined) {
      fraction = vulgar.figures;
      end = vulgar.end;
    }
  }
  if (fraction !== '' && last?.form !== 'scaled') {
    const scale = tokens[end];
    const power = scale?.type === 'word' && !scale.pause ? lex(scale.word).scale : undefined;
    if (power !== undefined) {
      const moved = scaleUp(whole, fraction, power);
      whole = moved.whole;
      fraction = moved.fraction;
      end++;
    }
  }
  return { whole, fraction, end, groups, plain: end === last?.end && last.fraction === '' };
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

/** A pronoun, not a number: "that one", "one of them". */
export function isPronounOne(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.word !== 'one') return false;
  const next = tokens[at + 1];
  if (next !== undefined && !next.pause && readGroup(tokens, at + 1) !== undefined) return false;
  if (next?.word === 'of' || next?.word === 'that' || next?.word === 'who' || next?.word === 'more')
    return true;
  const before = tokens[at - 1]?.word;
  return before !== undefined && PRONOUN_LEADS.has(before) && !tokens[at].pause;
}

const PRONOUN_LEADS = new Set(
  'that this the which another other first second last next each every any no right wrong new same'.split(
    ' ',
  ),
);
