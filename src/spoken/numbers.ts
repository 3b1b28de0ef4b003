import { isPartNoun } from './fraction.ts';
import { lex } from './lexicon.ts';
import type { Token } from './tokens.ts';

/**
 * One number as it is said in a breath: "four", "forty-two", "eighteen hundred", "nine hundred and twelve
 * thousand", "1,234.50". A longer row ("one forty-two fifty") is several groups; each kind joins them its way.
 */
export type Group = {
  /** The figures of the whole part, no separators; leading zeros as said or written. */
  readonly figures: string;
  /** Figures behind a written decimal point. */
  readonly fraction: string;
  readonly form: 'digit' | 'teen' | 'tens' | 'pair' | 'hundreds' | 'scaled' | 'written';
  /** Index of the token behind it. */
  readonly end: number;
};

export type NumberOptions = {
  /** "for", "to", "ate" count as digits where a number may stand. */
  readonly homophones?: boolean | undefined;
  /** A row of figures: "eight hundred five five five" is 800, 5, 5, 5. */
  readonly row?: boolean | undefined;
};

const WRITTEN_SCALES: Readonly<Record<string, number>> = { k: 3, thousand: 3, m: 6, mm: 6 };

/**
 * A digit, or with `homophones` a word that sounds like one, where a digit may stand: in front of "hundred" or a
 * unit ("for hundred", "to days"), or behind another number ("twenty for").
 */
function digitAt(tokens: readonly Token[], at: number, options: NumberOptions): number | undefined {
  const token = tokens[at];
  if (token?.type !== 'word') return undefined;
  const meaning = lex(token.word);
  if (meaning.digit !== undefined) return meaning.digit;
  if (meaning.soundsDigit === undefined) return undefined;
  if (options.row === true) return options.homophones === true ? meaning.soundsDigit : undefined;
  const next = tokens[at + 1];
  const beforeUnit =
    next !== undefined && !next.pause && (lex(next.word).scale !== undefined || UNIT_WORDS.has(next.word));
  if (beforeUnit) return meaning.soundsDigit;
  if (options.homophones !== true || token.pause || at === 0) return undefined;
  const joined = tokens[at - 1]?.word === 'and' && next === undefined;
  return joined ||
    isNumeral(tokens, at - 1) ||
    lex(tokens[at - 1]?.word ?? '').scale !== undefined ||
    tokens[at - 1]?.word === 'point'
    ? meaning.soundsDigit
    : undefined;
}

const UNIT_WORDS = new Set(
  (
    'dollars dollar bucks cents cent percent minutes minute hours hour days day weeks week months month years year ' +
    'business calendar working point grand'
  ).split(' '),
);

/** A number from 0 to 99; "forty-two" but also "forty two". */
export function readSmall(tokens: readonly Token[], at: number, options: NumberOptions): Group | undefined {
  const token = tokens[at];
  if (token?.type !== 'word') return undefined;
  const meaning = lex(token.word);
  if (meaning.ten !== undefined) {
    const next = tokens[at + 1];
    if (next !== undefined && !next.pause) {
      const unit = digitAt(tokens, at + 1, options);
      if (unit !== undefined && unit > 0) {
        return { figures: String(meaning.ten + unit), fraction: '', form: 'pair', end: at + 2 };
      }
    }
    return { figures: String(meaning.ten), fraction: '', form: 'tens', end: at + 1 };
  }
  if (meaning.teen !== undefined)
    return { figures: String(meaning.teen), fraction: '', form: 'teen', end: at + 1 };
  const digit = digitAt(tokens, at, options);
  if (digit !== undefined) return { figures: String(digit), fraction: '', form: 'digit', end: at + 1 };
  return undefined;
}

/** Blocks of three figures that one number may have: sextillions. */
const MOST_BLOCKS = 7;

/** "142", "1,234", "1,234.50"; a written scale or ordinal ending is left to the caller. */
function readWritten(tokens: readonly Token[], at: number): Group | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.type === 'symbol') {
    const behind = tokens[at + 1];
    if (
      first.word !== '.' ||
      (first.glued && tokens[at - 1]?.word !== '$') ||
      behind?.type !== 'digits' ||
      !behind.glued
    )
      return undefined;
    return { figures: '0', fraction: behind.word, form: 'written', end: at + 2 };
  }
  if (first.type !== 'digits') return undefined;
  let figures = first.word;
  let end = at + 1;
  if (figures.length <= 3) {
    for (let blocks = 0; blocks < MOST_BLOCKS; blocks++) {
      const comma = tokens[end];
      const block = tokens[end + 1];
      if (comma?.word !== ',' || !comma.glued) break;
      if (block?.type !== 'digits' || !block.glued || block.word.length !== 3) break;
      figures += block.word;
      end += 2;
    }
  }
  const point = tokens[end];
  const behind = tokens[end + 1];
  const again = tokens[end + 2];
  const dotted = again?.glued === true && again.word === '.';
  if (point?.word === '.' && point.glued && behind?.type === 'digits' && behind.glued && !dotted) {
    return { figures, fraction: behind.word, form: 'written', end: end + 2 };
  }
  return { figures, fraction: '', form: 'written', end };
}

