import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallState } from '../kernel/call-task.ts';
import { makeManualClock, type ManualClock } from '../kernel/clock.ts';
import type { CallNews, LiveLook, SeenCall } from '../kernel/floor.ts';
import type { ScriptEvent } from '../script/event.ts';
import { makeFakeDatabase, toyCall, type FakeDatabase } from './testing/stores.ts';
import { toyScript } from './testing/toy-script.ts';
import { makeCallWatcher } from './watcher.ts';

const scope = { organizationId: 'org_1', practiceIds: null };
let clock: ManualClock;
let database: FakeDatabase;
let calls: Map<string, SeenCall>;
let wake: (() => void)[];
let state: CallState;
let steps: number;
let ending: AbortController;

beforeEach(() => {
  clock = makeManualClock();
  database = makeFakeDatabase();
  database.add(toyCall());
  calls = new Map();
  wake = [];
  state = 'live';
  steps = 0;
  ending = new AbortController();
});
afterEach(() => ending.abort());

const look: LiveLook = {
  get calls() {
    return calls;
  },
  changed: (ms, signal) =>
    new Promise((resolve) => {
      wake.push(resolve);
      clock.after(ms, resolve);
      signal.addEventListener('abort', () => resolve());
    }),
};

/** The call as its owner last told of it. */
function show(version: string, text: string): void {
  const words = { last: null, beingSaid: { speaker: 'representative', text } } as const;
  calls = new Map([['call_1', { version, call: { callId: 'call_1' } as SeenCall['call'], words }]]);
  for (const ring of wake.splice(0)) ring();
}

async function append(...events: ScriptEvent[]): Promise<void> {
  const { log } = database.call('call_1');
  const entries = events.map((event, place) => ({ sequence: log.length + place, event }));
  await database.log.append({ id: 'call_1', organizationId: 'org_1', fence: 1 }, entries);
}

const placed: ScriptEvent = {
  type: 'call_placed',
  atMs: 0,
  today: '2026-01-01',
  tasks: [{ id: 'task_1', callType: 'toy', externalId: 'x', inputs: {} }],
  practice: { name: 'Example Clinic', npi: '', taxId: '', phone: '' },
  payorName: 'Example Health',
  agentName: 'Robin',
  scriptVersion: 'toy-1',
  modelAvailable: false,
};
const answered: ScriptEvent = { type: 'call_answered', atMs: 10 };
const heard = (text: string): ScriptEvent => ({
  type: 'turn_ended',
  atMs: 20,
  turn: { id: 't1', text, words: [], startMs: 11, endMs: 20, confidence: 1, overlapped: false },
});

async function watch(afterSequence = -1) {
  const watcher = makeCallWatcher({
    log: database.log,
    looks: { take: () => Promise.resolve(look), release: () => undefined },
    bindingOf: () => ({
      ...toyScript,
      step(before, event) {
        steps += 1;
        return toyScript.step(before, event);
      },
    }),
    stateOf: () => Promise.resolve(state),
    clock,
  });
  const stream = await watcher.watch(scope, 'call_1', afterSequence, ending.signal);
  if (stream === undefined) throw new Error('the call is not seen');
  const news = stream[Symbol.asyncIterator]();
  return async (): Promise<CallNews | null | 'over'> => {
    const told: (CallNews | null | 'over')[] = [];
    void news.next().then(({ value, done }) => told.push(done === true ? 'over' : value));
    for (;;) {
      const [first] = told;
      if (first !== undefined) return first;
      await clock.advance(500);
    }
  };
}

test('what has happened comes first, then what happens, and the machine takes each event once', async () => {
  await append(placed, answered);
  const next = await watch();
  expect(await next()).toMatchObject({
    kind: 'items',
    sequence: 0,
    items: [{ kind: 'phase', phase: 'dialing' }],
  });
  expect(await next()).toMatchObject({ kind: 'items', sequence: 1, items: [{ phase: 'conversation' }] });
  await append(heard('the status is paid'));
  expect(await next()).toMatchObject({
    kind: 'items',
    sequence: 2,
    items: [
      { kind: 'heard', text: 'the status is paid' },
      { kind: 'answer', value: 'paid' },
    ],
  });
  expect(steps).toBe(3);
});

test('what is being said is told as it changes', async () => {
  await append(placed);
  const next = await watch();
  await next();
  show('1', 'the status');
  expect(await next()).toMatchObject({ kind: 'live' });
  expect(await next()).toEqual({
    kind: 'partial',
    partial: { speaker: 'representative', text: 'the status' },
  });
  show('2', 'the status');
  expect(await next()).toMatchObject({ kind: 'live' });
  show('3', 'the status is');
  expect(await next()).toMatchObject({ kind: 'live' });
  expect(await next()).toMatchObject({ kind: 'partial', partial: { text: 'the status is' } });
});

test('whoever comes again gets only what is new', async () => {
  await append(placed, answered, heard('hello'));
  const next = await watch(1);
  expect(await next()).toMatchObject({ kind: 'items', sequence: 2 });
});

test('the stream ends with the call, and tells all of it before', async () => {
  await append(placed);
  const next = await watch();
  await next();
  await append(answered, { type: 'call_ended', atMs: 90, how: 'completed' });
  state = 'ended';
  expect(await next()).toMatchObject({ sequence: 1 });
  expect(await next()).toMatchObject({ sequence: 2, items: [{ kind: 'ended' }, { phase: 'ended' }] });
  expect(await next()).toEqual({ kind: 'ended' });
  expect(await next()).toBe('over');
});

test('where nothing happens the stream shows that it lives', async () => {
  const next = await watch();
  expect(await next()).toBeNull();
});
