import { expect, it } from 'vitest';
import { answersOf } from './answers.ts';
import { claimStatus, inquiring } from './testing/conversation.ts';

it('what was read back as often as may be, and got no yes, is in doubt', () => {
  const call = inquiring();
  call.hears('the claim was denied it was received on march ninth twenty twenty six');
  call.hears('march twentieth twenty twenty six');
  for (let turn = 0; turn < 30; turn += 1) call.hears('sure what else do you need');
  call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
  const answers = call.results?.[0]?.answers;
  expect(call.state.tasks[0]?.progress.receivedDate?.readBacks).toBeGreaterThan(2);
  expect(answers?.receivedDate).toMatchObject({ value: '2026-03-09', status: 'doubtful' });
  expect(answers?.status).toMatchObject({ value: 'denied', status: 'answered' });
});

it.each([
  [[12_000], 12_000],
  [[12_000, 12_000], null],
  [[12_000, 11_000], 12_000],
])('what was denied twice when it was read back does not leave: %s', (denied, value) => {
  const call = inquiring();
  call.hears('the allowed amount is one hundred twenty dollars');
  const [task] = structuredClone(call.state.tasks);
  if (task?.answers.allowed === undefined) throw new Error('nothing was told');
  task.answers.allowed.status = 'doubtful';
  task.progress.allowed = { ...task.progress.allowed, asks: 1, readBacks: 2, denied };
  expect(answersOf(claimStatus, task, call.state.today).allowed?.value).toBe(value);
});
