import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpoken, parseSpoken, spokenKinds } from './index.ts';

const WORDS = (
  'four for to a as in like C B double triple oh o and not no wait sorry hundred thousand million point dollars cents march third ' +
  'the of end last next friday percent days business to through - / . , $ # 1 12 1,234 03/03 800 x ray zero letter i think about ' +
  "let me start over half quarter past o'clock pm extension place service CO N dash"
).split(' ');

const today = '2026-03-15';

describe('any input at all', () => {
  it.each(spokenKinds)(
    'is read without a crash as %s, and spans lie inside it',
    (kind) => {
      const texts = fc.oneof(
      fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 4 })), { maxLength: 20 }).map((words) => words.join('')),
    ); // prettier-ignore
      fc.assert(
        fc.property(texts, (text) => {
          const parsed = parseSpoken(kind, text, { today, expected: { length: 8, pattern: '[A-Z0-9]+' } });
          const found = findSpoken(kind, text, { today });
          for (const one of [...(parsed === undefined ? [] : [parsed]), ...found]) {
            expect(Object.keys(one).slice(0, 6)).toEqual([
              ...['value', 'alternatives', 'complete', 'spans', 'corrected', 'hedged'],
            ]);
            for (const span of one.spans) {
              expect(span.start).toBeGreaterThanOrEqual(0);
              expect(span.end).toBeGreaterThan(span.start);
              expect(span.end).toBeLessThanOrEqual(text.length);
            }
            expect(one.alternatives).not.toContainEqual(one.value);
            expect(JSON.parse(JSON.stringify(one))).toEqual(one);
          }
          for (const one of found) expect(text.slice(one.span.start, one.span.end)).toBe(one.quote);
        }),
        { numRuns: 300 },
      );
      // Two seconds of work; the rest is for machines that do other things besides.
    },
    300_000,
  );

  // A text after the other, each as every kind: what the kinds have in common is read once.
  it.each([
    'four ',
    'C as in ',
    'no wait ',
    'sorry, four ',
    '1,234',
    '3/3/',
    'double ',
    'oh ',
    'march the ',
    'a b c, ',
    // More characters than a call may have arguments.
    'sextillion ',
  ])(
    'of 100 kB of "%s" is read in a time that a square would not allow',
    (word) => {
      const text = word.repeat(Math.ceil(100_000 / word.length));
      for (const kind of spokenKinds) {
        // Of the processor: what else the machine does is not counted.
        const before = process.cpuUsage();
        parseSpoken(kind, text, { today });
        findSpoken(kind, text, { today });
        // A linear reader takes about 0.2 s here; a square one minutes.
        expect(process.cpuUsage(before).user / 1000, kind).toBeLessThan(10_000);
      }
    },
    300_000,
  );
});