/** Up to 999 in front of a scale or alone: "nine hundred and twelve", "one twenty-five" only where `elided`. */
function readTriple(
  tokens: readonly Token[],
  at: number,
  options: NumberOptions,
  elided: boolean,
): Group | undefined {
  const article = tokens[at];
  if (article === undefined || isOfUnknownCount(tokens, at)) return undefined;
  let hundreds: string | undefined;
  let next = at;
  if (article.word === 'a' || article.word === 'hundred') {
    next = article.word === 'a' ? at + 1 : at;
    if (lex(tokens[next]?.word ?? '').scale !== 2) return undefined;
    hundreds = '1';
    next++;
  } else {
    const small = readSmall(tokens, at, options) ?? writtenSmall(tokens, at);
    if (small === undefined) return undefined;
    if (isHundred(tokens[small.end]) && small.figures !== '0') {
      hundreds = small.figures;
      next = small.end + 1;
    } else {
      return elided ? (readElided(tokens, small, options) ?? small) : small;
    }
  }
  const joined = tokens[next]?.word === 'and' ? next + 1 : next;
  const rest = readUnits(tokens, joined, { ...options, joined: joined > next });
  if (rest === undefined) return { figures: `${hundreds}00`, fraction: '', form: 'hundreds', end: next };
  return { figures: hundreds + rest.figures.padStart(2, '0'), fraction: '', form: 'hundreds', end: rest.end };
}

/** What stands behind "hundred", with "and" or without; nothing where it is a number, or a part of one, of its own. */
function readUnits(
  tokens: readonly Token[],
  at: number,
  options: NumberOptions & { readonly joined: boolean },
): Group | undefined {
  const { joined } = options;
  if (tokens[at]?.pause === true && !joined) return undefined;
  const rest =
    readSmall(tokens, at, options) ?? (options.row === true ? undefined : writtenSmall(tokens, at));
  if (rest === undefined || rest.figures === '0' || isHundredWord(tokens[rest.end])) return undefined;
  // "A hundred and three quarters" is more than a hundred by less than one.
  if (joined && rest.form === 'digit' && isPartNoun(tokens[rest.end]?.word)) return undefined;
  if (options.row === true && !joined && rest.form === 'digit' && isNumeral(tokens, rest.end))
    return undefined;
  return rest;
}

function isHundredWord(token: Token | undefined): boolean {
  return token !== undefined && lex(token.word).scale === 2;
}

function isHundred(token: Token | undefined): boolean {
  return isHundredWord(token) && token?.pause === false;
}

/** Figures of a mixed spelling: the "3" of "3 hundred", the "21" of "hundred and 21". */
function writtenSmall(tokens: readonly Token[], at: number): Group | undefined {
  const token = tokens[at];
  if (token?.type !== 'digits' || token.word.length > 3) return undefined;
  const isOwn = isHundred(tokens[at + 1]) || isHundredWord(tokens[at - 1]) || tokens[at - 1]?.word === 'and';
  if (!isOwn || (token.word.length > 2 && !isHundred(tokens[at + 1]))) return undefined;
  return { figures: token.word, fraction: '', form: 'written', end: at + 1 };
}

/** "a few hundred", "several thousand": how many nobody said, so it is no number. */
function isOfUnknownCount(tokens: readonly Token[], at: number): boolean {
  if (lex(tokens[at]?.word ?? '').scale === undefined) return false;
  return /^(few|several|many|couple|of|some|multiple)$/.test(tokens[at - 1]?.word ?? '');
}

function isNumeral(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.type === 'digits') return true;
  const meaning = lex(token.word);
  return meaning.digit !== undefined || meaning.teen !== undefined || meaning.ten !== undefined;
}

/** "one twenty-five", "one oh five": a hundred left unsaid. */
function readElided(tokens: readonly Token[], first: Group, options: NumberOptions): Group | undefined {
  if (first.form !== 'digit' || first.figures === '0' || tokens[first.end]?.pause === true) return undefined;
  const second = readSmall(tokens, first.end, options);
  if (second === undefined) return undefined;
  if (second.form !== 'digit') {
    return { figures: first.figures + second.figures, fraction: '', form: 'hundreds', end: second.end };
  }
  if (second.figures !== '0' || tokens[second.end]?.pause === true) return undefined;
  const third = readSmall(tokens, second.end, options);
  if (third?.form !== 'digit' || third.figures === '0') return undefined;
  return { figures: `${first.figures}0${third.figures}`, fraction: '', form: 'hundreds', end: third.end };
}

