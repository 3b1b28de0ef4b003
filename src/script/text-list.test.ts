import { describe, expect, it } from 'vitest';
import { groundTurn } from './ground.ts';
import { scriptOf } from './testing/conversation.ts';

const script = scriptOf('prior-auth');

function documents(said: string): unknown[] {
  return groundTurn(said, {
    script,
    today: '2026-06-01',
    asked: ['missingDocs.1'],
    open: ({ aside }) => !aside,
  })
    .filter(({ field }) => field === 'missingDocs.1')
    .map(({ value }) => value);
}

describe('several texts in one sentence', () => {
  it.each([
    [
      "There are two. We're missing the surgical plan and we're also missing the MRI report.",
      ['surgical plan', 'MRI report'],
    ],
    ['We need the surgical plan and the MRI report.', ['surgical plan', 'MRI report']],
    [
      'The surgical plan, the MRI report and a signed order.',
      ['surgical plan', 'MRI report', 'signed order'],
    ],
    ['A history and physical.', ['history and physical']],
    ['We were waiting for the MRI report, and we got that.', []],
    ["It's two documents.", []],
  ])('"%s"', (said, expected) => {
    expect(documents(said)).toEqual(expected);
  });
});
