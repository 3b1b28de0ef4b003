import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpoken, say, type SpokenKind, type SpokenValue } from './index.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const letters = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 65, max: 90 }), { minLength: min, maxLength: max })
    .map((codes) => String.fromCharCode(...codes));

const MARKERS = ['no, sorry', 'no wait', 'correction', 'scratch that', 'I mean'];

type RowKind = 'identifier' | 'telephone' | 'code';
const rows: Readonly<Record<RowKind, fc.Arbitrary<string>>> = {
  identifier: fc.tuple(letters(0, 2), digits(5, 10)).map((parts) => parts.join('')),
  telephone: digits(9, 9).map((rest) => `2${rest}`),
  code: fc.oneof(
    fc.integer({ min: 10_000, max: 99_999 }).map(String),
    digits(4, 4).map((rest) => `J${rest}`),
    fc.integer({ min: 10, max: 289 }).map((n) => `CO-${n}`),
  ),
};

/** Another figure for a figure and another letter for a letter, in the words of `say`; nothing for a mark. */
function misspoken(word: string, shift: number): string | undefined {
  const figure = 'zero one two three four five six seven eight nine'.split(' ').indexOf(word);
  if (figure >= 0) return say('identifier', String((figure + 1 + (shift % 9)) % 10))[0];
  const letter = /^([A-Z])(?: as in .*)?$/.exec(word)?.[1];
  if (letter === undefined) return undefined;
  const other = (letter.charCodeAt(0) - 65 + 1 + (shift % 25)) % 26;
  return say('identifier', String.fromCharCode(65 + other))[0];
}

type Slip = { readonly where: number; readonly shift: number; readonly marker: string };
const slips: fc.Arbitrary<Slip> = fc.record({
  where: fc.nat(),
  shift: fc.nat(),
  marker: fc.constantFrom(...MARKERS),
});

type Spoken = { readonly wholeGroup: string; readonly groupAgain: string; readonly onlyFigure: string };

/** A value with one character said wrong anywhere in it, and the ways in which people put that right. */
function withSlip(kind: RowKind, value: string, { where, shift, marker }: Slip): Spoken | undefined {
  const groups = say(kind, value).map((group) => group.split(', '));
  const places = groups.flatMap((group, n) => group.map((_, at) => [n, at] as const));
  const [n, at] = places[where % places.length] ?? [0, 0];
  const group = groups[n] ?? [];
  const word = group[at] ?? '';
  const wrong = misspoken(word, shift);
  if (wrong === undefined) return undefined;
  const breath = (words: readonly string[]): string => words.join(' ');
  const around = (middle: readonly string[]): string =>
    [...groups.slice(0, n).map(breath), ...middle, ...groups.slice(n + 1).map(breath)].join(', ');
  const until = [...group.slice(0, at), wrong];
  const rest = group.slice(at + 1);
  return {
    wholeGroup: around([breath([...until, ...rest]), marker, breath(group)]),
    groupAgain: around([breath(until), marker, breath(group)]),
    onlyFigure: around([breath(until), marker, word, ...(rest.length > 0 ? [breath(rest)] : [])]),
  };
}

const rowKinds = Object.keys(rows) as RowKind[];

/**
 * Whether a group of the value starts as the one before it does: "nine one zero, nine one, …" is also how somebody
 * starts over, so that without a length to expect no listener can tell the two apart.
 */
function soundsLikeStartingOver(kind: RowKind, value: string): boolean {
  const groups = say(kind, value).map((group) => group.split(', '));
  return groups.some((group, n) => group[0] !== undefined && group[0] === groups[n - 1]?.[0]);
}

describe('one character that was said wrong anywhere in a value', () => {
  it.each(rowKinds)('is put right by saying its group again, in %s', (kind) => {
    fc.assert(
      fc.property(rows[kind], slips, (value, slip) => {
        const said = withSlip(kind, value, slip);
        if (said === undefined) return;
        const parsed = parseSpoken(kind, said.wholeGroup);
        if (soundsLikeStartingOver(kind, value)) {
          expect([parsed?.value, ...(parsed?.alternatives ?? [])]).toContain(value);
          return;
        }
        expect(parsed?.value).toBe(value);
        expect(parsed?.corrected).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(rowKinds)(
    'leaves the right value among the readings where the speaker broke off, in %s',
    (kind) => {
      fc.assert(
        fc.property(rows[kind], slips, (value, slip) => {
          const said = withSlip(kind, value, slip);
          if (said === undefined) return;
          for (const text of [said.groupAgain, said.onlyFigure]) {
            const parsed = parseSpoken(kind, text);
            expect([parsed?.value, ...(parsed?.alternatives ?? [])]).toContain(value);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each(['identifier', 'telephone'] as const)(
    'is settled by the length that is expected, in %s',
    (kind) => {
      fc.assert(
        fc.property(rows[kind], slips, (value, slip) => {
          const said = withSlip(kind, value, slip);
          if (said === undefined) return;
          for (const text of Object.values(said)) {
            expect(parseSpoken(kind, text, { expected: { length: value.length } })?.value).toBe(value);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

const phrases = {
  money: fc.integer({ min: 100, max: 99_999_999 }),
  cardinal: fc.integer({ min: 0, max: 999_999 }).map(String),
  decimal: fc.tuple(fc.integer({ min: 0, max: 999 }), digits(1, 3)).map((parts) => parts.join('.')),
  percent: fc.integer({ min: 0, max: 100 }).map(String),
  ordinal: fc.integer({ min: 1, max: 999 }).map(String),
  date: fc
    .date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
  duration: fc.record({
    n: fc.integer({ min: 1, max: 365 }),
    unit: fc.constantFrom('minutes', 'hours', 'days', 'weeks', 'months', 'years'),
  }),
} satisfies Partial<Record<SpokenKind, fc.Arbitrary<unknown>>>;

describe('a wrong value that is broken off after any of its words', () => {
  it.each(Object.keys(phrases) as (keyof typeof phrases)[])(
    'gives way to the one said then, in %s',
    (kind) => {
      const values = phrases[kind] as fc.Arbitrary<SpokenValue>;
      const markers = fc.constantFrom(...MARKERS, 'let me start over');
      fc.assert(
        fc.property(values, values, fc.nat(), markers, (wrong, right, cut, marker) => {
          const words = say(kind, wrong).join(' ').split(' ');
          const begun = words.slice(0, 1 + (cut % words.length)).join(' ');
          const parsed = parseSpoken(kind, `${begun}, ${marker}, ${say(kind, right).join(' ')}`);
          expect(parsed?.value).toEqual(right);
          expect(parsed?.corrected).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );
});
