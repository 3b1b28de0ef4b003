import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { EventAnnouncer, NewEvent } from '../kernel/event.ts';
import { onlyThin } from '../kernel/event-schemas.ts';
import { makeId } from '../kernel/ids.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { eventsChannel } from './channel.ts';
import { bodyOf } from './event-body.ts';
import type { WebhookSecrets } from './secrets.ts';
import { targetsOf, type Target } from './targets.ts';
import { addDelivery } from './add-delivery.ts';

export interface OutboxOptions {
  db: Database;
  codec: PhiCodec;
  secrets: WebhookSecrets;
  queue: Pick<Queue, 'send'>;
  clock: Clock;
}

interface Prepared {
  id: string;
  event: NewEvent;
  at: string;
  thin: Record<string, unknown>;
  sealed: Uint8Array | null;
  targets: readonly Target[];
}

/** Events are written with what makes them true; their deliveries leave once that is committed. */
export function makeEventOutbox(options: OutboxOptions): EventAnnouncer<Tx> {
  const { codec, queue, clock } = options;

  async function prepareOne(event: NewEvent, targets: readonly Target[]): Promise<Prepared> {
    const id = makeId('evt');
    const at = event.at ?? new Date(clock.now()).toISOString();
    const sealed =
      event.full === undefined
        ? null
        : await codec.seal(
            event.organizationId,
            `events.sealed:${id}`,
            Buffer.from(bodyOf({ type: event.type, at, data: event.full })),
          );
    return { id, event, at, thin: onlyThin(event.type, event.thin), sealed, targets };
  }

  return {
    async prepare(events) {
      const targets = await targetsOf(options, events);
      const prepared = await Promise.all(
        events.map((event, index) => prepareOne(event, targets[index] ?? [])),
      );
      return {
        async write(tx) {
          if (prepared.length === 0) return;
          await tx.insertInto('events').values(prepared.map(eventRow)).execute();
          const lanes = new Set<string>();
          for (const { id, event, targets: wanted } of prepared)
            for (const target of wanted) {
              await addDelivery(tx, { id, ...event }, target, new Date(clock.now()));
              lanes.add(target.lane);
            }
          if (lanes.size > 0) await queue.send(tx, 'webhook', { lanes: [...lanes] });
          // Readers of the feed are woken when this is committed.
          for (const organizationId of new Set(events.map((event) => event.organizationId)))
            await sql`select pg_notify(${eventsChannel}, ${organizationId})`.execute(tx);
        },
      };
    },
  };
}

function eventRow({ id, event, at, thin, sealed }: Prepared) {
  return {
    id,
    organization_id: event.organizationId,
    type: event.type,
    task_id: event.taskId ?? null,
    call_id: event.callId ?? null,
    practice_id: event.practiceId ?? null,
    revision: event.revision ?? null,
    thin: JSON.stringify(thin),
    sealed,
    occurred_at: new Date(at),
  };
}
