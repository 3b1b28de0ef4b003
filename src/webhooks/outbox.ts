import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { EventType } from '../kernel/event.ts';
import type { CallTask } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import type { Outcome, OutcomeState } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { WebhookSecrets } from './secrets.ts';

export interface OutboxOptions {
  db: Database;
  codec: PhiCodec;
  secrets: WebhookSecrets;
  queue: Pick<Queue, 'send'>;
  clock: Clock;
}

const eventTypes: Record<OutcomeState, EventType> = {
  completed: 'task.completed',
  partial: 'task.partial',
  failed: 'task.failed',
};

interface Target {
  endpointId: string;
  url: string;
}

/** Messages are written with what they tell of; deliveries leave them to be sent once that is committed. */
export function makeWebhookOutbox(options: OutboxOptions) {
  const { codec, queue, clock } = options;
  return {
    /** Seals the message that a task ended, for the task's own webhookUrl and every endpoint that wants its type. */
    async prepare(task: CallTask, outcome: Outcome): Promise<{ write(tx: Tx): Promise<void> }> {
      const type = eventTypes[outcome.state];
      const id = makeId('evt');
      const sealed = await codec.seal(
        task.organizationId,
        `events.sealed:${id}`,
        Buffer.from(bodyOf(type, task, outcome)),
      );
      const targets = await targetsOf(options, task, type);
      return {
        async write(tx) {
          const organization_id = task.organizationId;
          await tx
            .insertInto('events')
            .values({
              id,
              organization_id,
              type,
              task_id: task.id,
              practice_id: task.practiceId,
              revision: task.revision,
              sealed,
            })
            .execute();
          for (const { endpointId, url } of targets) {
            const deliveryId = makeId('dlv');
            await tx
              .insertInto('webhook_deliveries')
              .values({
                id: deliveryId,
                organization_id,
                event_id: id,
                endpoint_id: endpointId,
                url,
                next_attempt_at: new Date(clock.now()),
              })
              .execute();
            await queue.send(tx, 'webhook', { deliveryId });
          }
        },
      };
    },
  };
}

/** The exact bytes that are signed and sent, the same at each attempt. */
function bodyOf(type: EventType, task: CallTask, outcome: Outcome): string {
  return JSON.stringify({
    type,
    timestamp: outcome.finishedAt,
    data: {
      taskId: task.id,
      externalId: task.externalId,
      callType: task.callType,
      state: outcome.state,
      outcome,
      callId: outcome.callId,
    },
  });
}

async function targetsOf({ db, secrets }: OutboxOptions, task: CallTask, type: EventType): Promise<Target[]> {
  const endpoints = await db.tenant(task.organizationId, (tx) =>
    tx
      .selectFrom('webhook_endpoints')
      .select(['id', 'url', 'event_types'])
      .where('disabled_at', 'is', null)
      .where('url', 'is not', null)
      .execute(),
  );
  const targets = endpoints.flatMap(({ id, url, event_types }) =>
    url !== null && (event_types.length === 0 || event_types.includes(type)) ? [{ endpointId: id, url }] : [],
  );
  if (task.webhookUrl === null) return targets;
  return [
    { endpointId: await secrets.defaultEndpoint(task.organizationId), url: task.webhookUrl },
    ...targets,
  ];
}
