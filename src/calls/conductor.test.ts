import { describe, expect, it } from 'vitest';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { Machine } from './conductor.ts';
import { Conductor } from './conductor.ts';

interface Count {
  steps: number;
  dueMs: number | undefined;
}

const answered = (atMs: number): ScriptEvent => ({ type: 'call_answered', atMs });

function rig(machine: Machine<Count>) {
  const clock = makeManualClock();
  const happened: string[] = [];
  const bugs: unknown[] = [];
  const taken: ScriptEvent[] = [];
  const conductor = new Conductor<Count>({
    callId: 'call_1',
    machine: {
      step: (state, event) => {
        happened.push(`step ${event.type}`);
        taken.push(event);
        return machine.step(state, event);
      },
      deadline: (state) => machine.deadline(state),
    },
    state: { steps: 0, dueMs: undefined },
    append: (event) => happened.push(`log ${event.type}`),
    execute: (effect) => {
      happened.push(`run ${effect.type}`);
      if (effect.type === 'close_mouth') conductor.feed({ type: 'mouth_closed', atMs: clock.now() });
    },
    observe: () => undefined,
    callMs: () => clock.now(),
    clock,
    logger: silentLogger,
    onBug: (error) => bugs.push(error),
  });
  return { clock, conductor, happened, bugs, taken };
}

const counting = (effects: readonly ScriptEffect[] = []): Machine<Count> => ({
  step: (state) => ({ state: { ...state, steps: state.steps + 1 }, effects }),
  deadline: (state) => state.dueMs,
});

describe('conducting a machine', () => {
  it('logs an event before it is taken and takes it before its effects run', () => {
    const { conductor, happened } = rig(counting([{ type: 'open_mouth' }]));
    conductor.feed(answered(0));
    expect(happened).toEqual(['log call_answered', 'step call_answered', 'run open_mouth']);
  });

  it('takes an event that an effect caused only after all effects of the one before', () => {
    const { conductor, happened } = rig({
      step: (state, event) => ({
        state,
        effects: event.type === 'call_answered' ? [{ type: 'close_mouth' }, { type: 'hang_up' }] : [],
      }),
      deadline: () => undefined,
    });
    conductor.feed(answered(0));
    expect(happened).toEqual([
      'log call_answered',
      'step call_answered',
      'run close_mouth',
      'run hang_up',
      'log mouth_closed',
      'step mouth_closed',
    ]);
  });

  it('tells the machine that its deadline passed, not before its time and once', async () => {
    const { conductor, clock, taken } = rig({
      step: (state, event) => ({
        state: { steps: state.steps + 1, dueMs: event.type === 'call_answered' ? 500 : undefined },
        effects: [],
      }),
      deadline: (state) => state.dueMs,
    });
    conductor.feed(answered(0));
    await clock.advance(499);
    expect(taken).toHaveLength(1);
    await clock.advance(10_000);
    expect(taken.slice(1)).toEqual([{ type: 'deadline_passed', atMs: 500 }]);
  });

  it('follows a deadline that moves', async () => {
    const { conductor, clock, taken } = rig({
      step: (state, event) => ({ state: { ...state, dueMs: event.atMs + 1_000 }, effects: [] }),
      deadline: (state) => state.dueMs,
    });
    conductor.feed(answered(0));
    await clock.advance(600);
    conductor.feed(answered(600));
    await clock.advance(900);
    expect(taken).toHaveLength(2);
    await clock.advance(200);
    expect(taken.at(-1)).toEqual({ type: 'deadline_passed', atMs: 1_600 });
  });

  it('takes a deadline that never passes for a bug, rather than spinning', async () => {
    const { conductor, clock, bugs, taken } = rig({
      step: (state) => ({ state: { ...state, dueMs: 100 }, effects: [] }),
      deadline: (state) => state.dueMs,
    });
    conductor.feed(answered(0));
    await clock.advance(1_000);
    expect(bugs).toHaveLength(1);
    expect(taken.length).toBeLessThan(100);
  });

  it('reports a machine that throws once and takes nothing after it', () => {
    const { conductor, bugs, happened } = rig({
      step: () => {
        throw new Error('a bug');
      },
      deadline: () => undefined,
    });
    conductor.feed(answered(0));
    conductor.feed(answered(1));
    expect(bugs).toHaveLength(1);
    expect(happened).toEqual(['log call_answered', 'step call_answered']);
  });

  it('rings no deadline after it was stopped', async () => {
    const { conductor, clock, taken } = rig({
      step: (state) => ({ state: { ...state, dueMs: 100 }, effects: [] }),
      deadline: (state) => state.dueMs,
    });
    conductor.feed(answered(0));
    conductor.stop();
    await clock.advance(1_000);
    expect(taken).toHaveLength(1);
  });
});
