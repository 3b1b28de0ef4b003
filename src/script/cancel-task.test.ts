import { describe, expect, it } from 'vitest';
import type { ScriptTask } from './event.ts';
import { exampleTask, inquiring } from './testing/conversation.ts';

const second: ScriptTask = {
  ...exampleTask,
  id: 'task_2',
  inputs: { ...exampleTask.inputs, dateOfService: '2026-02-20', billedAmount: 9900 },
};

function calledOff(tasks: ScriptTask[], ...ids: string[]) {
  const call = inquiring({ tasks });
  for (const taskId of ids) call.feed({ type: 'command', atMs: call.nowMs, command: 'cancel', taskId });
  return call;
}

describe('one task of a call that is called off', () => {
  it('is not come to where it still waits, and the one at hand goes on', () => {
    const call = calledOff([exampleTask, second], 'task_2');
    call.hears('i do not have that claim on file');
    expect(call.hears('there is no reference number')).toContain('Goodbye');
    call.waits(5_000);
    expect(call.results?.map(({ deferred, failure }) => [deferred, failure?.reason])).toEqual([
      [undefined, 'claim_not_found'],
      [true, undefined],
    ]);
  });

  it('is left at once where it is being asked, and the next one offered', () => {
    const call = calledOff([exampleTask, second], exampleTask.id);
    expect(call.state.current).toBe(1);
    call.hears('sure go ahead');
    call.hears('that claim is still in process');
    expect(call.state.tasks[1]?.answers.status?.value).toBe('in_process');
    expect(call.state.tasks[0]?.answers.status).toBeUndefined();
  });

  it('ends the call politely where nothing else is left', () => {
    const call = calledOff([exampleTask, second], exampleTask.id, 'task_2');
    expect(call.state.stage).toBe('closing');
    call.waits(5_000);
    expect(call.results?.every(({ deferred }) => deferred === true)).toBe(true);
  });

  it('changes nothing where it is over, or of another call', () => {
    const call = calledOff([exampleTask, second], 'task_9');
    expect(call.state.tasks.map(({ deferred }) => deferred)).toEqual([false, false]);
    call.hears('i do not have that claim on file');
    call.hears('there is no reference number');
    call.feed({ type: 'command', atMs: call.nowMs, command: 'cancel', taskId: exampleTask.id });
    expect(call.state.tasks[0]?.deferred).toBe(false);
    expect(call.state.stage).not.toBe('closing');
  });
});
