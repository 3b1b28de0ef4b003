import { lex } from './lexicon.ts';
import { characterAlikes } from './sounds.ts';
import type { Token } from './tokens.ts';

/** Everyday words that are the name of a letter or digit besides. */
export const WEAK = new Set(
  'a i be see sea you are why eye tea pea for to too ate won queue bee aye ex tree there oh cay ti si tu fore an'.split(
    ' ',
  ),
);

export const TIMES: Readonly<Record<string, number>> = {
  double: 2,
  triple: 3,
  treble: 3,
  quadruple: 4,
  dbl: 2,
};

export const MARKS: Readonly<Record<string, string>> = {
  dash: '-', hyphen: '-', minus: '-', underscore: '-', slash: '/', dot: '.', point: '.', period: '.', decimal: '.',
  space: ' ', apostrophe: "'",
}; // prettier-ignore

const SWALLOWED = new Set(['and', 'an', 'n', 'in', 'on']);

type Head = { readonly letter: string; readonly end: number; readonly weak: boolean };

/** A letter by its name: "c", "see", "double u". */
export function letterAt(tokens: readonly Token[], at: number): Head | undefined {
  const token = tokens[at];
  if (token?.type !== 'word') return undefined;
  if (token.word === 'double') {
    const next = tokens[at + 1]?.word;
    return next === 'u' || next === 'you' || next === 'yu'
      ? { letter: 'W', end: at + 2, weak: false }
      : undefined;
  }
  if (token.word === 'x' && tokens[at + 1]?.word === 'ray') return { letter: 'X', end: at + 2, weak: false };
  if (token.word === 'ex' && tokens[at + 1]?.word === 'ray') return { letter: 'X', end: at + 2, weak: false };
  if (token.word === 'dubya') return { letter: 'W', end: at + 1, weak: false };
  const letter = lex(token.word).letter;
  return letter === undefined ? undefined : { letter, end: at + 1, weak: WEAK.has(token.word) };
}

/** The letter that a word stands for, and where the word ends. */
function spellingWordAt(
  tokens: readonly Token[],
  at: number,
  inner = false,
): { letter: string; end: number } | undefined {
  let next = at;
  if (tokens[next]?.word === 'the' && tokens[next + 1]?.word === 'word') next += 2;
  const token = tokens[next];
  if (token?.type !== 'word') return undefined;
  if ((token.word === 'x' || token.word === 'ex') && tokens[next + 1]?.word === 'ray')
    return { letter: 'X', end: next + 2 };
  if (
    (token.word === 'a' || token.word === 'an') &&
    (tokens[next + 1]?.word.length ?? 0) > 2 &&
    tokens[next + 1]?.type === 'word'
  ) {
    return inner ? undefined : spellingWordAt(tokens, next + 1, true);
  }
  const letter = lex(token.word).alphabet ?? token.word.slice(0, 1).toUpperCase();
  return /^[A-Z]$/.test(letter) ? { letter, end: next + 1 } : undefined;
}

function isNumberWord(token: Token | undefined): boolean {
  if (token?.type !== 'word') return true;
  const meaning = lex(token.word);
  return (
    meaning.digit !== undefined || meaning.teen !== undefined || meaning.ten !== undefined || meaning.scale !== undefined ||
    meaning.soundsDigit !== undefined || meaning.letter !== undefined || token.word in MARKS || token.word in TIMES
  ); // prettier-ignore
}

function rhymes(letter: string, other: string): boolean {
  return letter === other || characterAlikes(letter).includes(other);
}

/** "as in Word", "like Word", "for Word", "as Word" or just "Word" behind a letter; the word decides. */
export function spelledBehind(
  tokens: readonly Token[],
  head: string,
  at: number,
): { letter: string; end: number } | 'open' | undefined {
  const word = tokens[at]?.word;
  if (word === 'as' || word === 'is' || word === 'has') {
    const inner = tokens[at + 1]?.word;
    if (inner === 'in' || inner === 'an' || inner === 'and') {
      return spellingWordAt(tokens, at + 2) ?? 'open';
    }
    if (word !== 'as') return undefined;
    return tokens[at + 1] === undefined
      ? 'open'
      : inner === undefined
        ? undefined
        : spellingWordAt(tokens, at + 1);
  }
  if (word === 'like') return spellingWordAt(tokens, at + 1) ?? 'open';
  if ((word === 'for' || word === 'from' || word === 'in') && tokens[at]?.pause !== true) {
    const next = tokens[at + 1];
    if (next === undefined || isNumberWord(next) || next.word.length < 3) return undefined;
    const spelled = spellingWordAt(tokens, at + 1);
    return spelled !== undefined && rhymes(head, spelled.letter) ? spelled : undefined;
  }
  // "as in" swallowed by the line: "u and uniform", "b n victor".
  if (word !== undefined && SWALLOWED.has(word) && tokens[at]?.pause !== true) {
    const spoken = lex(tokens[at + 1]?.word ?? '').alphabet;
    if (spoken !== undefined && rhymes(head, spoken)) return { letter: spoken, end: at + 2 };
  }
  if (word === 'x' && tokens[at + 1]?.word === 'ray' && head === 'X') return { letter: 'X', end: at + 2 };
  const alphabet = word === undefined ? undefined : lex(word).alphabet;
  if (alphabet === undefined || !rhymes(head, alphabet)) return undefined;
  return { letter: alphabet, end: at + 1 };
}

/** Where "the number five", "zero" or "the letter O" stands: the one character that it names. */
function namedCharacter(tokens: readonly Token[], at: number): { char: string; end: number } | undefined {
  let next =
    tokens[at]?.word === 'the' || tokens[at]?.word === 'a' || tokens[at]?.word === 'an' ? at + 1 : at;
  const noun = tokens[next]?.word;
  if (noun === 'number' || noun === 'digit' || noun === 'letter') next++;
  const token = tokens[next];
  if (token === undefined) return undefined;
  if (token.type === 'digits')
    return token.word.length === 1 ? { char: token.word, end: next + 1 } : undefined;
  const { digit, letter } = lex(token.word);
  const isLetter = letter !== undefined && (noun === 'letter' || digit === undefined || token.word === 'o');
  const char = isLetter ? letter : digit;
  return char === undefined ? undefined : { char: String(char), end: next + 1 };
}

/**
 * A character told apart from one that sounds or looks like it: "oh, not zero", "zero, not the letter O", "five as in
 * the number five". What was meant is sure.
 */
export function toldApart(tokens: readonly Token[], at: number): { char: string; end: number } | undefined {
  const word = tokens[at]?.word ?? '';
  const { digit, letter } = lex(word);
  if (digit === undefined && letter === undefined) return undefined;
  const behind = tokens[at + 1]?.word;
  if (behind === 'as' && tokens[at + 2]?.word === 'in' && digit !== undefined) {
    const named = namedCharacter(tokens, at + 3);
    return named !== undefined && /\d/.test(named.char) ? named : undefined;
  }
  if (behind !== 'not') return undefined;
  const other = namedCharacter(tokens, at + 2);
  if (other === undefined) return undefined;
  const zero = word === 'oh' || digit === 0;
  if (zero && other.char === '0') return { char: 'O', end: other.end };
  if (zero && other.char === 'O') return { char: '0', end: other.end };
  return undefined;
}
