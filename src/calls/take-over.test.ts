import { describe, expect, it } from 'vitest';
import { ProviderError } from '../kernel/errors.ts';
import type { ListenSide } from '../kernel/listening.ts';
import type { OperatorCommand } from '../kernel/operator.ts';
import { generationOf, leaseMs, makeNode } from './testing/node.ts';

type Node = ReturnType<typeof makeNode>;

/** Leaves a command as the API does, and wakes the owner. */
async function give(node: Node, command: OperatorCommand): Promise<void> {
  await node.database.store.leaveCommand('call_1', { kind: 'operator', command });
  node.calls.attend(['call_1']);
  await node.clock.advance(200);
}

const takeOver: OperatorCommand = { kind: 'take_over', phoneNumber: '+13035550190' };
const count = (node: Node, type: string) =>
  node.database.typesOf('call_1').filter((one) => one === type).length;

describe('a command of a person', () => {
  it('reaches the machine at once, through the log', async () => {
    const node = makeNode();
    await node.answered();
    await give(node, { kind: 'hint', hint: { kind: 'note', text: 'slowly' } });
    expect(node.database.eventsOf('call_1')).toContainEqual(
      expect.objectContaining({
        type: 'operator',
        command: { kind: 'hint', hint: { kind: 'note', text: 'slowly' } },
      }),
    );
  });

  it('is found with the lease where the wake-up was lost', async () => {
    const node = makeNode();
    await node.answered();
    await node.database.store.leaveCommand('call_1', { kind: 'operator', command: takeOver });
    await node.clock.advance(leaseMs);
    expect(count(node, 'operator')).toBe(1);
  });
});

describe('a phone that is dialed into a call', () => {
  it('takes the place of what the call did, and is asked for once', async () => {
    const node = makeNode();
    await node.answered();
    await give(node, takeOver);
    const document = await node.next('call_1', generationOf(node.carrier.redirects.at(-1)));
    expect(document.then).toMatchObject({
      kind: 'dial',
      phoneNumber: '+13035550190',
      callerId: '+13035550100',
      statusCallbackUrl: 'https://holdfast.example/twilio/calls/call_1/person',
    });
    expect(node.carrier.redirects).toHaveLength(1);
  });

  it('is known to be answered, and to be gone', async () => {
    const node = makeNode();
    await node.answered();
    await give(node, takeOver);
    await node.calls.desk.personAnswered('call_1');
    const dialed = await node.next('call_1', generationOf(node.carrier.redirects.at(-1)));
    const nextUrl = dialed.then.kind === 'dial' ? dialed.then.nextUrl : '';
    const after = JSON.parse(
      await node.calls.desk.next('call_1', generationOf(nextUrl), 'CA-call_1', 'completed'),
    ) as { then: { kind: string } };
    await node.clock.advance(200);
    expect(after.then.kind).toBe('park');
    expect(node.database.typesOf('call_1')).toEqual(expect.arrayContaining(['dial_answered', 'dial_ended']));
  });

  it('counts as not answered where the carrier refuses', async () => {
    const node = makeNode();
    await node.answered();
    node.carrier.refuses = new ProviderError('twilio', 'rejected', 'no');
    await give(node, takeOver);
    expect(node.database.eventsOf('call_1')).toContainEqual(
      expect.objectContaining({ type: 'dial_ended', how: 'failed' }),
    );
  });

  it('is told to the owner by whichever node the carrier asks', async () => {
    const first = makeNode();
    await first.answered();
    const other = makeNode({ node: 'node_2', database: first.database, clock: first.clock });
    await other.calls.desk.personAnswered('call_1');
    await other.calls.desk.next('call_1', 7, 'CA-call_1', 'no_answer');
    first.calls.attend([]);
    await first.clock.advance(200);
    expect(count(first, 'dial_answered')).toBe(1);
    expect(first.database.eventsOf('call_1')).toContainEqual(
      expect.objectContaining({ type: 'dial_ended', how: 'no_answer' }),
    );
  });
});

describe('listening in', () => {
  it('gives both sides of the sound, until the call is over', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    const heard = new Set<ListenSide>();
    let isOver = false;
    const stop = node.calls.sound.listen(call.id, {
      hear: (side) => void heard.add(side),
      end: () => (isOver = true),
    });
    expect(stop).toBeDefined();
    await node.hear(ear, 'open then say good morning');
    const mouth = await node.connectMouth(call.id);
    await node.clock.advance(1_000);
    mouth.echoMarks();
    expect([...heard].toSorted()).toEqual(['ours', 'payor']);
    await node.calls.stop();
    expect(isOver).toBe(true);
    expect(node.calls.sound.listen(call.id, { hear: () => undefined, end: () => undefined })).toBeUndefined();
  });

  it('ends for whoever stops, and takes nothing from the call', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    let messages = 0;
    const stop = node.calls.sound.listen(call.id, { hear: () => (messages += 1), end: () => undefined });
    await ear.sound(100);
    stop?.();
    const before = messages;
    await ear.sound(100);
    expect(before).toBeGreaterThan(0);
    expect(messages).toBe(before);
  });
});
