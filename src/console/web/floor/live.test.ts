import { describe, expect, it } from 'vitest';
import type { LiveCall } from '../../../kernel/floor.ts';
import { arrange, attentionOf, timesOf } from './live.ts';
import { after, type Floor } from './use-floor.ts';

const noon = Date.parse('2026-03-04T12:00:00Z');
const minute = 60_000;
const at = (ms: number) => new Date(ms).toISOString();

function call(callId: string, changes: Partial<LiveCall> = {}): LiveCall {
  return {
    callId,
    tasks: [{ taskId: `task_${callId}`, externalId: `CLM-${callId}`, callType: 'claim_status' }],
    payor: { id: 'payor_1', name: 'Summit Ridge Health' },
    practice: { id: 'practice_1', name: 'Maple Street Family Medicine' },
    phase: 'hold',
    phaseSince: at(noon - minute),
    startedAt: at(noon - 3 * minute),
    answeredAt: at(noon - 2 * minute),
    holdMs: 40_000,
    activeMs: 60_000,
    lastWords: null,
    updatedAt: at(noon - 20_000),
    ...changes,
  };
}

const everything = { text: '', phase: null, practiceId: null };

describe('times of a running call', () => {
  it('count on from the last message by the phase', () => {
    expect(timesOf(call('a'), noon)).toEqual({ phaseMs: minute, holdMs: 60_000, activeMs: 60_000 });
    expect(timesOf(call('a', { phase: 'menu' }), noon)).toMatchObject({ holdMs: 40_000, activeMs: 80_000 });
  });

  it('stand still while nobody has answered', () => {
    const ringing = call('a', { phase: 'ringing', answeredAt: null, holdMs: 0, activeMs: 0 });
    expect(timesOf(ringing, noon)).toMatchObject({ holdMs: 0, activeMs: 0 });
  });

  it('never run backwards where the clocks differ', () => {
    expect(timesOf(call('a', { updatedAt: at(noon + 5_000) }), noon).holdMs).toBe(40_000);
  });
});

describe('the board', () => {
  const long = call('long', { phaseSince: at(noon - 30 * minute), startedAt: at(noon - minute) });
  const talking = call('talking', { phase: 'conversation', startedAt: at(noon - 9 * minute) });
  const short = call('short', { payor: { id: 'payor_2', name: 'Tamarack Mutual' } });

  it('asks for a look at a long hold only', () => {
    expect(attentionOf(long, noon)).toBe('Long hold');
    expect(attentionOf(short, noon)).toBeUndefined();
    expect(attentionOf({ ...long, phase: 'conversation' }, noon)).toBeUndefined();
  });

  it('shows what needs a look first, then conversations', () => {
    const ids = arrange([short, talking, long], everything, 'attention', noon).map(({ callId }) => callId);
    expect(ids).toEqual(['long', 'talking', 'short']);
  });

  it('finds calls by payor and task, and by phase', () => {
    const all = [short, talking, long];
    expect(arrange(all, { ...everything, text: 'tamarack' }, 'longest', noon)).toEqual([short]);
    expect(arrange(all, { ...everything, text: 'clm-talk' }, 'longest', noon)).toEqual([talking]);
    expect(arrange(all, { ...everything, phase: 'conversation' }, 'longest', noon)).toEqual([talking]);
  });
});

describe('news of the floor', () => {
  const floor = { calls: [call('a'), call('b')], aheadMs: 0 } as unknown as Floor;

  it('replace what changed and take away what ended', () => {
    const changed = call('b', { phase: 'conversation' });
    const now = after(floor, { kind: 'changes', calls: [changed, call('c')], ended: ['a'] });
    expect(now?.calls.map(({ callId, phase }) => [callId, phase])).toEqual([
      ['b', 'conversation'],
      ['c', 'hold'],
    ]);
  });

  it('mean nothing before the first snapshot', () => {
    expect(after(undefined, { kind: 'changes', calls: [call('a')], ended: [] })).toBeUndefined();
  });
});
