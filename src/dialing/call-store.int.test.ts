import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { FailureReason, TaskResult } from '../kernel/outcome.ts';
import type { CallDocument, CarrierStatus } from '../kernel/telephony.ts';
import { makeCallLog } from './call-log.ts';
import {
  addOrganization,
  addTask,
  beginCall,
  expireLease,
  makeSilentQueue,
  makeTestStore,
  plainOutcomes,
  testCodec,
} from './testing/world.ts';

const { db } = useTestDatabase();
const store = makeTestStore(db);
const log = makeCallLog({ db, codec: testCodec });
let organizationId: string;

beforeEach(async () => {
  organizationId = await addOrganization(db);
});

async function newCall() {
  await addTask(db, organizationId);
  return await beginCall(db);
}

async function takenOver() {
  const former = await newCall();
  await expireLease(db, former.id);
  const owner = await store.claim(former.id, 'node_b', 60_000);
  if (owner === undefined) throw new Error('The call could not be claimed.');
  return { former, owner };
}

const hangUp: CallDocument = { then: { kind: 'hang_up' } };
const park: CallDocument = { press: '1w2', then: { kind: 'park', seconds: 5, nextUrl: 'http://x.test/2' } };

function failed(taskId: string, reason: FailureReason): TaskResult {
  return { taskId, answers: {}, required: [], failure: { reason, fault: 'line' } };
}

function taskRow(taskId: string) {
  return db.system((tx) =>
    tx.selectFrom('call_tasks').selectAll().where('id', '=', taskId).executeTakeFirstOrThrow(),
  );
}

test('a call is claimed only after its lease has run out, and knows its tasks then', async () => {
  const call = await newCall();
  expect(await store.claim(call.id, 'node_b', 60_000)).toBeUndefined();
  await expireLease(db, call.id);
  expect(await store.claim(call.id, 'node_b', 60_000)).toMatchObject({
    fence: call.fence + 1,
    ownerNode: 'node_b',
    tasks: [{ id: call.taskId }],
  });
});

test('of many nodes that claim a call at once, one gets it', async () => {
  const call = await newCall();
  await expireLease(db, call.id);
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, index) => store.claim(call.id, `node_${index}`, 60_000)),
  );
  expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
});

test('a released call can be claimed at once', async () => {
  const call = await newCall();
  await store.releaseLease(call.id, call.fence);
  expect(await store.claim(call.id, 'node_b', 60_000)).toBeDefined();
});

test('the former owner can neither write nor keep its lease nor give the new one up', async () => {
  const { former, owner } = await takenOver();
  await expect(store.storeDocument(former.id, former.fence, 7, hangUp)).rejects.toThrow(FencedError);
  await expect(log.append(former, [{ sequence: 0, event: {} }])).rejects.toThrow(FencedError);
  await expect(store.takeCommands(former.id, former.fence)).rejects.toThrow(FencedError);
  await expect(store.finish(former.id, former.fence, [])).rejects.toThrow(FencedError);
  expect(await store.renewLease(former.id, former.fence, 60_000)).toBe(false);
  await store.releaseLease(former.id, former.fence);
  expect(await store.claim(former.id, 'node_c', 60_000)).toBeUndefined();
  expect(await store.renewLease(owner.id, owner.fence, 60_000)).toBe(true);
  expect(await store.documentOf(former.id, 7)).toBeUndefined();
  expect(await log.read(former.id)).toEqual([]);
});

test('orphans are the calls whose lease has run out', async () => {
  const [abandoned, kept] = [await newCall(), await newCall()];
  await expireLease(db, abandoned.id);
  const ids = (await store.orphans(100)).map(({ id }) => id);
  expect(ids).toContain(abandoned.id);
  expect(ids).not.toContain(kept.id);
});

test('the first document of a generation is the one that counts', async () => {
  const call = await newCall();
  expect(await store.storeDocument(call.id, call.fence, 3, park)).toEqual(park);
  expect(await store.storeDocument(call.id, call.fence, 3, hangUp)).toEqual(park);
  expect(await store.documentOf(call.id, 3)).toEqual(park);
  expect(await store.documentOf(call.id, 4)).toBeUndefined();
  expect(await store.find(call.id)).toMatchObject({ generation: 3 });
});

test('keys in a document are not readable in the database', async () => {
  const call = await newCall();
  await store.storeDocument(call.id, call.fence, 1, park);
  const { sealed } = await db.system((tx) =>
    tx.selectFrom('call_documents').select('sealed').where('call_id', '=', call.id).executeTakeFirstOrThrow(),
  );
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('1w2');
});

test('the log gives back what was appended, in order, and repeats change nothing', async () => {
  const call = await newCall();
  const events = [0, 1, 2].map((sequence) => ({ sequence, event: { type: 'heard', n: sequence } }));
  await log.append(call, events.slice(0, 2));
  await log.append(call, [...events].reverse());
  expect(await log.read(call.id)).toEqual(events);
});

test('a new owner cannot write where the log has entries', async () => {
  const { former, owner } = await takenOver();
  await db.system((tx) =>
    tx
      .insertInto('call_events')
      .values({
        call_id: former.id,
        sequence: 0,
        organization_id: organizationId,
        fence: former.fence,
        sealed: new Uint8Array([1]),
      })
      .execute(),
  );
  await expect(log.append(owner, [{ sequence: 0, event: {} }])).rejects.toThrow('another owner');
});

