import { expect, test } from 'vitest';
import type { Answer, AnswerStatus, Failure, TaskResult } from '../kernel/outcome.ts';
import { goesBack } from './stopped.ts';

const answer = (status: AnswerStatus): Answer => ({ value: null, status, evidence: null, confirmed: false });
const result = (more: Partial<TaskResult>): TaskResult => ({
  taskId: 'task_1',
  answers: {},
  required: ['status', 'paid'],
  failure: null,
  ...more,
});
const failed = (reason: Failure['reason']) => result({ failure: { reason, fault: 'line' } });

test('a task that was not asked for, or only half, goes back', () => {
  expect(goesBack(result({ deferred: true }))).toBe(true);
  expect(goesBack(result({}))).toBe(true);
  expect(goesBack(result({ answers: { status: answer('answered'), paid: answer('not_asked') } }))).toBe(true);
  expect(goesBack(result({ required: [] }))).toBe(true);
});

test('a task that was finished keeps its outcome', () => {
  const all = { status: answer('answered'), paid: answer('not_available') };
  expect(goesBack(result({ answers: all }))).toBe(false);
});

test('what the call had found out before is not taken back', () => {
  expect(goesBack(failed('member_not_found'))).toBe(false);
  expect(goesBack(failed('closed'))).toBe(false);
  expect(goesBack(failed('canceled'))).toBe(false);
});

test('the break itself is no failure of the task', () => {
  expect(goesBack(failed('line_dropped'))).toBe(true);
  expect(goesBack(failed('agent_failure'))).toBe(true);
});
