const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion', 'sextillion'];
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
}; // prettier-ignore

/** "four" for the digit 4. */
export function digitWord(digit: string): string {
  return SMALL[Number(digit)] ?? '';
}

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n] ?? '';
  const ten = TENS[Math.floor(n / 10)] ?? '';
  return n % 10 === 0 ? ten : `${ten}-${SMALL[n % 10] ?? ''}`;
}

function belowThousand(n: number): string {
  if (n < 100) return belowHundred(n);
  const hundred = `${SMALL[Math.floor(n / 100)] ?? ''} hundred`;
  return n % 100 === 0 ? hundred : `${hundred} ${belowHundred(n % 100)}`;
}

/** A whole number in words: "1234" is "one thousand two hundred thirty-four". */
export function numberWords(figures: string): string {
  const bare = figures.replace(/^0+(?=\d)/, '');
  if (bare === '0') return 'zero';
  const words: string[] = [];
  for (let at = 0, group = Math.ceil(bare.length / 3); group > 0; group--) {
    const size = (bare.length - at) % 3 === 0 ? 3 : (bare.length - at) % 3;
    const n = Number(bare.slice(at, at + size));
    at += size;
    if (n > 0) words.push(group === 1 ? belowThousand(n) : `${belowThousand(n)} ${SCALES[group - 1] ?? ''}`);
  }
  return words.join(' ');
}

/** An ordinal in words: 23 is "twenty-third". */
export function ordinalWords(figures: string): string {
  const words = numberWords(figures);
  const cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  const last = words.slice(cut);
  const ordinal = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, cut) + ordinal;
}

/** A year as it is said: 2026 "twenty twenty-six", 2005 "two thousand five", 1905 "nineteen oh five". */
export function yearWords(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (century % 10 === 0 && rest < 10) return numberWords(String(year));
  if (rest === 0) return `${belowHundred(century)} hundred`;
  return rest < 10
    ? `${belowHundred(century)} oh ${SMALL[rest] ?? ''}`
    : `${belowHundred(century)} ${belowHundred(rest)}`;
}