test('nobody reads the log of another organization', async () => {
  const call = await newCall();
  await log.append(call, [{ sequence: 0, event: {} }]);
  const other = await addOrganization(db);
  const seen = await db.tenant(other, (tx) => tx.selectFrom('call_events').selectAll().execute());
  expect(seen).toEqual([]);
});

test('status callbacks may come late, twice and out of order', async () => {
  const call = await newCall();
  const apply = (status: CarrierStatus, sequence: number) =>
    store.applyStatus(call.id, { sid: 'CA_order', status, sequence, durationSeconds: null });
  expect(await apply('ringing', 1)).toEqual({ status: 'ringing', changed: true });
  expect(await apply('initiated', 0)).toEqual({ status: 'ringing', changed: false });
  expect(await apply('in-progress', 2)).toEqual({ status: 'in-progress', changed: true });
  expect(await apply('in-progress', 2)).toEqual({ status: 'in-progress', changed: false });
  expect(await apply('completed', 3)).toEqual({ status: 'completed', changed: true });
  expect(await apply('completed', 3)).toEqual({ status: 'completed', changed: false });
  expect(await apply('ringing', 4)).toEqual({ status: 'completed', changed: false });
  expect(await store.find(call.id)).toMatchObject({ state: 'live' });
});

test('the last callback alone is enough to know the end', async () => {
  const call = await newCall();
  const end = { sid: 'CA_end', status: 'busy', sequence: 2, durationSeconds: null } as const;
  expect(await store.applyStatus(call.id, end)).toEqual({ status: 'busy', changed: true });
});

test('a callback for an unknown call is nothing', async () => {
  const callback = { sid: 'CA_x', status: 'ringing', sequence: 0, durationSeconds: null } as const;
  expect(await store.applyStatus('call_unknown', callback)).toBeUndefined();
});

test('a callback of another call of the carrier changes nothing', async () => {
  const call = await newCall();
  await store.linkCarrierCall(call.id, 'CA_mine');
  const foreign = { sid: 'CA_other', status: 'completed', sequence: 9, durationSeconds: null } as const;
  expect(await store.applyStatus(call.id, foreign)).toEqual({ status: 'queued', changed: false });
});

test('the first sid stays, and no two calls share one', async () => {
  const [first, second] = [await newCall(), await newCall()];
  await store.linkCarrierCall(first.id, 'CA_first');
  await store.linkCarrierCall(first.id, 'CA_later');
  await store.linkCarrierCall(second.id, 'CA_first');
  expect(await store.find(first.id)).toMatchObject({ carrierSid: 'CA_first' });
  expect(await store.find(second.id)).toMatchObject({ carrierSid: null });
});

test('commands are taken once, in order', async () => {
  const call = await newCall();
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('call_commands')
      .values(
        (['cancel', 'hang_up'] as const).map((kind) => ({
          call_id: call.id,
          organization_id: organizationId,
          kind,
        })),
      )
      .execute(),
  );
  expect(await store.takeCommands(call.id, call.fence)).toEqual([{ kind: 'cancel' }, { kind: 'hang_up' }]);
  expect(await store.takeCommands(call.id, call.fence)).toEqual([]);
});

test('an ended call is not claimed, not renewed, and finishing again changes nothing', async () => {
  const call = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.finish(call.id, call.fence, [failed(call.taskId, 'refused_automation')]);
  await db.system((tx) =>
    tx.updateTable('call_tasks').set({ last_reason: 'seen' }).where('id', '=', call.taskId).execute(),
  );
  await store.finish(call.id, call.fence, [failed(call.taskId, 'refused_automation')]);
  expect(await taskRow(call.taskId)).toMatchObject({ state: 'failed', last_reason: 'seen' });
  expect(await store.find(call.id)).toMatchObject({ state: 'ended' });
  expect(await store.claim(call.id, 'node_b', 60_000)).toBeUndefined();
  expect(await store.renewLease(call.id, call.fence, 60_000)).toBe(false);
});

test('a busy line puts the task back into the queue, and its wake-up with it', async () => {
  const queue = makeSilentQueue();
  const call = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await makeTestStore(db, plainOutcomes, queue).finish(call.id, call.fence, [failed(call.taskId, 'busy')]);
  const row = await taskRow(call.taskId);
  expect(row).toMatchObject({ state: 'queued', attempts: 1, last_reason: 'busy', finished_at: null });
  expect(row.next_attempt_at?.getTime()).toBeGreaterThan(row.created_at.getTime() + 290_000);
  expect(queue.sent).toEqual([
    { name: 'dial', delayMs: 300_000 },
    { name: 'dial', delayMs: 0 },
  ]);
});

test('a task that the results leave out ends all the same', async () => {
  const call = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.finish(call.id, call.fence, []);
  expect(await taskRow(call.taskId)).toMatchObject({ state: 'failed', last_reason: 'written' });
});

test('when the outcome cannot be written, the call has not ended', async () => {
  const broken = makeTestStore(db, {
    prepare: () => Promise.resolve({ write: () => Promise.reject(new Error('disk full')) }),
  });
  const call = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  const results = [failed(call.taskId, 'refused_automation')];
  await expect(broken.finish(call.id, call.fence, results)).rejects.toThrow('disk full');
  expect(await store.find(call.id)).toMatchObject({ state: 'placing' });
  expect(await taskRow(call.taskId)).toMatchObject({ state: 'calling' });
  await store.finish(call.id, call.fence, results);
  expect(await store.find(call.id)).toMatchObject({ state: 'ended' });
});
