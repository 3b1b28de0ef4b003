import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { Queue } from '../../db/queue.ts';
import type { CallTask } from '../../kernel/call-task.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { EventAnnouncer } from '../../kernel/event.ts';
import { makeId } from '../../kernel/ids.ts';
import type { WeekHours } from '../../kernel/opening-hours.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { PhiCodec } from '../../kernel/phi.ts';
import { chooseNext } from '../choose-next.ts';
import type { DialLimits } from '../choose-next.ts';
import { makeCallStore } from '../call-store.ts';
import type { LoadTasks, OutcomeWriter } from '../finish-call.ts';

/** Hides and binds as the real one does, without keys. */
export const testCodec: PhiCodec = {
  overheadBytes: 0,
  seal: (organizationId, context, plain) => Promise.resolve(mask(organizationId, context, plain)),
  open: (organizationId, context, sealed) => Promise.resolve(mask(organizationId, context, sealed)),
};

function mask(organizationId: string, context: string, bytes: Uint8Array): Uint8Array {
  const pad = createHash('sha256').update(`${organizationId} ${context}`).digest();
  return bytes.map((byte, index) => byte ^ (pad[index % pad.length] ?? 0));
}

/** Keeps what was sent, without sending; a message of a transaction that fails is kept all the same. */
export function makeSilentQueue(): Pick<Queue, 'send'> & { sent: { name: string; delayMs: number }[] } {
  const sent: { name: string; delayMs: number }[] = [];
  return {
    sent,
    send(_tx, name, _data, options) {
      sent.push({ name, delayMs: options?.delayMs ?? 0 });
      return Promise.resolve();
    },
  };
}

export async function addOrganization(db: Database): Promise<string> {
  const id = makeId('org');
  await db.system((tx) => tx.insertInto('organizations').values({ id, name: 'Test organization' }).execute());
  return id;
}

export interface TaskDetails {
  webhookUrl?: string;
  dueInMs?: number;
  payorId?: string;
  phoneNumber?: string;
  practiceName?: string;
  callType?: string;
  priority?: number;
  practiceId?: string;
  notBefore?: Date;
  dueBy?: Date;
  createdAt?: Date;
}

/** A practice on file. */
export async function addPractice(db: Database, organizationId: string): Promise<string> {
  const id = makeId('prac');
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('practices')
      .values({
        id,
        organization_id: organizationId,
        name: 'Test practice',
        npi: '1234567893',
        tax_id: '123456789',
        phone: '+13035550111',
        state: null,
        address: null,
      })
      .execute(),
  );
  return id;
}

/** A line of a payor of the shared directory, with its hours by weekday. */
export async function addLine(
  db: Database,
  payorId: string,
  line: { phoneNumber: string; timeZone?: string; hours?: WeekHours; callsAtOnce?: number },
): Promise<void> {
  await db.system((tx) =>
    tx
      .insertInto('payor_lines')
      .values({
        id: makeId('line'),
        payor_id: payorId,
        organization_id: null,
        purpose: 'provider',
        phone_number: line.phoneNumber,
        time_zone: line.timeZone ?? 'America/Denver',
        hours: line.hours === undefined ? null : JSON.stringify(line.hours),
        max_concurrent_calls: line.callsAtOnce ?? null,
      })
      .execute(),
  );
}

/** A payor of the directory that takes so many tasks in one call. */
export async function addPayor(db: Database, tasksPerCall: number): Promise<string> {
  const id = makeId('pay');
  await db.system((tx) =>
    tx
      .insertInto('payors')
      .values({ id, organization_id: null, name: `Payor ${id}`, tasks_per_call: tasksPerCall })
      .execute(),
  );
  return id;
}

export async function addTask(
  db: Database,
  organizationId: string,
  more: TaskDetails = {},
): Promise<CallTask> {
  const id = makeId('task');
  const payorId = more.payorId ?? null;
  const task: CallTask = {
    id,
    organizationId,
    callType: more.callType ?? 'claim_status',
    externalId: `external-${id}`,
    state: 'queued',
    payor: { id: payorId, name: 'Test payor', phoneNumber: more.phoneNumber ?? '+13035550110' },
    practice: {
      name: more.practiceName ?? 'Test practice',
      npi: '1234567893',
      taxId: '123456789',
      phone: '+13035550111',
    },
    inputs: {},
    practiceId: more.practiceId ?? null,
    revision: 1,
    webhookUrl: more.webhookUrl ?? null,
    createdAt: '2026-03-10T10:00:00.000Z',
  };
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('call_tasks')
      .values({
        id,
        organization_id: organizationId,
        call_type: task.callType,
        external_id: task.externalId,
        payor_name: task.payor.name,
        payor_phone: task.payor.phoneNumber,
        practice: JSON.stringify(task.practice),
        inputs: new Uint8Array([0]),
        body_hash: '{}',
        webhook_url: task.webhookUrl,
        next_attempt_at: sql<Date>`now() + make_interval(secs => ${(more.dueInMs ?? 0) / 1_000})`,
        payor_id: payorId,
        priority: more.priority ?? 0,
        practice_id: more.practiceId ?? null,
        due_by: more.dueBy ?? null,
        ...(more.notBefore === undefined ? {} : { not_before: more.notBefore }),
        ...(more.createdAt === undefined ? {} : { created_at: more.createdAt }),
        last_reason: null,
      })
      .execute(),
  );
  tasks.set(id, task);
  return task;
}

const tasks = new Map<string, CallTask>();

export const loadTasks: LoadTasks = (_organizationId, ids) =>
  Promise.resolve(ids.flatMap((id) => tasks.get(id) ?? []));

export const roomyLimits: DialLimits = { maxConcurrentCalls: 1_000, callsPerSecond: 1_000 };

/** Makes the task that is due a call of `node`, as the dial worker does. */
export async function beginCall(
  db: Database,
  node = 'node_a',
  limits = roomyLimits,
): Promise<{
  id: string;
  organizationId: string;
  fence: number;
  /** The first of its tasks. */
  taskId: string;
  taskIds: readonly string[];
}> {
  const choice = await db.system((tx) =>
    chooseNext(tx, limits, { node, from: '+13035550100', leaseMs: 60_000, recordingAllowed: true }),
  );
  if (choice.kind !== 'call') throw new Error(`There is no call to begin: ${choice.kind}.`);
  const { row, taskIds } = choice;
  const [taskId = ''] = taskIds;
  return { id: row.id, organizationId: row.organization_id, fence: row.fence, taskId, taskIds };
}

/** Lets the call's lease run out. */
export async function expireLease(db: Database, callId: string): Promise<void> {
  await db.system((tx) =>
    tx
      .updateTable('calls')
      .set({ lease_until: sql<Date>`now() - interval '1 second'` })
      .where('id', '=', callId)
      .execute(),
  );
}

/** Writes the task's state only. */
export const plainOutcomes: OutcomeWriter = {
  prepare: (task) =>
    Promise.resolve({
      async write(tx) {
        await tx
          .updateTable('call_tasks')
          .set({ state: 'failed', last_reason: 'written' })
          .where('id', '=', task.id)
          .where('state', '=', 'calling')
          .execute();
      },
    }),
};

export function makeTestStore(
  db: Database,
  outcomes = plainOutcomes,
  queue = makeSilentQueue(),
  events?: EventAnnouncer<Tx>,
) {
  return makeCallStore({
    db,
    codec: testCodec,
    outcomes,
    loadTasks,
    queue,
    maxAttempts: 3,
    clock: systemClock,
    logger: silentLogger,
    events,
  });
}
