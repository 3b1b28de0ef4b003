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

const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });

const values: { readonly [K in SpokenKind]: fc.Arbitrary<SpokenValue<K>> } = {
  cardinal: fc.integer({ min: 0, max: 999_999_999 }).map(String),
  decimal: fc.tuple(fc.integer({ min: 0, max: 9999 }), digits(1, 4)).map(([whole, part]) => `${whole}.${part}`),
  ordinal: fc.integer({ min: 1, max: 9999 }).map(String),
  money: fc.integer({ min: 0, max: 999_999_999 }),
  percent: fc.oneof(
    fc.integer({ min: 0, max: 100 }).map(String),
    fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a}.${b}`),
  ),
  date: fc.oneof(
    days.map((day) => day.toISOString().slice(0, 10)),
    days.map((day) => `--${day.toISOString().slice(5, 10)}`),
    days.map((day) => day.toISOString().slice(0, 7)),
  ),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
  duration: fc.oneof(
    fc.record({
      n: fc.integer({ min: 1, max: 365 }),
      unit: fc.constantFrom('minutes', 'hours', 'days', 'weeks', 'months', 'years'),
    }),
    fc.record({
      n: fc.integer({ min: 1, max: 365 }),
      unit: fc.constant('days'),
      dayType: fc.constantFrom('business', 'calendar'),
    }),
  ),
  telephone: digits(9, 9).map((rest) => `2${rest}`),
  identifier: fc
    .tuple(letters(0, 3), digits(3, 9), letters(0, 2), digits(0, 4))
    .map((parts) => parts.join('')),
  code: fc.oneof(
    fc.tuple(fc.constantFrom('CO', 'PR', 'OA', 'PI'), fc.integer({ min: 1, max: 299 })).map(([a, b]) => `${a}-${b}`),
    fc.integer({ min: 10_000, max: 99_999 }).map(String),
    fc.tuple(fc.constantFrom('A', 'B', 'C', 'E', 'G', 'J', 'L', 'Q'), digits(4, 4)).map(([a, b]) => a + b).filter((code) => !code.startsWith('C0')),
    fc.integer({ min: 1, max: 899 }).map((n) => `N${n}`),
    fc.tuple(fc.constantFrom('E', 'F', 'G', 'I', 'J', 'K', 'L', 'M', 'R', 'S', 'T', 'Z'), digits(2, 2), digits(1, 2)).map(([a, b, c]) => `${a}${b}.${c}`),
  ),
  yes_no: fc.constantFrom('yes', 'no', 'unsure'),
  letters: letters(2, 12),
}; // prettier-ignore

function reads<K extends SpokenKind>(kind: K, text: string): SpokenValue<K> | undefined {
  return parseSpoken(kind, text)?.value;
}

const kinds = Object.keys(values) as SpokenKind[];

/** A spelling that a recognizer may choose for a word of figures or a letter. */
const HOMOPHONES: Readonly<Record<string, readonly string[]>> = {
  two: ['to', 'too'], four: ['for'], one: ['won'], eight: ['ate'],
}; // prettier-ignore
const LETTERS: Readonly<Record<string, string>> = {
  B: 'be', O: 'the letter o', C: 'see', I: 'eye', J: 'jay', K: 'kay', P: 'pea', R: 'are', T: 'tea', U: 'you', W: 'double u', X: 'ex', Y: 'why', Z: 'zee',
}; // prettier-ignore

function withHomophones(text: string, choices: readonly number[]): string {
  let n = 0;
  return text.replace(/\b[a-z]+\b/g, (word) => {
    const spellings = HOMOPHONES[word];
    const choice = choices[n++ % choices.length] ?? 0;
    return spellings === undefined || choice === 0 ? word : (spellings[choice % spellings.length] ?? word);
  });
}

describe('what is said is read back', () => {
  it.each(kinds)('as the same %s', (kind) => {
    fc.assert(
      fc.property(values[kind] as fc.Arbitrary<SpokenValue>, (value) => {
        expect(reads(kind, say(kind, value).join(' '))).toEqual(value);
        expect(reads(kind, say(kind, value).join(', '))).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['identifier', 'telephone', 'money', 'date', 'cardinal'] as const)(
    'in the other styles, %s',
    (kind) => {
      fc.assert(
        fc.property(values[kind] as fc.Arbitrary<SpokenValue>, (value) => {
          expect(reads(kind, say(kind, value, 'slow').join(', '))).toEqual(value);
          if (kind === 'identifier' || kind === 'telephone') {
            expect(reads(kind, say(kind, value, 'spelled').join(', '))).toEqual(value);
          }
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each(['money', 'cardinal', 'identifier', 'telephone', 'percent', 'decimal'] as const)(
    'when a recognizer writes figures as other words, %s',
    (kind) => {
      fc.assert(
        fc.property(
          values[kind] as fc.Arbitrary<SpokenValue>,
          fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 }),
          (value, choices) => {
            const text = withHomophones(say(kind, value).join(', '), choices);
            expect(reads(kind, text)).toEqual(value);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('when letters are written as the words they sound like', () => {
    fc.assert(
      fc.property(letters(1, 3), digits(4, 8), (front, rest) => {
        const text = `${Array.from(front, (one) => LETTERS[one] ?? one).join(' ')} ${say('identifier', rest).join(' ')}`;
        expect(reads('identifier', text)).toBe(front + rest);
      }),
      { numRuns: 300 },
    );
  });
});

const MARKERS = ['no, sorry', 'no wait', 'correction', 'scratch that', 'I mean'];

describe('a repair replaces just what it should', () => {
  it.each(['money', 'date', 'percent', 'duration', 'cardinal', 'ordinal', 'decimal'] as const)(
    'in %s',
    (kind) => {
      fc.assert(
        fc.property(
          values[kind] as fc.Arbitrary<SpokenValue>,
          values[kind] as fc.Arbitrary<SpokenValue>,
          fc.constantFrom(...MARKERS),
          (wrong, right, marker) => {
            if (kind === 'date' && (wrong as string).length !== (right as string).length) return;
            if (kind === 'money' && (Number(right) < 100 || Number(wrong) < 100)) return;
            const parsed = parseSpoken(
              kind,
              `${say(kind, wrong).join(' ')}, ${marker}, ${say(kind, right).join(' ')}`,
            );
            expect(parsed?.value).toEqual(right);
            expect(parsed?.corrected).toBe(true);
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it.each(['identifier', 'telephone'] as const)(
    'when one figure of a group of %s was wrong and the group is said again',
    (kind) => {
      fc.assert(
        fc.property(
          values[kind],
          fc.nat(),
          fc.integer({ min: 1, max: 9 }),
          fc.constantFrom(...MARKERS),
          (value, where, shift, marker) => {
            const groups = say(kind, value);
            const at = where % groups.length;
            const group = groups[at] ?? '';
            const words = group.split(', ');
            const last = words[words.length - 1] ?? '';
            const figure = DIGITS.indexOf(last);
            if (figure < 0 || words.length < 3) return;
            words[words.length - 1] = DIGITS[(figure + shift) % 10] ?? '';
            const said = [...groups.slice(0, at), `${words.join(', ')}, ${marker}, ${group}`];
            const parsed = parseSpoken(kind, said.join(', '));
            const until = groups.slice(0, at + 1).join(', ');
            expect(parsed?.value).toBe(parseSpoken(kind, until)?.value);
          },
        ),
        { numRuns: 200 },
      );
    },
  );
});

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
