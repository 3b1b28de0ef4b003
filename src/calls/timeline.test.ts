import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../kernel/call-store.ts';
import type { ScriptEvent } from '../script/event.ts';
import { makeNode } from './testing/node.ts';
import { toyScript } from './testing/toy-script.ts';
import { timelineOf } from './timeline.ts';

const entries = (events: readonly ScriptEvent[]): LoggedEvent[] =>
  events.map((event, sequence) => ({ sequence, event }));

async function wholeCall() {
  const node = makeNode();
  const { call, ear } = await node.answered();
  await node.hear(ear, 'open then say good morning');
  const mouth = await node.connectMouth(call.id);
  await node.clock.advance(1_000);
  mouth.echoMarks();
  await node.hear(ear, 'the status is paid');
  await node.hear(ear, 'press 2');
  await node.calls.desk.status(call.id, {
    sid: 'CA-call_1',
    status: 'completed',
    sequence: 5,
    durationSeconds: 9,
  });
  await node.clock.advance(100);
  return node.database.call(call.id).log;
}

describe('the timeline of a call', () => {
  it('tells what was heard, said, pressed and answered, in the order of the log', async () => {
    const items = timelineOf(toyScript, await wholeCall());
    expect(
      items.map((item) => [
        item.kind,
        'text' in item
          ? item.text
          : 'phase' in item
            ? item.phase
            : 'keys' in item
              ? item.keys
              : 'value' in item
                ? item.value
                : 'how' in item
                  ? item.how
                  : 'tools' in item
                    ? item.tools
                    : item.command,
      ]),
    ).toEqual([
      ['phase', 'dialing'],
      ['phase', 'conversation'],
      ['heard', 'open then say good morning'],
      ['said', 'good morning'],
      ['heard', 'the status is paid'],
      ['answer', 'paid'],
      ['heard', 'press 2'],
      ['keys', '2'],
      ['ended', 'completed'],
      ['phase', 'ended'],
    ]);
    const sequences = items.map((item) => item.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  });

  it('of a part of the log is the beginning of the whole', async () => {
    const log = await wholeCall();
    const whole = timelineOf(toyScript, log);
    for (const length of log.keys()) {
      const part = timelineOf(toyScript, log.slice(0, length));
      expect(part).toEqual(whole.filter((item) => item.sequence < length));
    }
  });

  it('tells of each proposal which prompt it was made with', () => {
    const turn = { id: 't1', text: 'ask', words: [], startMs: 1, endMs: 2, confidence: 1, overlapped: false };
    const items = timelineOf(
      toyScript,
      entries([
        { type: 'turn_ended', atMs: 2, turn },
        { type: 'proposed', atMs: 3, turnId: 't1', calls: [{ tool: 'record', arguments: {} }] },
        { type: 'proposed', atMs: 4, turnId: 't9', calls: [], promptVersion: 'logged' },
        { type: 'proposal_failed', atMs: 5, turnId: 't1', reason: 'timeout' },
        { type: 'proposal_failed', atMs: 6, turnId: 't8', reason: 'timeout' },
      ]),
    );
    expect(
      items.flatMap((item) =>
        item.kind === 'proposal' ? [[item.turn, item.promptVersion, item.tools, item.failure]] : [],
      ),
    ).toEqual([
      ['t1', 'toy', ['record'], null],
      ['t9', 'logged', [], null],
      ['t1', 'toy', [], 'timeout'],
      ['t8', null, [], 'timeout'],
    ]);
  });

  it('leaves out a say of which nothing was heard', () => {
    const items = timelineOf(
      toyScript,
      entries([{ type: 'said', atMs: 5, sayId: 's1', heardText: '', startMs: 5, complete: false }]),
    );
    expect(items.map((item) => item.kind)).toEqual(['phase']);
  });

  it('can be told of a call that ended because its machine failed', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await node.hear(ear, 'break');
    await node.clock.advance(100);
    const items = timelineOf(toyScript, node.database.call(call.id).log);
    expect(items.at(-1)).toMatchObject({ kind: 'heard', text: 'break', speaker: 'representative' });
  });
});
