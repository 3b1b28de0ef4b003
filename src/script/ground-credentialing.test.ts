import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const read = (text: string, asked: string[] = []) => readTurn(scriptOf('credentialing'), text, asked);

describe('how far an application is', () => {
  it.each([
    ["That application's moving along, it's waiting on the committee to meet.", 'in_process'],
    ["it's moving right along", 'in_process'],
    ["that's waiting on the board", 'in_process'],
    ['the file is making its way to the panel', 'in_process'],
    ["let's keep moving along", undefined],
    ['moving along to the next question', undefined],
  ])('"%s" is %s', (text, status) => {
    expect(read(text).status).toBe(status);
    expect(read(text)['missingItems.1']).toBeUndefined();
  });
});

describe('which days are counted', () => {
  it.each([
    ['counting every day on the calendar', 'calendar'],
    ['weekends included', 'calendar'],
    ['straight days', 'calendar'],
    ['not counting weekends', 'business'],
    ['Monday through Friday', 'business'],
    ['weekdays only', 'business'],
    ['we are open every day', undefined],
  ])('asked, "%s" is %s', (text, dayType) => {
    expect(read(text, ['dayType']).dayType).toBe(dayType);
  });
});
