import { describe, expect, it } from 'vitest';
import { withTerms } from './terms.ts';

describe('terms of patterns', () => {
  const terms = { count: String.raw`\d+ ?<unit>`, unit: 'days?|visits?' };

  it('are written out wherever a text has them, in other terms too', () => {
    const part = { slots: 2, values: [{ patterns: ['<count> of them', 'none'] }] };
    expect(withTerms(part, terms)).toEqual({
      slots: 2,
      values: [{ patterns: [String.raw`(?:\d+ ?(?:days?|visits?)) of them`, 'none'] }],
    });
  });

  it('leave groups by name and what refers to them alone', () => {
    const pattern = String.raw`(?<!no )(?<unit>\d+) or \k<unit> (?<=more)`;
    expect(withTerms([pattern], terms)).toEqual([pattern]);
  });

  it('must stand for something other than themselves', () => {
    expect(() => withTerms({ cues: ['<unti>', '<unit>'], not: ['<cuont>'] }, terms)).toThrow('unti, cuont');
    expect(() => withTerms(['<a>'], { a: '<b>', b: '<a>' })).toThrow('a');
  });
});
