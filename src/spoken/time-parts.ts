import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';

type Half = 'am' | 'pm';

/** "a.m.", "in the afternoon", "at night" behind a clock time. */
export function halfAt(
  tokens: readonly Token[],
  at: number,
): { half: Half | 'night'; end: number } | undefined {
  const word = tokens[at]?.word;
  const next = tokens[at + 1]?.word;
  if (word === 'am' || word === 'pm') return { half: word, end: at + 1 };
  if ((word === 'a' || word === 'p') && next === 'm')
    return { half: word === 'a' ? 'am' : 'pm', end: at + 2 };
  if (word === 'in' && next === 'the') {
    const part = tokens[at + 2]?.word;
    if (part === 'morning') return { half: 'am', end: at + 3 };
    if (part === 'afternoon' || part === 'evening') return { half: 'pm', end: at + 3 };
    if (part === 'night') return { half: 'night', end: at + 3 };
  }
  if ((word === 'this' || word === 'tomorrow' || word === 'yesterday') && next === 'morning')
    return { half: 'am', end: at + 2 };
  if (word === 'at' && next === 'night') return { half: 'night', end: at + 2 };
  return undefined;
}

/** Where "o'clock" ends; the same place where nobody said it. */
export function oclock(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.word;
  if (word === "o'clock" || word === 'oclock') return at + 1;
  return word === 'o' && tokens[at + 1]?.word === 'clock' ? at + 2 : at;
}

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };

/** "noon", "twelve midnight", "mid-day". */
export function readNamed(tokens: readonly Token[], at: number): Match<'time'> | undefined {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  const whole = word === 'twelve' ? next : word === 'mid' ? word + next : word;
  const value = NAMED[whole];
  const taken = whole === word ? 1 : 2;
  return value === undefined ? undefined : { value, alternatives: [], start: at, end: at + taken };
}

const ZONES = new Set(
  ['eastern', 'central', 'mountain', 'pacific', 'gmt', 'utc', 'est', 'cst', 'mst', 'pst', 'edt', 'cdt', 'mdt', 'pdt', 'et', 'ct'],
); // prettier-ignore

/** Where the name of the zone behind a time ends: "e s t", "eastern standard time"; the value does not hold it. */
export function zoneEnd(tokens: readonly Token[], at: number): number {
  const said = (word: number): string => tokens[at + word]?.word ?? '';
  for (const letters of [3, 2]) {
    const spelled = Array.from({ length: letters }, (_, n) => said(n));
    if (spelled.every((letter) => letter.length === 1) && ZONES.has(spelled.join(''))) return at + letters;
  }
  if (!ZONES.has(said(0))) return at;
  const standard = /^(standard|daylight)$/.test(said(1)) ? 2 : 1;
  return said(standard) === 'time' ? at + standard + 1 : at + standard;
}
