import { expectedLengths, fitsExpected } from './expected.ts';
import { spell, type Char, type Row } from './chars.ts';
import { characterAlikes } from './sounds.ts';
import type { SpokenOptions } from './types.ts';

const ALTERNATIVES_AT_MOST = 32;
/** As many as any character may be taken for. */
const MOST_ALIKES = 10;
/** Readings that are held against what is expected. */
const READINGS_AT_MOST = 200;
/** Beyond this no identifier is that long; its sound-alikes are not worth listing. */
const LONGEST_WITH_ALTERNATIVES = 40;

/** Upper-case letters, digits and dashes: other separators become dashes, spaces vanish, spelling dashes too. */
export function canonical(chars: readonly Char[]): string {
  return canonicalText(spell(chars));
}

function canonicalText(said: string): string {
  if (/^[A-Z0-9]*$/.test(said)) return said;
  const text = said.replace(/[/.]/g, '-').replace(/[ ']/g, '');
  const trimmed = text.replace(/^-+|-+$/g, '').replace(/-{2,}/g, '-');
  return /^(?:[^-](?:-[^-]){2,}|[^-]+(?:-[^-]){3,})$/.test(trimmed) ? trimmed.replaceAll('-', '') : trimmed;
}

/** "oh" between letters is the letter; beside a digit, or alone, it is zero. */
function settleZeros(chars: readonly Char[]): Char[] {
  return chars.map((one, n) => {
    if (!one.zero) return one;
    const before = chars[n - 1]?.char ?? '';
    const after = chars[n + 1]?.char ?? '';
    const letterBeside = (char: string): boolean => /^[A-Z]$/.test(char);
    const digitBeside = /^\d$/.test(before) || /^\d$/.test(after);
    return !digitBeside && (letterBeside(before) || letterBeside(after)) ? { ...one, char: 'O' } : one;
  });
}

function replaceAt(text: string, at: number, char: string): string {
  return text.slice(0, at) + char + text.slice(at + 1);
}

/** Every reading of a row, likeliest first: as heard, other repairs, O for zero, one letter or digit misheard. */
function readings(row: Row, most: number): Set<string> {
  const list = new Set<string>();
  const base = settleZeros(row.chars);
  const plain = spell(base);
  const shown = canonical(base);
  if (shown !== '') list.add(shown);
  if (base.length > LONGEST_WITH_ALTERNATIVES) return list;
  const add = (text: string): void => {
    const value = text.length === shown.length && plain === shown ? text : canonicalText(text);
    if (value !== '' && list.size < most) list.add(value);
  };
  for (const variant of row.variants) add(spell(settleZeros(variant)));
  if (row.unrepaired !== undefined) add(spell(settleZeros(row.unrepaired)));
  const zeros = base.flatMap((one, n) => (one.zero ? [n] : [])).slice(0, 4);
  for (let mask = 1; mask < 1 << zeros.length; mask++) {
    let flipped = plain;
    zeros.forEach((at, bit) => {
      if ((mask & (1 << bit)) !== 0) flipped = replaceAt(flipped, at, flipped[at] === '0' ? 'O' : '0');
    });
    add(flipped);
  }
  for (let rank = 0; rank < MOST_ALIKES && list.size < most; rank++) {
    for (let n = 0; n < base.length; n++) {
      const one = base[n];
      if (one === undefined || one.sure) continue;
      const char = characterAlikes(one.char)[rank];
      if (char !== undefined) add(replaceAt(plain, n, char));
    }
  }
  return list;
}

/** Teens and tens inside a row: "fifteen" in it may have been "fifty". */
function teenReadings(row: Row): string[] {
  const list: string[] = [];
  const chars = row.chars;
  if (chars.length > LONGEST_WITH_ALTERNATIVES) return list;
  for (let n = 0; n + 1 < chars.length; n++) {
    const a = chars[n];
    const b = chars[n + 1];
    if (a === undefined || b?.start !== a.start || b.end !== a.end || a.sure) continue;
    if (chars[n - 1]?.start === a.start || chars[n + 2]?.start === a.start) continue;
    const pair = a.char + b.char;
    const other = /^1[3-9]$/.test(pair) ? `${b.char}0` : /^[3-9]0$/.test(pair) ? `1${a.char}` : undefined;
    if (other === undefined) continue;
    const text = spell(chars);
    list.push(
      canonical(Array.from(text.slice(0, n) + other + text.slice(n + 2), (char) => ({ ...a, char }))),
    );
  }
  return list;
}

export type Chosen = { readonly value: string; readonly alternatives: string[]; readonly complete: boolean };

/** Picks the reading that what is expected and known allows. */
export function choose(row: Row, options: SpokenOptions): Chosen | undefined {
  const { expected, vocabulary } = options;
  const informed = expected !== undefined || (vocabulary !== undefined && vocabulary.length > 0);
  const heard = readings(row, informed ? READINGS_AT_MOST : ALTERNATIVES_AT_MOST);
  const [first] = heard;
  if (first === undefined) return undefined;
  const all = [...new Set([first, ...teenReadings(row), ...heard])];
  const bare = (text: string): string => text.replace(/[-\s]/g, '').toUpperCase();
  let ordered = all;
  if (expected !== undefined) {
    const fits = all.filter((value) => fitsExpected(value, expected));
    if (fits.length > 0) ordered = [...fits, ...all.filter((value) => !fits.includes(value))];
  }
  if (vocabulary !== undefined && vocabulary.length > 0) {
    const known = new Set(vocabulary.map(bare));
    const listed = ordered.find((value) => known.has(bare(value)));
    if (
      listed !== undefined &&
      (expected === undefined || fitsExpected(listed, expected) || !fitsExpected(ordered[0] ?? '', expected))
    ) {
      ordered = [listed, ...ordered.filter((value) => value !== listed)];
    }
  }
  const value = ordered[0] ?? first;
  const alternatives = ordered.slice(1, ALTERNATIVES_AT_MOST + 1);
  const lengths = expectedLengths(expected);
  const shaped = expected === undefined || fitsExpected(value, expected);
  const enough = lengths === undefined || lengths.includes(value.replaceAll('-', '').length);
  return { value, alternatives, complete: !row.open && shaped && enough };
}
