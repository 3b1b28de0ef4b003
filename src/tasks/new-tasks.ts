import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Principal } from '../kernel/access.ts';
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
 * transaction with as many statements for a thousand as for one. Returns their ids in order. Throws
 * {@link OvertakenError}.
 */
export async function insertTasks(
  { db, queue, codec, events, clock }: NewTaskOptions,
  principal: Principal,
  tasks: readonly AcceptedTask[],
  run: { batchId?: string | undefined },
): Promise<readonly string[]> {
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

  await db.tenant(principal, async (tx) => {
    const inserted = await tx
      .insertInto('call_tasks')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['organization_id', 'external_id']).doNothing())
      .returning('external_id')
      .execute();
    if (inserted.length < rows.length) {
      const here = new Set(inserted.map(({ external_id }) => external_id));
      throw new OvertakenError(
        rows.flatMap(({ external_id }) => (here.has(external_id) ? [] : [external_id])),
      );
    }
    await told.write(tx);
    // The worker dials everything that is due; one message a chunk wakes it up.
    const one = rows.length === 1;
    await queue.send(tx, 'dial', one ? { taskId: first.id } : {}, {
      ...(one ? { key: first.id } : {}),
      delayMs: Math.max(0, nextMs - clock.now()),
    });
  });
  return rows.map(({ id }) => id);
}
