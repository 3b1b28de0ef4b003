import { describe, expect, it } from 'vitest';
import { parseOverrides } from './webhook-client.ts';

describe('connection overrides', () => {
  it('default to five seconds, fifteen, and one retry of a failed connection', () => {
    expect(parseOverrides('https://x.test/doc')).toEqual({
      connectMs: 5000,
      readMs: 15_000,
      retries: 1,
      policy: new Set(['ct']),
    });
  });
  it('are read from the fragment, within their limits', () => {
    expect(parseOverrides('https://x.test/doc#ct=2000&rt=50&rc=9&rp=all')).toEqual({
      connectMs: 2000,
      readMs: 100,
      retries: 5,
      policy: new Set(['ct', 'rt', '4xx', '5xx']),
    });
    expect(parseOverrides('https://x.test/doc#rp=4xx,5xx').policy).toEqual(new Set(['4xx', '5xx']));
  });
});
