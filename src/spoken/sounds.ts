/** Words and letters that a telephone line turns into each other. */

const PAIRS = [
  'thirteen thirty', 'fourteen forty', 'fifteen fifty', 'sixteen sixty', 'seventeen seventy', 'eighteen eighty',
  'nineteen ninety', 'thirteenth thirtieth', 'fourteenth fortieth', 'fifteenth fiftieth', 'sixteenth sixtieth',
  'five nine', 'fifth ninth', 'six eight',
]; // prettier-ignore

const alikes = new Map<string, readonly string[]>();
for (const pair of PAIRS) {
  const [a = '', b = ''] = pair.split(' ');
  alikes.set(a, [...(alikes.get(a) ?? []), b]);
  alikes.set(b, [...(alikes.get(b) ?? []), a]);
}

const NONE: readonly string[] = [];

/** Number words that a number word may have been ("fifteen": "fifty"). */
export function soundAlikes(word: string): readonly string[] {
  return alikes.get(word) ?? NONE;
}

/** Letters whose bare names rhyme, likeliest first. A letter given with a word ("B as in boy") is not one of them. */
const LETTER_ALIKES: Readonly<Record<string, string>> = {
  A: 'KJ8', B: 'DEPTVGC', C: 'ZETDB', D: 'BETPV', E: 'BDPTV', F: 'S', G: 'JTBDE', H: 'A8', I: 'YR', J: 'KA', K: 'AJ',
  L: 'N', M: 'N', N: 'M', O: '0', P: 'BTDEV', Q: 'U', R: 'I', S: 'F', T: 'PBDEV', U: 'Q2', V: 'BDETP', X: 'S', Y: 'I', Z: 'C',
}; // prettier-ignore

const DIGIT_ALIKES: Readonly<Record<string, string>> = { '5': '9', '9': '5', '6': '8', '8': '6' };

/** Characters that one character of an identifier may have been. */
export function characterAlikes(character: string): string {
  return LETTER_ALIKES[character] ?? DIGIT_ALIKES[character] ?? '';
}
