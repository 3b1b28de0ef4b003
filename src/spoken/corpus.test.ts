import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpoken, parseSpoken, spokenKinds, type SpokenOptions } from './index.ts';

/** `text, options, expected` a line, separated by tabs; see the README beside them. */
const folder = new URL('../../fixtures/spoken/', import.meta.url);

type Wanted = { readonly value?: unknown; readonly [key: string]: unknown };

function matches(wanted: Wanted, got: Wanted): boolean {
  return Object.entries(wanted).every(([key, value]) =>
    key === 'alternatives'
      ? (value as unknown[]).every((one) => (got[key] as unknown[]).some((other) => JSON.stringify(other) === JSON.stringify(one)))
      : JSON.stringify(value) === JSON.stringify(got[key]),
  ); // prettier-ignore
}

for (const kind of spokenKinds) {
  describe(`the corpus of ${kind}`, () => {
    const lines = readFileSync(new URL(`${kind}.tsv`, folder), 'utf8')
      .trim()
      .split('\n')
      .slice(1);

    it.each(lines.map((line) => line.split('\t') as [string, string, string]))(
      '"%s" %s',
      (text, given, wanted) => {
        const { find = false, ...options } = JSON.parse(given) as SpokenOptions & { find?: boolean };
        const expected = JSON.parse(wanted) as Wanted | Wanted[] | null;
        if (find) {
          const got = findSpoken(kind, text, options);
          expect(got.map((one) => one.value)).toEqual((expected as Wanted[]).map((one) => one.value));
          got.forEach((one, n) => {
            expect(matches((expected as Wanted[])[n] ?? {}, one), JSON.stringify(one)).toBe(true);
            expect(text.slice(one.span.start, one.span.end)).toBe(one.quote);
          });
        } else {
          const got = parseSpoken(kind, text, options) ?? null;
          if (expected === null || got === null) expect(got).toBe(expected);
          else expect(matches(expected as Wanted, got), JSON.stringify(got)).toBe(true);
        }
      },
    );
  });
}

describe('the corpus', () => {
  it('has a file for every kind and no other', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
    expect(files.sort()).toEqual(spokenKinds.map((kind) => `${kind}.tsv`).sort());
  });
});
