import { describe, expect, it } from 'vitest';
import type { OwnedCall } from '../kernel/call-store.ts';
import type { PhoneTree, PhoneTrees } from '../kernel/phone-tree.ts';
import type { ScriptEvent } from '../script/event.ts';
import { makeNode } from './testing/node.ts';
import { makeFakeDatabase, toyCall } from './testing/stores.ts';
import { toyScript } from './testing/toy-script.ts';

const known: PhoneTree = { version: 1, nodes: [] };
const visit = {
  callType: 'toy',
  steps: [
    {
      node: null,
      prompt: 'for claims press two',
      answer: 'key 2',
      promptMs: 2_000,
      answeredAfterMs: 3_000,
      ledTo: 'hold' as const,
    },
  ],
  drifted: [],
};

/** Trees that answer late, never, or not at all. */
function fakeTrees(answer: () => Promise<PhoneTree | undefined>) {
  const learned: PhoneTree[] = [];
  const trees: PhoneTrees = {
    phoneTreeOf: answer,
    savePhoneTree: () => Promise.resolve(),
    updatePhoneTree: (_organization, _line, change) => {
      learned.push(change(known));
      return Promise.resolve();
    },
  };
  return { trees, learned };
}

/** A machine that ends with what it met in menus. */
const meeting: typeof toyScript = {
  ...toyScript,
  step: (state, event) => {
    const next = toyScript.step(state, event);
    return {
      ...next,
      effects: next.effects.map((effect) => (effect.type === 'finish' ? { ...effect, visit } : effect)),
    };
  },
};

const placedEvent = (call: OwnedCall): ScriptEvent => ({
  type: 'call_placed',
  atMs: 0,
  today: '2026-01-01',
  tasks: [{ id: 'task_1', callType: 'toy', externalId: 'ext-1', inputs: {} }],
  practice: call.tasks[0]?.practice ?? { name: '', npi: '', taxId: '', phone: '' },
  payorName: 'Example Health',
  agentName: 'Robin',
  scriptVersion: 'toy-1',
  modelAvailable: false,
});

const begun = async (phoneTrees: PhoneTrees, waitMs = 50) => {
  const database = makeFakeDatabase();
  const node = makeNode({ database, phoneTrees, binding: meeting });
  const call = database.add(toyCall());
  node.calls.begin(call);
  await node.clock.advance(waitMs);
  const first = database.call(call.id).log[0]?.event as Extract<ScriptEvent, { type: 'call_placed' }>;
  return { node, call, first };
};

describe('a call and what is known of the payor’s menus', () => {
  it('begins with the tree of its organization and number', async () => {
    const asked: string[][] = [];
    const { trees } = fakeTrees(() => Promise.resolve(known));
    const { first, call } = await begun({
      ...trees,
      phoneTreeOf: (...of) => {
        asked.push(of);
        return Promise.resolve(known);
      },
    });
    expect(first.tree).toEqual(known);
    expect(asked).toEqual([[call.organizationId, call.to]]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no database'))],
    ['does not answer', () => new Promise<undefined>(() => undefined)],
  ])('is dialed without one where the store %s', async (_, answer) => {
    const { first, node } = await begun(fakeTrees(answer).trees, 2_500);
    expect(first.type).toBe('call_placed');
    expect(first.tree).toBeUndefined();
    expect(node.placed).toHaveLength(1);
  });

  it('gives back what it met, once it is finished', async () => {
    const { trees, learned } = fakeTrees(() => Promise.resolve(undefined));
    const { node, call } = await begun(trees);
    await node.calls.desk.status(call.id, {
      sid: `CA-${call.id}`,
      status: 'completed',
      sequence: 9,
      durationSeconds: 9,
    });
    await node.clock.advance(500);
    expect(learned[0]?.nodes[0]).toMatchObject({ prompt: 'for claims press two', calls: [call.id], seen: 1 });
  });

  it.each([
    ['in the middle', []],
    [
      'when it was over and nobody had learned from it',
      [{ type: 'call_ended', atMs: 300, how: 'completed' }],
    ],
  ] satisfies [string, ScriptEvent[]][])(
    'gives it back, too, where it was taken over %s',
    async (_, more) => {
      const { trees, learned } = fakeTrees(() => Promise.resolve(undefined));
      const database = makeFakeDatabase();
      const call = database.add(toyCall({ carrierSid: 'CA-call_1', state: 'live', generation: 4 }));
      const log: ScriptEvent[] = [placedEvent(call), { type: 'call_answered', atMs: 100 }, ...more];
      database.call(call.id).log.push(...log.map((event, sequence) => ({ sequence, event })));
      database.call(call.id).leased = false;
      const node = makeNode({ database, phoneTrees: trees, binding: meeting, node: 'node_2' });
      await node.next(call.id, 5);
      await node.clock.advance(100);
      const over = { sid: 'CA-call_1', status: 'completed', sequence: 9, durationSeconds: 9 } as const;
      await node.calls.desk.status(call.id, over);
      await node.clock.advance(1_000);
      expect(learned).toHaveLength(1);
      expect(learned[0]?.nodes[0]).toMatchObject({ prompt: 'for claims press two', calls: [call.id] });
    },
  );

  it('is told to decline offers of a call back, unless the configuration says otherwise', async () => {
    const { trees } = fakeTrees(() => Promise.resolve(undefined));
    expect((await begun(trees)).first.callback).toBe('decline');
    const node = makeNode({ callbackOffers: 'leave_number' });
    const { call } = await node.answered();
    expect(node.database.call(call.id).log[0]?.event).toMatchObject({ callback: 'leave_number' });
  });
});
