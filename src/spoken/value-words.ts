import { lex } from './lexicon.ts';
import { callWords, markWords } from './say.ts';
import { tokenize, type Token } from './tokens.ts';
import { digitWord, numberWords } from './words.ts';

/** The words of the digits, by their value: "zero" to "nine". */
export const digitWords: readonly string[] = Array.from('0123456789', digitWord);

/** The words of whole numbers below a hundred that are one word: "zero" to "twenty", "thirty" to "ninety". */
export const countWords: readonly string[] = [
  ...Array.from({ length: 20 }, (_, n) => n),
  ...[20, 30, 40, 50, 60, 70, 80, 90],
].map((n) => numberWords(String(n)));

const KEYS: Readonly<Record<string, string>> = { star: '*', asterisk: '*', pound: '#', hash: '#' };

/** Every word that names one key of a telephone, as said or as a recognizer spells it ("for" is 4). */
export const keyWords: readonly string[] = [
  ...digitWords,
  ...'oh won to too for fore ate'.split(' '),
  ...Object.keys(KEYS),
];

const named = new Set(keyWords);

/** The key that a word names: "four" and "for" are "4", "pound" is "#", "7" itself. */
export function keyNamed(word: string): string | undefined {
  if (/^[\d*#]$/.test(word)) return word;
  if (!named.has(word)) return undefined;
  const { digit, soundsDigit } = lex(word);
  const figure = digit ?? soundsDigit;
  return figure === undefined ? KEYS[word] : String(figure);
}

/** Words that wait for a character to follow, or that stand between two. */
const JOINTS = new Set('double triple dash hyphen slash point dot underscore'.split(' '));
const NAMED_DAYS = new Set('today yesterday tomorrow tonight'.split(' '));

/** A number, an ordinal or the name of a month; "may" and "second" only where `loose`. */
export function isValueWord(token: Token, loose: boolean): boolean {
  if (token.type === 'digits') return true;
  if (token.type !== 'word') return false;
  if (!loose && /^(may|march|second|oh|o)$/.test(token.word)) return false;
  const { digit, teen, ten, scale, ordinal, month } = lex(token.word);
  return (digit ?? teen ?? ten ?? scale ?? ordinal ?? month) !== undefined;
}

/**
 * Whether a text breaks off in a value: its last word is a number, a letter by its name, a month, a dash, or what
 * spells a letter ("C as in Charlie"). More of the value may follow.
 */
export function endsInValue(text: string): boolean {
  // What is spelled is said in three words; nothing before the last few matters.
  const tokens = tokenize(text.slice(-80)).filter((token) => token.type !== 'symbol');
  const last = tokens.at(-1);
  if (last === undefined) return false;
  if (isValueWord(last, true) || JOINTS.has(last.word)) return true;
  if (last.word.length === 1 && last.word !== 'a') return true;
  const [before, lead] = [tokens.at(-2)?.word, tokens.at(-3)?.word];
  return before === 'like' || (before === 'in' && lead === 'as');
}

/** Whether a text holds a word that numbers, sums or dates are made of; which value it is, if any, `findSpoken` tells. */
export function holdsValueWord(text: string): boolean {
  return tokenize(text).some((token) => isValueWord(token, false) || NAMED_DAYS.has(token.word));
}

const spellingWords = new Set(
  [...digitWords, ...callWords, ...markWords, 'as', 'in', 'the', 'letter'].map((word) => word.toLowerCase()),
);

/** Whether words are a piece of spelling as `say` gives it ("four", "C as in Charlie"): alone it tells nothing of anybody. */
export function isSpelling(words: string): boolean {
  return words
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[.,;:]+$/, ''))
    .every((word) => /^[a-z0-9]$/.test(word) || spellingWords.has(word));
}
