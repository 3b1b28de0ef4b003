import { expect, it } from 'vitest';
import { inquiring } from './testing/conversation.ts';

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
