/** All that characters are read out with: digits, letters and their call words, marks. */
const spellingWords: ReadonlySet<string> = new Set(
  (
    'zero oh one two three four five six seven eight nine dash hyphen point dot slash space apostrophe as in for ' +
    'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa ' +
    'quebec romeo sierra tango uniform victor whiskey x-ray xray yankee zulu'
  ).split(' '),
);

/** True for "four" and "C as in Charlie": a piece of spelling, which tells nothing about anybody by itself. */
export function isSpelling(part: string): boolean {
  return part
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[.,;:]+$/, ''))
    .every((word) => /^[a-z0-9]$/.test(word) || spellingWords.has(word));
}
