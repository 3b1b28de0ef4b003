import type { Database, Tx } from '../db/database.ts';
import { endingEventTypes, type EventType, type NewEvent } from '../kernel/event.ts';
import type { PayloadStyle } from '../kernel/webhook.ts';
import type { WebhookSecrets } from './secrets.ts';

/** Where an event is to be delivered, and how. */
export interface Target {
  endpointId: string;
  url: string;
  payload: PayloadStyle;
  /** Whom it goes to, for limits and order. */
  lane: string;
}

interface Endpoint {
  id: string;
  url: string | null;
  event_types: string[];
  payload: PayloadStyle;
  practice_ids: string[] | null;
}

/** True where the endpoint chose the type; one that chose none gets the ends of tasks. */
function wantsType(endpoint: { event_types: readonly string[] }, type: EventType): boolean {
  const { event_types } = endpoint;
  return event_types.length === 0 ? endingEventTypes.includes(type) : event_types.includes(type);
}

/** True where what happens in that practice is the endpoint's to hear; what is of no practice is for the unlimited. */
function hearsOf(
  endpoint: { practice_ids: readonly string[] | null },
  practiceId: string | null | undefined,
): boolean {
  const { practice_ids } = endpoint;
  return practice_ids === null || (typeof practiceId === 'string' && practice_ids.includes(practiceId));
}

/** The targets of each event, in the events' order: endpoints that want it and the task's own address. */
export async function targetsOf(
  options: { db: Database; secrets: WebhookSecrets },
  events: readonly NewEvent[],
): Promise<Target[][]> {
  const organizations = [...new Set(events.map((event) => event.organizationId))];
  const found = await Promise.all(
    organizations.map(async (id) => {
      const ownUrls = events.some((event) => event.organizationId === id && ownUrlOf(event) !== null);
      return [
        id,
        {
          endpoints: await options.db.tenant(id, openEndpoints),
          defaultId: ownUrls ? await options.secrets.defaultEndpoint(id) : '',
        },
      ] as const;
    }),
  );
  const byOrganization = new Map(found);
  return events.map((event) => {
    const of = byOrganization.get(event.organizationId);
    if (of === undefined) return [];
    const own = ownUrlOf(event);
    return [
      ...(own === null ? [] : [ownTarget(of.defaultId, own)]),
      ...of.endpoints.flatMap((endpoint) =>
        endpoint.url !== null && wantsType(endpoint, event.type) && hearsOf(endpoint, event.practiceId)
          ? [{ endpointId: endpoint.id, url: endpoint.url, payload: endpoint.payload, lane: endpoint.id }]
          : [],
      ),
    ];
  });
}

/** A task's own address hears of its end, with everything in it: whoever named it queued the task. */
function ownUrlOf(event: NewEvent): string | null {
  return endingEventTypes.includes(event.type) ? (event.webhookUrl ?? null) : null;
}

/** Tasks' own addresses share the default secret; each host is a lane of its own. */
function ownTarget(defaultId: string, url: string): Target {
  const host = URL.canParse(url) ? new URL(url).host : 'unreadable';
  return { endpointId: defaultId, url, payload: 'full', lane: `${defaultId} ${host}` };
}

function openEndpoints(tx: Tx): Promise<Endpoint[]> {
  return tx
    .selectFrom('webhook_endpoints')
    .select(['id', 'url', 'event_types', 'payload', 'practice_ids'])
    .where('disabled_at', 'is', null)
    .where('url', 'is not', null)
    .execute();
}
