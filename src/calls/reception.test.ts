import { describe, expect, it } from 'vitest';
import { makeCarrierStream } from './testing/media-streams.ts';
import { makeNode } from './testing/node.ts';
import { toyCall } from './testing/stores.ts';

describe('a media socket', () => {
  it('with an unknown token is closed and hears and changes nothing', async () => {
    const node = makeNode();
    const { call } = await node.answered();
    const events = node.database.typesOf(call.id).length;
    const stranger = makeCarrierStream(node.clock);
    node.calls.desk.socket('ear', stranger.socket);
    stranger.start('made-up');
    expect(stranger.closedByUs()).toBe(true);
    await stranger.sound(1_000);
    expect(node.opened).toHaveLength(0);
    expect(node.database.typesOf(call.id)).toHaveLength(events);
  });

  it('without a token is closed', () => {
    const node = makeNode();
    const stranger = makeCarrierStream(node.clock);
    node.calls.desk.socket('mouth', stranger.socket);
    stranger.start('');
    expect(stranger.closedByUs()).toBe(true);
  });

  it('that shows a token for the second time, or in another role, is closed', async () => {
    const node = makeNode();
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(100);
    const { ear } = await node.next(call.id, 0);
    expect(ear?.token).toBeTruthy();
    const mouth = makeCarrierStream(node.clock);
    node.calls.desk.socket('mouth', mouth.socket);
    mouth.start(ear?.token ?? '');
    expect(mouth.closedByUs()).toBe(true);
    expect(node.connect('ear', ear).closedByUs()).toBe(false);
    expect(node.connect('ear', ear).closedByUs()).toBe(true);
  });

  it('that does not say who it is is closed after a while', async () => {
    const node = makeNode();
    const silent = makeCarrierStream(node.clock);
    node.calls.desk.socket('ear', silent.socket);
    await node.clock.advance(9_000);
    expect(silent.closedByUs()).toBe(false);
    await node.clock.advance(2_000);
    expect(silent.closedByUs()).toBe(true);
  });

  it('of a call that is over is closed', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await node.hear(ear, 'open');
    const document = await node.next(call.id, 2);
    await node.calls.desk.status(call.id, {
      sid: 'CA-call_1',
      status: 'completed',
      sequence: 5,
      durationSeconds: 9,
    });
    await node.clock.advance(100);
    expect(document.then.kind).toBe('mouth');
    const late = node.connect('mouth', document.then.kind === 'mouth' ? document.then.stream : undefined);
    expect(late.closedByUs()).toBe(true);
  });

  it('of the ear shows that the call was answered, where the question for a document went to another node', async () => {
    const node = makeNode();
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(100);
    node.connect('ear', node.database.call(call.id).documents.get(0)?.ear);
    await node.clock.advance(100);
    expect(node.database.typesOf(call.id)).toEqual(['call_placed', 'call_answered']);
  });

  it('is not brought down by frames that make no sense', async () => {
    const node = makeNode();
    const { ear, call } = await node.answered();
    for (const text of ['', '{', '{"event":"media"}', '{"event":"news"}', '[]']) ear.raw(text);
    await node.hear(ear, 'hello');
    expect(node.database.typesOf(call.id)).toContain('turn_ended');
  });
});
