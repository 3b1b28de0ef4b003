import { endsInValue } from '../spoken/index.ts';

/** Digits and letters, each with the words that spell it, with which some words end. */
export interface Row {
  /** How many of the words it takes. */
  words: number;
  characters: number;
}

const spells = /^(?:as|in|like)$/;

/** The row of digits and letters at the end: "the number is L as in Lima, four seven" ends in three of them. */
export function rowAtEnd(words: readonly string[]): Row {
  const plain = words.map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const row: Row = { words: 0, characters: 0 };
  for (let at = plain.length - 1; at >= 0; at -= 1) {
    const word = plain[at] ?? '';
    const named = /^(?:in|like)$/.test(plain[at - 1] ?? '');
    if (!named && !spells.test(word) && !endsInValue(word)) break;
    row.words += 1;
    if (!named && !spells.test(word)) row.characters += 1;
  }
  return row;
}
