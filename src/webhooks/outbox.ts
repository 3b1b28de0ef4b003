import type { Database, Tx } from '../db/database.ts';
import type { EventAnnouncer } from '../kernel/event.ts';
import { prepareEvents, type EventWriterOptions } from './event-writer.ts';
import type { WebhookSecrets } from './secrets.ts';
import { targetsOf } from './targets.ts';

export interface OutboxOptions extends EventWriterOptions {
  db: Database;
  secrets: WebhookSecrets;
}

/** Events are written with what makes them true; their deliveries leave once that is committed. */
export function makeEventOutbox(options: OutboxOptions): EventAnnouncer<Tx> {
  return {
    async prepare(events) {
      const targets = await targetsOf(options, events);
      const prepared = await prepareEvents(
        options,
        events.map((event, index) => ({ event, targets: targets[index] ?? [] })),
      );
      return {
        async write(tx) {
          await prepared.write(tx);
        },
      };
    },
  };
}
