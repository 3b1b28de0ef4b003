/** Words and letters that a telephone line turns into each other. */

const PAIRS = [
  'thirteen thirty', 'fourteen forty', 'fifteen fifty', 'sixteen sixty', 'seventeen seventy', 'eighteen eighty',
  'nineteen ninety', 'thirteenth thirtieth', 'fourteenth fortieth', 'fifteenth fiftieth', 'sixteenth sixtieth',
  'seventeenth seventieth', 'eighteenth eightieth', 'nineteenth ninetieth', 'five nine', 'fifth ninth', 'six eight',
  'minutes months', 'minute month',
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

/**
 * Characters whose bare names rhyme or differ in a consonant that a line swallows, likeliest first: the names in "ee"
 * with three, in "ay" with eight, in "oo" with two, and so on. One given with a word ("B as in boy") is not one of them.
 */
const CHARACTER_ALIKES: Readonly<Record<string, string>> = {
  A: '8KJH', B: 'DEPTVGCZ3', C: 'ZETDBGPV3', D: 'BETPVGCZ3', E: 'BDPTVGCZ3', F: 'SX', G: 'JTBDEPVCZ3', H: '8A', I: 'YR',
  J: 'KAG', K: 'AJ', L: 'NM', M: 'N', N: 'M', O: '0', P: 'BTDEVGCZ3', Q: 'U2', R: 'I', S: 'FX', T: 'PBDEVGCZ3', U: 'Q2',
  V: 'BDETPGCZ3', X: 'S6', Y: 'I', Z: 'CVDBTEPG3', '2': 'QU', '3': 'EVTDBPGCZ', '5': '9', '6': '8X', '8': '6AH', '9': '5',
}; // prettier-ignore

/** Characters that one character of an identifier may have been. */
export function characterAlikes(character: string): string {
  return CHARACTER_ALIKES[character] ?? '';
}
