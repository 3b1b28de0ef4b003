import { describe, expect, it } from 'vitest';
import type { Command } from '../../sandbox/payor/scenario-commands.ts';
import { commandSchema } from '../../sandbox/payor/scenario-commands.ts';
import type { CallVerdict } from '../../sandbox/payor/verdict.ts';
import { makeCommandSchedule } from './commands.ts';

const read = (...commands: object[]): Command[] => commands.map((command) => commandSchema.parse(command));

/** A call that was answered after five seconds. */
const verdict = (seen: Partial<Pick<CallVerdict, 'phases' | 'told'>>) =>
  ({ answeredAfterMs: 5000, phases: [], told: [], ...seen }) as unknown as CallVerdict;

const told = [
  { facts: 2, atMs: 30_000 },
  { facts: 3, atMs: 40_000 },
];

describe('the commands of a scenario', () => {
  it('are due when so many facts were said, or so long after a phase began', () => {
    const schedule = makeCommandSchedule(
      read(
        { when: { answers: 3, afterMs: 500 }, do: 'end_politely' },
        { when: { phase: 'hold', afterMs: 2000 }, do: 'end_now' },
        { when: { answers: 4 }, do: 'note', text: 'too early' },
      ),
      [],
    );
    expect(schedule.taken(verdict({}), 0)).toEqual([]);
    const due = schedule.taken(verdict({ told, phases: [{ phase: 'hold', startMs: 10_000 }] }), 0);
    expect(due.map(({ atMs, what }) => [atMs, what])).toEqual([
      [45_500, 'end_politely'],
      [17_000, 'end_now'],
    ]);
  });

  it('are given once, and never before now', () => {
    const schedule = makeCommandSchedule(read({ when: { answers: 1 }, do: 'end_now' }), []);
    expect(schedule.taken(verdict({ told }), 60_000)[0]?.atMs).toBe(60_000);
    expect(schedule.taken(verdict({ told }), 70_000)).toEqual([]);
  });

  it('name the tasks of the call in the order of the scenario', () => {
    const when = { answers: 1 };
    const schedule = makeCommandSchedule(
      read(
        { when, do: 'cancel', task: 2 },
        { when, do: 'ask', field: 'status' },
        { when, do: 'skip', field: 'paid', task: 1 },
      ),
      ['a', 'b'],
    );
    const events = schedule.taken(verdict({ told }), 0).map(({ event }) => event);
    expect(events).toMatchObject([
      { type: 'command', command: 'cancel', taskId: 'b' },
      { type: 'operator', command: { kind: 'hint', hint: { kind: 'ask', field: 'status' } } },
      { type: 'operator', command: { kind: 'hint', hint: { kind: 'skip', field: 'paid', taskId: 'a' } } },
    ]);
  });

  it('are refused where they name a task that there is not', () => {
    const schedule = makeCommandSchedule(read({ when: { answers: 1 }, do: 'cancel', task: 3 }), ['a', 'b']);
    expect(() => schedule.taken(verdict({ told }), 0)).toThrow('no task 3');
  });
});
