import { describe, expect, it } from 'vitest';
import { rememberingLastFew } from './last-few.ts';

describe('what remembers the last few of its answers', () => {
  const counting = (most: number) => {
    const asked: string[] = [];
    const answer = rememberingLastFew(
      most,
      (text: string) => {
        asked.push(text);
        return { length: text.length };
      },
      (text) => text,
    );
    return { answer, asked };
  };

  it('thinks once about the same question and gives the same answer', () => {
    const { answer, asked } = counting(2);
    expect(answer('one')).toBe(answer('one'));
    expect(asked).toEqual(['one']);
  });

  it('forgets the oldest question once there are more than it keeps', () => {
    const { answer, asked } = counting(2);
    for (const text of ['one', 'two', 'three', 'three', 'two', 'one']) answer(text);
    expect(asked).toEqual(['one', 'two', 'three', 'one']);
  });

  it('remembers that there was no answer', () => {
    let asked = 0;
    const answer = rememberingLastFew(
      2,
      (_text: string) => {
        asked += 1;
        return undefined;
      },
      (text) => text,
    );
    answer('one');
    answer('one');
    expect(asked).toBe(1);
  });
});
