import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization, addTask, beginCall, makeTestStore } from '../dialing/testing/world.ts';
import { makeManualClock, type ManualClock } from '../kernel/clock.ts';
import { makeSoundDesk, registerNode } from './sound-desk.ts';

const { db } = useTestDatabase();
const masterKey = new Uint8Array(32).fill(7);
let clock: ManualClock;

beforeEach(async () => {
  clock = makeManualClock(1_700_000_000_000);
  await db.system((tx) => tx.deleteFrom('nodes').execute());
});

const deskOf = (node: string, key = masterKey) => makeSoundDesk({ db, node, masterKey: key, clock });

async function makeCall() {
  const organizationId = await addOrganization(db);
  await addTask(db, organizationId);
  const call = await beginCall(db, 'node_a');
  return { call, scope: { organizationId, practiceIds: null } };
}

/** What the other node is told of a call of node_a. */
async function ticketFor(callId: string, scope: { organizationId: string; practiceIds: null }) {
  const place = await deskOf('node_b').find(scope, callId);
  if (place?.kind !== 'elsewhere') throw new Error('it is not elsewhere');
  return place;
}

test('a call is found where its owner is', async () => {
  const { call, scope } = await makeCall();
  expect(await deskOf('node_a').find(scope, call.id)).toEqual({ kind: 'here' });
  expect(await deskOf('node_b').find(scope, call.id)).toEqual({ kind: 'nowhere' });
  const leave = await registerNode(db, 'node_a', 'http://127.0.0.1:9');
  expect(await ticketFor(call.id, scope)).toMatchObject({ url: 'http://127.0.0.1:9' });
  await leave();
  expect(await deskOf('node_b').find(scope, call.id)).toEqual({ kind: 'nowhere' });
});

test('a call that is over, or of somebody else, has no sound', async () => {
  const { call, scope } = await makeCall();
  const others = { organizationId: await addOrganization(db), practiceIds: null };
  expect(await deskOf('node_a').find(others, call.id)).toBeUndefined();
  await makeTestStore(db).finish(call.id, call.fence, []);
  expect(await deskOf('node_a').find(scope, call.id)).toEqual({ kind: 'ended' });
});

test('a ticket opens that call on another node, for a short while', async () => {
  const { call, scope } = await makeCall();
  await registerNode(db, 'node_a', 'http://127.0.0.1:9');
  const { ticket } = await ticketFor(call.id, scope);
  const owner = deskOf('node_a');
  expect(owner.admits(call.id, ticket)).toBe(true);
  expect(owner.admits('call_other', ticket)).toBe(false);
  expect(deskOf('node_a', new Uint8Array(32).fill(8)).admits(call.id, ticket)).toBe(false);
  const [until, ...rest] = ticket.split('.');
  expect(owner.admits(call.id, [Number(until) + 60, ...rest].join('.'))).toBe(false);
  for (const forged of ['', '.', '..', 'x.y.z', `${until ?? ''}..`])
    expect(owner.admits(call.id, forged)).toBe(false);
  await clock.advance(60_000);
  expect(owner.admits(call.id, ticket)).toBe(false);
});
