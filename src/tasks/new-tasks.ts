import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTaskView, RequestOrigin } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { EventAnnouncer } from '../kernel/event.ts';
import { makeId } from '../kernel/ids.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Destination, OnBehalf } from './lookups.ts';
import { aboutTask } from './task-events.ts';
import type { TaskRequest } from './task-request.ts';
import { inputsContext } from './task-store.ts';

/** A request that becomes a task. */
export interface AcceptedTask {
  request: TaskRequest;
  fingerprint: Fingerprint;
  to: Destination;
  onBehalf: OnBehalf;
}

export interface NewTaskOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  codec: PhiCodec;
  events: EventAnnouncer<Tx>;
  clock: Clock;
}

/** A task that was written; `view` shows it without another look at the database. */
export interface NewTask {
  id: string;
  view(): CallTaskView;
}

interface NewRow {
  id: string;
  organization_id: string;
  call_type: string;
  external_id: string;
  webhook_url: string | null;
  priority: number;
  not_before: Date;
  due_by: Date | null;
  max_attempts: number | null;
  batch_id: string | null;
}

/** Requests under these externalIds became tasks meanwhile, so none of the chunk was written. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
  readonly externalIds: ReadonlySet<string>;

  constructor(externalIds: readonly string[]) {
    super('Other requests with the same externalId came first.');
    this.externalIds = new Set(externalIds);
  }
}

/**
 * Writes tasks of different externalIds, what is told of them and the wake-up that has them dialed, all in one
 * transaction with as many statements for a thousand as for one. Returns them in order. Throws
 * {@link OvertakenError}.
 */
export async function insertTasks(
  { db, queue, codec, events, clock }: NewTaskOptions,
  principal: Principal,
  tasks: readonly AcceptedTask[],
  run: { batchId?: string | undefined; origin?: RequestOrigin | undefined },
): Promise<readonly NewTask[]> {
  const { organizationId } = principal;
  const rows = await Promise.all(
    tasks.map(async ({ request, fingerprint, to, onBehalf }) => {
      const id = makeId('task');
      const inputs = Buffer.from(JSON.stringify(request.inputs));
      return {
        id,
        organization_id: organizationId,
        call_type: request.callType,
        external_id: request.externalId,
        payor_id: to.payorId,
        payor_name: to.name,
        payor_phone: to.phoneNumber,
        resolution: JSON.stringify(to.resolution),
        practice: JSON.stringify(onBehalf.practice),
        practice_id: onBehalf.practiceId,
        inputs: await codec.seal(organizationId, inputsContext(id), inputs),
        body_hash: JSON.stringify(fingerprint),
        webhook_url: request.webhookUrl,
        priority: request.priority ?? 0,
        max_attempts: request.maxAttempts ?? null,
        not_before: new Date(request.notBefore ?? clock.now()),
        due_by: request.dueBy === undefined ? null : new Date(request.dueBy),
        batch_id: run.batchId ?? null,
        created_by: principal.actorId,
      };
    }),
  );
  const told = await events.prepare(
    rows.map((row) =>
      aboutTask('task.created', {
        id: row.id,
        organizationId,
        callType: row.call_type,
        practiceId: row.practice_id,
        state: 'queued',
        revision: 1,
      }),
    ),
  );
  const [first] = rows;
  if (first === undefined) return [];
  const nextMs = Math.min(...rows.map(({ not_before }) => not_before.getTime()));

  const at = await db.tenant(principal, async (tx) => {
    const inserted = await tx
      .insertInto('call_tasks')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['organization_id', 'external_id']).doNothing())
      .returning(['external_id', 'created_at', 'updated_at'])
      .execute();
    if (inserted.length < rows.length) {
      const here = new Set(inserted.map(({ external_id }) => external_id));
      throw new OvertakenError(
        rows.flatMap(({ external_id }) => (here.has(external_id) ? [] : [external_id])),
      );
    }
    await told.write(tx);
    if (run.origin !== undefined) await recordCreation(tx, principal, first.id, run.origin);
    // The worker dials everything that is due; one message a chunk wakes it up.
    const one = rows.length === 1;
    await queue.send(tx, 'dial', one ? { taskId: first.id } : {}, {
      ...(one ? { key: first.id } : {}),
      delayMs: Math.max(0, nextMs - clock.now()),
    });
    return inserted[0];
  });
  return rows.map((row, index) => ({ id: row.id, view: () => viewOf(row, tasks[index], at) }));
}

/** A task as it is when it has just been written. */
function viewOf(
  row: NewRow,
  accepted: AcceptedTask | undefined,
  at: { created_at: Date; updated_at: Date } | undefined,
): CallTaskView {
  if (accepted === undefined || at === undefined) throw new Error('A task that was just accepted is gone.');
  const { request, to, onBehalf } = accepted;
  return {
    id: row.id,
    organizationId: row.organization_id,
    callType: row.call_type,
    externalId: row.external_id,
    state: 'queued',
    payor: { id: to.payorId, name: to.name, phoneNumber: to.phoneNumber },
    practice: onBehalf.practice,
    practiceId: onBehalf.practiceId,
    inputs: request.inputs,
    revision: 1,
    webhookUrl: row.webhook_url,
    createdAt: at.created_at.toISOString(),
    priority: row.priority,
    notBefore: row.not_before.toISOString(),
    dueBy: row.due_by?.toISOString() ?? null,
    attempts: 0,
    maxAttempts: row.max_attempts,
    nextAttemptAt: null,
    lastReason: null,
    needsReview: false,
    batchId: row.batch_id,
    updatedAt: at.updated_at.toISOString(),
    finishedAt: null,
    resolution: to.resolution,
    waiting: null,
    outcome: null,
    calls: [],
  };
}

/** In the transaction of the task: what is there is recorded, and what is recorded is there. */
async function recordCreation(
  tx: Tx,
  principal: Principal,
  taskId: string,
  { requestId, address }: RequestOrigin,
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: makeId('aud'),
      organization_id: principal.organizationId,
      actor: principal.actorId,
      action: 'task.create',
      subject: taskId,
      request_id: requestId,
      address,
    })
    .execute();
}
