/** Pronunciations for the recogniser: its own dictionary first, the synthesiser's lexicon for every other word. */
import { readFileSync } from 'node:fs';

/** Word → phones of the synthesiser, such as `w ih1 s k iy0`. */
export type LetterToSound = (word: string) => readonly string[];

/** The synthesiser's phone set is the recogniser's but for the unstressed vowel. */
const toRecognizer = (phone: string): string => {
  const plain = phone.replace(/\d/, '').toUpperCase();
  return plain === 'AX' ? 'AH' : plain;
};

/** What the voices really say where the dictionary has something else. */
const asSpoken: Readonly<Record<string, readonly string[]>> = {
  w: ['D AH B AH L Y UW', 'D AH B AH Y UW'],
  z: ['Z IY'],
  h: ['EY CH'],
  oh: ['OW'],
  s: ['EH S'],
};

function readDictionary(path: string, wanted: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const space = line.indexOf(' ');
    const word = line.slice(0, space).replace(/\(\d+\)$/, '');
    if (space < 0 || !wanted.has(word)) continue;
    found.set(word, [...(found.get(word) ?? []), line.slice(space + 1).trim()]);
  }
  return found;
}

/** Dictionary text with every word of the vocabulary. */
export function makeLexicon(
  vocabulary: Iterable<string>,
  dictionaryPath: string,
  letterToSound: LetterToSound,
): string {
  const words = [...new Set(vocabulary)].sort();
  const known = readDictionary(dictionaryPath, new Set(words));
  const lines = words.flatMap((word) => {
    const guessed = letterToSound(word)
      .filter((phone) => phone !== 'pau')
      .map(toRecognizer)
      .join(' ');
    const variants = new Set([
      ...(asSpoken[word] ?? known.get(word) ?? []),
      ...(word.length > 1 && guessed ? [guessed] : []),
    ]);
    return [...variants].map((phones, at) => `${word}${at === 0 ? '' : `(${String(at + 1)})`} ${phones}`);
  });
  return `${lines.join('\n')}\n`;
}
