import { describe, expect, it } from 'vitest';
import { answersOf } from './known.tsx';
import { afterEvent, nothingYet } from './use-call.ts';

const said = (sequence: number, text: string) => ({
  type: 'item',
  data: { kind: 'said', sequence, atMs: 0, turn: text, text, startMs: 0, endMs: 0, complete: true },
});
const answer = (sequence: number, field: string, value: unknown) => ({
  type: 'item',
  data: { kind: 'answer', sequence, atMs: 0, taskId: 'task_1', field, value, status: 'answered', quote: '' },
});
const partial = (text: string) => ({ type: 'partial', data: { partial: { speaker: 'agent', text } } });

const tell = (...events: readonly { type: string; data: unknown }[]) => events.reduce(afterEvent, nothingYet);

describe('a call as its stream tells it', () => {
  it('counts items once where the stream begins anew', () => {
    const first = [said(1, 'a'), answer(1, 'status', 'paid'), answer(1, 'paid', 1), said(2, 'b')];
    const { items } = tell(...first, ...first, said(3, 'c'));
    expect(items.map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
      '1 said',
      '1 answer',
      '1 answer',
      '2 said',
      '3 said',
    ]);
  });

  it('shows what is being said until it is a turn', () => {
    expect(tell(partial('one mo')).partial?.text).toBe('one mo');
    expect(tell(partial('one mo'), said(1, 'One moment.')).partial).toBeNull();
    expect(tell(partial('one mo'), { type: 'ended', data: {} })).toMatchObject({
      partial: null,
      ended: true,
    });
  });

  it('knows the latest answer of each field', () => {
    const { items } = tell(answer(1, 'paid', 1), answer(2, 'paid', 2), answer(3, 'status', 'paid'));
    const known = answersOf(items).get('task_1');
    expect(known?.get('paid')?.value).toBe(2);
    expect(known?.size).toBe(2);
  });
});
