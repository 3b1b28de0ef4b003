import { beforeAll, expect, test } from 'vitest';
import { makeListener } from '../db/listener.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { allScopes, type Principal } from '../kernel/access.ts';
import type { CallTypeContract } from '../kernel/call-type.ts';
import { systemClock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { OperatorCommand } from '../kernel/operator.ts';
import { silentLogger } from '../kernel/logger.ts';
import { refusalOfNumber } from '../payors/number-policy.ts';
import { makeOperatorDesk } from './operator-desk.ts';
import {
  addOrganization,
  addPractice,
  addTask,
  beginCall,
  makeTestStore,
  testCodec,
} from './testing/world.ts';

const database = useTestDatabase();
const { db } = database;
const store = makeTestStore(db);
const listener = makeListener({ url: database.url, clock: systemClock, logger: silentLogger });
const contract = { callType: 'claim_status', fields: [{ name: 'status' }] } as unknown as CallTypeContract;
const desk = makeOperatorDesk({
  db,
  codec: testCodec,
  numbers: { refusalOfNumber },
  callTypes: new Map([['claim_status', contract]]),
});
const note: OperatorCommand = { kind: 'hint', hint: { kind: 'note', text: 'secret words' } };

beforeAll(async () => {
  await listener.start();
  return () => listener.stop();
});

async function makeCall() {
  const organizationId = await addOrganization(db);
  await addTask(db, organizationId);
  return { call: await beginCall(db), principal: principalOf(organizationId) };
}

const principalOf = (organizationId: string, practiceIds: string[] | null = null): Principal => ({
  organizationId,
  practiceIds,
  kind: 'user',
  actorId: 'usr_1',
  scopes: allScopes,
});

async function refusalOf(giving: Promise<void>): Promise<unknown> {
  const error = await giving.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error('it was not refused');
  return [error.status, error.problems.map(({ pointer }) => pointer)];
}

test('a command reaches the owner of the call as it was given, once, and in its order', async () => {
  const { call, principal } = await makeCall();
  const commands: OperatorCommand[] = [
    note,
    { kind: 'hint', hint: { kind: 'ask', field: 'status', taskId: call.taskId } },
    { kind: 'take_over', phoneNumber: '+13035550190' },
    { kind: 'end', how: 'now' },
  ];
  for (const command of commands) await desk.command(principal, call.id, command);
  expect(await store.takeCommands(call.id, call.fence)).toEqual(
    commands.map((command) => ({ kind: 'operator', command })),
  );
  expect(await store.takeCommands(call.id, call.fence)).toEqual([]);
});

test('the owner is woken', async () => {
  const { call, principal } = await makeCall();
  const woken = new Promise<readonly string[]>((resolve) => {
    const stop = listener.onNotice('holdfast_commands', (callIds) => {
      if (!callIds.includes(call.id)) return;
      stop();
      resolve(callIds);
    });
  });
  await desk.command(principal, call.id, note);
  expect(await woken).toEqual([call.id]);
});

test('words and numbers lie sealed', async () => {
  const { call, principal } = await makeCall();
  await desk.command(principal, call.id, note);
  await desk.command(principal, call.id, { kind: 'take_over', phoneNumber: '+13035550190' });
  const rows = await db.system((tx) =>
    tx.selectFrom('call_commands').selectAll().where('call_id', '=', call.id).execute(),
  );
  const seen = rows.map((row) => JSON.stringify(row) + Buffer.from(row.sealed ?? []).toString()).join();
  expect(seen).not.toContain('secret');
  expect(seen).not.toContain('0190');
  expect(rows.map(({ asked_by }) => asked_by)).toEqual(['usr_1', 'usr_1']);
});

test('what another node is told of a dialed phone reaches the owner', async () => {
  const { call } = await makeCall();
  await store.leaveCommand(call.id, { kind: 'person_answered' });
  await store.leaveCommand(call.id, { kind: 'person_left', how: 'no_answer' });
  expect(await store.takeCommands(call.id, call.fence)).toEqual([
    { kind: 'person_answered' },
    { kind: 'person_left', how: 'no_answer' },
  ]);
});

test('numbers obey the number policy', async () => {
  const { call, principal } = await makeCall();
  for (const phoneNumber of ['+19005550100', '+442079460000', '911', '+18765550100'])
    expect(await refusalOf(desk.command(principal, call.id, { kind: 'take_over', phoneNumber }))).toEqual([
      400,
      ['/phoneNumber'],
    ]);
  expect(await store.takeCommands(call.id, call.fence)).toEqual([]);
});

test('fields and tasks that are none of the call are refused', async () => {
  const { call, principal } = await makeCall();
  const ask = (field: string, taskId?: string) =>
    refusalOf(desk.command(principal, call.id, { kind: 'hint', hint: { kind: 'ask', field, taskId } }));
  expect(await ask('nothing')).toEqual([400, ['/hint/field']]);
  expect(await ask('status', 'task_other')).toEqual([400, ['/hint/taskId']]);
});

test('nobody reaches calls of others, or calls that are over', async () => {
  const { call, principal } = await makeCall();
  const other = principalOf(await addOrganization(db));
  expect(await refusalOf(desk.command(other, call.id, note))).toEqual([404, []]);
  const practiceId = await addPractice(db, principal.organizationId);
  const limited = principalOf(principal.organizationId, [practiceId]);
  expect(await refusalOf(desk.command(limited, call.id, note))).toEqual([404, []]);
  await store.finish(call.id, call.fence, []);
  expect(await refusalOf(desk.command(principal, call.id, note))).toEqual([409, []]);
});

test('who owned the call before takes no commands of it', async () => {
  const { call, principal } = await makeCall();
  await desk.command(principal, call.id, note);
  await db.system((tx) => tx.updateTable('calls').set({ fence: 2 }).where('id', '=', call.id).execute());
  await expect(store.takeCommands(call.id, call.fence)).rejects.toThrow('owner');
  expect(await store.takeCommands(call.id, 2)).toHaveLength(1);
});