/** Reads the group that starts at a token, or nothing if none does. Looks at a bounded number of tokens. */
export function readGroup(
  tokens: readonly Token[],
  at: number,
  options: NumberOptions = {},
): Group | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.type !== 'word') {
    const written = readWritten(tokens, at);
    if (written === undefined) return undefined;
    const scale = tokens[written.end];
    if (scale?.type !== 'word' || scale.pause) return written;
    const power = lex(scale.word).scale ?? (scale.glued ? WRITTEN_SCALES[scale.word] : undefined);
    // "2.5 hundred" is left to who reads what is behind the point.
    if (power === undefined || (power === 2 && written.fraction !== '')) return written;
    return readScaled(tokens, at, options);
  }
  return readScaled(tokens, at, options);
}

function withPower(group: Group, power: number): string {
  const fraction = group.fraction.slice(0, power).padEnd(power, '0');
  return (group.figures + fraction).replace(/^0+(?=\d)/, '');
}

function readScaled(tokens: readonly Token[], at: number, options: NumberOptions): Group | undefined {
  let total = '';
  let lastPower = Number.POSITIVE_INFINITY;
  let next = at;
  let end = at;
  let only: Group | undefined;
  for (;;) {
    const start: number = total !== '' && tokens[next]?.word === 'and' ? next + 1 : next;
    if (total !== '' && start === next && tokens[start]?.pause === true && lastPower < 3) break;
    const head = tokens[start];
    if (total === '' && isOfUnknownCount(tokens, start)) break;
    if (start > at && (head?.broken === true || tokens[next]?.broken === true)) break;
    let triple: Group | undefined;
    if (head !== undefined && total === '' && (head.word === 'a' || (lex(head.word).scale ?? 0) > 2)) {
      const scaleAt = head.word === 'a' ? start + 1 : start;
      if ((lex(tokens[scaleAt]?.word ?? '').scale ?? 0) > 2) {
        triple = { figures: '1', fraction: '', form: 'digit', end: scaleAt };
      }
    }
    const inWords = head?.type === 'word' || isHundred(tokens[start + 1]);
    triple ??= inWords ? readTriple(tokens, start, options, total !== '') : readWritten(tokens, start);
    if (triple === undefined) break;
    // "Two million and three quarters" goes on with a part of a million.
    if (start > next && triple.form === 'digit' && isPartNoun(tokens[triple.end]?.word)) break;
    let scaleToken = tokens[triple.end];
    if (total === '' && triple.form === 'digit' && !isScale(scaleToken)) {
      const elided = readElided(tokens, triple, options);
      if (elided !== undefined && isScale(tokens[elided.end])) {
        triple = elided;
        scaleToken = tokens[elided.end];
      }
    }
    // A scale that begins the number may have a pause before it: "… . Thousand".
    const bare = triple.end === start;
    const power = bare || isScale(scaleToken) ? scalePower(scaleToken) : 0;
    if (total === '') {
      if (power === 0) return triple;
      only = triple;
    }
    if (power >= lastPower) break;
    if (power === 0 && lastPower !== Number.POSITIVE_INFINITY && triple.figures === '0') break;
    if (power === 0 && triple.fraction !== '') break;
    const figures = withPower(triple, power);
    if (total === '') total = figures;
    else {
      if (figures.length > lastPower) break;
      total = total.slice(0, total.length - figures.length) + figures;
    }
    end = power === 0 ? triple.end : triple.end + 1;
    next = end;
    lastPower = power;
    if (power === 0) break;
  }
  if (only === undefined) return undefined;
  return { figures: total, fraction: '', form: 'scaled', end };
}

function isScale(token: Token | undefined): boolean {
  if (token === undefined || token.pause || token.type !== 'word') return false;
  return (lex(token.word).scale ?? 0) > 2 || (token.glued && WRITTEN_SCALES[token.word] !== undefined);
}

function scalePower(token: Token | undefined): number {
  if (token === undefined) return 0;
  return lex(token.word).scale ?? WRITTEN_SCALES[token.word] ?? 0;
}

/** The groups that follow each other without a word between, at most `limit` of them. */
export function readGroups(
  tokens: readonly Token[],
  at: number,
  limit: number,
  options: NumberOptions & { readonly acrossPauses?: boolean | undefined } = {},
): Group[] {
  const groups: Group[] = [];
  let next = at;
  while (groups.length < limit) {
    if (groups.length > 0 && options.acrossPauses !== true && tokens[next]?.pause === true) break;
    // "7 3/4": what stands over a stroke is no number of its own.
    if (groups.length > 0 && tokens[next]?.type === 'digits' && tokens[next + 1]?.word === '/') break;
    const group = readGroup(tokens, next, options);
    if (group === undefined || group.end <= next) break;
    groups.push(group);
    next = group.end;
    // What stands behind a point is the end of a number.
    if (group.fraction !== '') break;
  }
  return groups;
}
