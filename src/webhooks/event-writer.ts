import type { Tx } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import type { Queue } from '../db/queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewEvent } from '../kernel/event.ts';
import { onlyThin } from '../kernel/event-schemas.ts';
import { makeId } from '../kernel/ids.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { addDeliveries } from './add-delivery.ts';
import { bodyOf } from './event-body.ts';
import type { Target } from './targets.ts';

/** A statement holds 65,535 parameters at most, ten a row. */
const mostRowsAtOnce = 2_000;

export interface EventWriterOptions {
  codec: PhiCodec;
  queue: Pick<Queue, 'send'>;
  clock: Clock;
}

export interface AddressedEvent {
  event: NewEvent;
  targets: readonly Target[];
}

export interface PreparedEvents {
  /** Writes events and deliveries, wakes deliverers and readers on commit, and returns the ids of the deliveries. */
  write(tx: Tx, options?: { firstAttemptAt?: Date }): Promise<readonly string[]>;
}

/** Seals addressed events outside of the transaction that writes them. */
export async function prepareEvents(
  options: EventWriterOptions,
  addressed: readonly AddressedEvent[],
): Promise<PreparedEvents> {
  const prepared = addressed.map(({ event, targets }) => ({
    id: makeId('evt'),
    event,
    targets,
    at: event.at ?? new Date(options.clock.now()).toISOString(),
  }));
  const rows = await Promise.all(prepared.map(({ id, event, at }) => rowOf(options, id, event, at)));
  return {
    async write(tx, { firstAttemptAt = new Date(options.clock.now()) } = {}) {
      if (rows.length === 0) return [];
      for (let begin = 0; begin < rows.length; begin += mostRowsAtOnce)
        await tx
          .insertInto('events')
          .values(rows.slice(begin, begin + mostRowsAtOnce))
          .execute();
      const wanted = prepared.flatMap(({ id, event, targets }) =>
        targets.map((target) => ({ event: { ...event, id }, target })),
      );
      const deliveries = await addDeliveries(tx, wanted, firstAttemptAt);
      const lanes = [...new Set(wanted.map(({ target }) => target.lane))];
      if (lanes.length > 0) await options.queue.send(tx, 'webhook', { lanes });
      const organizations = new Set(prepared.map(({ event }) => event.organizationId));
      await notify(tx, 'holdfast_events', [...organizations]);
      return deliveries;
    },
  };
}

async function rowOf({ codec }: EventWriterOptions, id: string, event: NewEvent, at: string) {
  const { type, organizationId, full } = event;
  const body = full === undefined ? undefined : Buffer.from(bodyOf({ type, at, data: full }));
  return {
    id,
    organization_id: organizationId,
    type,
    task_id: event.taskId ?? null,
    call_id: event.callId ?? null,
    practice_id: event.practiceId ?? null,
    revision: event.revision ?? null,
    thin: JSON.stringify(onlyThin(type, event.thin)),
    sealed: body === undefined ? null : await codec.seal(organizationId, `events.sealed:${id}`, body),
    occurred_at: new Date(at),
  };
}
