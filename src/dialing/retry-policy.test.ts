import { expect, test } from 'vitest';
import type { Answer, FailureReason } from '../kernel/outcome.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import { decideRetry } from './retry-policy.ts';

const answered: Answer = { value: 'paid', status: 'answered', evidence: null, confirmed: false };

function decide(
  reason: FailureReason | null,
  more: {
    placed?: boolean;
    attempts?: number;
    answers?: Record<string, Answer>;
    hours?: LineHours;
    dueBy?: string;
  } = {},
) {
  return decideRetry({
    result: {
      taskId: 'task_1',
      answers: more.answers ?? {},
      required: [],
      failure: reason === null ? null : { reason, fault: 'line' },
    },
    placed: more.placed ?? true,
    attempts: more.attempts ?? 1,
    maxAttempts: 3,
    nowMs: Date.parse('2026-06-03T01:00:00Z'),
    dueByMs: more.dueBy === undefined ? null : Date.parse(more.dueBy),
    line: { timeZone: 'America/Denver', hours: more.hours ?? null, byHour: new Map() },
  });
}

test('a busy line is called again after five minutes', () => {
  expect(decide('busy')).toEqual({ kind: 'retry', afterMs: 300_000 });
});

test('a line that nobody answers is called again after a quarter of an hour', () => {
  expect(decide('no_answer')).toEqual({ kind: 'retry', afterMs: 900_000 });
});

test('a call that was never placed is tried again after a minute, whatever the script made of it', () => {
  expect(decide('line_dropped', { placed: false })).toEqual({ kind: 'retry', afterMs: 60_000 });
  expect(decide('agent_failure', { placed: false })).toEqual({ kind: 'retry', afterMs: 60_000 });
});

test('the last attempt is final', () => {
  expect(decide('busy', { attempts: 2 })).toMatchObject({ kind: 'retry' });
  expect(decide('busy', { attempts: 3 })).toEqual({ kind: 'final' });
  expect(decide('agent_failure', { placed: false, attempts: 3 })).toEqual({ kind: 'final' });
});

test('what was learned before the line dropped is reported, not asked again', () => {
  expect(decide('busy', { answers: { status: answered } })).toEqual({ kind: 'final' });
  expect(decide('line_dropped', { answers: { status: answered } })).toEqual({ kind: 'final' });
});

test('a name and a reference number are not what was asked for', () => {
  expect(decide('system_down', { answers: { repName: answered, callReference: answered } })).toMatchObject({
    kind: 'retry',
  });
});

test('a field that was asked without an answer does not count as learned', () => {
  const none: Answer = { value: null, status: 'not_asked', evidence: null, confirmed: false };
  expect(decide('busy', { answers: { status: none } })).toMatchObject({ kind: 'retry' });
});

test('a system that is down is given two hours', () => {
  expect(decide('system_down')).toEqual({ kind: 'retry', afterMs: 7_200_000 });
});

/** Tuesdays and Wednesdays from seven to noon and from one to six, in Denver. */
const workingHours: LineHours = {
  timeZone: 'America/Denver',
  hours: Object.fromEntries(
    ['tuesday', 'wednesday'].map((day) => [
      day,
      [
        { from: '07:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ],
    ]),
  ),
  holidays: [],
  closedOn: [],
};

test('a closed line is called again when it next opens', () => {
  // Tuesday, seven in the evening in Denver.
  expect(decide('closed', { hours: workingHours })).toEqual({ kind: 'retry', afterMs: 12 * 3_600_000 });
});

test('a hold that took too long is tried again in a quieter hour at which the line is open', () => {
  expect(decide('hold_timeout', { hours: workingHours })).toEqual({ kind: 'retry', afterMs: 12 * 3_600_000 });
});

test('what could be called again only after it is due is final', () => {
  expect(decide('busy', { dueBy: '2026-06-03T01:05:00Z' })).toEqual({ kind: 'final' });
  expect(decide('busy', { dueBy: '2026-06-03T01:05:01Z' })).toMatchObject({ kind: 'retry' });
  expect(decide('closed', { hours: workingHours, dueBy: '2026-06-03T12:00:00Z' })).toEqual({ kind: 'final' });
});

test("a closed line whose hours nobody knows is called again in the morning of the payor's zone", () => {
  expect(decide('closed')).toEqual({ kind: 'retry', afterMs: 14 * 3_600_000 });
  expect(decide('closed', { attempts: 3 })).toEqual({ kind: 'final' });
});

test.each([
  'refused_automation',
  'wrong_number',
  'line_dropped',
  'claim_not_found',
  'input_incorrect',
  'agent_failure',
] as const)('%s is final', (reason) => {
  expect(decide(reason)).toEqual({ kind: 'final' });
});

test('a canceled task is not called again, placed or not', () => {
  expect(decide('canceled', { placed: false })).toEqual({ kind: 'final' });
});

test('a full answer is final', () => {
  expect(decide(null)).toEqual({ kind: 'final' });
});
