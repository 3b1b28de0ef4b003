import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Listener } from '../db/listener.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { EventType } from '../kernel/event.ts';
import type { EventFeed, EventFilter, FeedEvent, StreamStart } from '../kernel/event-feed.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson } from '../kernel/sealed-json.ts';
import type { PayloadStyle } from '../kernel/webhook.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';

/** A stream that has nothing to tell says so this often, and looks by itself whether a wake-up was lost. */
const beatMs = 15_000;

/** Committed, but something older still runs: such events become readable when that has ended. */
const settlingMs = 200;

const streamBatch = 100;

/** A place in the order of the feed. */
interface Place {
  transaction: string;
  position: string;
}

const beginning: Place = { transaction: '0', position: '0' };
const digits = /^\d{1,20}$/;

export interface FeedOptions {
  db: Database;
  codec: PhiCodec;
  listener: Pick<Listener, 'heard'>;
  clock: Clock;
}

/** The feed: only what is older than every running transaction is read, in the order (transaction, position). */
export function makeEventFeed(options: FeedOptions): EventFeed {
  const { db, codec } = options;

  /** The data of a full payload where there is one. */
  async function withData(scope: TenantScope, row: EventRow, payload: PayloadStyle): Promise<FeedEvent> {
    if (payload === 'thin' || row.sealed === null) return thinOf(row);
    const opened = await openJson(codec, scope.organizationId, `events.sealed:${row.id}`, row.sealed);
    const { data } = opened as { data: Record<string, unknown> };
    return { ...thinOf(row), data };
  }

  return {
    async list(scope, { limit, cursor, payload, ...filter }) {
      const from = cursor === undefined ? beginning : placeOf(cursor);
      const rows = await db.tenant(scope, (tx) => readBehind(tx, scope, filter, from, limit + 1));
      const page = rows.slice(0, limit);
      return {
        data: await Promise.all(page.map((row) => withData(scope, row, payload))),
        nextCursor: cursorOf(page.at(-1) ?? from),
        hasMore: rows.length > limit,
      };
    },
    async get(scope, id, payload) {
      const row = await db.tenant(scope, (tx) =>
        tx.selectFrom('events').select(eventColumns).where('id', '=', id).executeTakeFirst(),
      );
      return row && (await withData(scope, row, payload));
    },
    async follow(scope, filter, start, signal) {
      const from = await db.tenant(scope, (tx) => placeToStart(tx, scope, start));
      return followFrom(options, scope, filter, from, signal);
    },
  };
}

async function* followFrom(
  { db, listener, clock }: FeedOptions,
  scope: TenantScope,
  filter: EventFilter,
  from: Place,
  signal: AbortSignal,
): AsyncGenerator<FeedEvent | null> {
  let place = from;
  let toldMs = clock.now();
  const isOver = () => signal.aborted;
  while (!isOver()) {
    // Listening begins before the look, so that nothing falls in between.
    const waiting = new AbortController();
    const heard = listener.heard(
      'holdfast_events',
      scope.organizationId,
      AbortSignal.any([signal, waiting.signal]),
    );
    try {
      const { rows, isSettling } = await db.tenant(scope, async (tx) => ({
        isSettling: await hasUnsettled(tx, scope),
        rows: await readBehind(tx, scope, filter, place, streamBatch),
      }));
      for (const row of rows) {
        yield thinOf(row);
        place = row;
        toldMs = clock.now();
      }
      if (rows.length > 0) continue;
      await heard.within(isSettling ? settlingMs : Math.max(0, toldMs + beatMs - clock.now()));
      if (isOver() || clock.now() - toldMs < beatMs) continue;
      yield null;
      toldMs = clock.now();
    } finally {
      waiting.abort();
    }
  }
}

const eventColumns = ['id', 'type', 'occurred_at', 'thin', 'sealed', 'transaction', 'position'] as const;

interface EventRow extends Place {
  id: string;
  type: EventType;
  occurred_at: Date;
  thin: Record<string, unknown>;
  sealed: Uint8Array | null;
}

const thinOf = (row: EventRow): FeedEvent => ({
  id: row.id,
  type: row.type,
  timestamp: row.occurred_at.toISOString(),
  data: row.thin,
});

function readBehind(
  tx: Tx,
  { organizationId }: TenantScope,
  { types, taskId }: EventFilter,
  place: Place,
  limit: number,
): Promise<EventRow[]> {
  return tx
    .selectFrom('events')
    .select(eventColumns)
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(transaction, position) > (${place.transaction}::xid8, ${place.position}::bigint)`)
    .where(sql<boolean>`transaction < pg_snapshot_xmin(pg_current_snapshot())`)
    .$if(types !== null, (query) => query.where('type', 'in', [...(types ?? [])]))
    .$if(taskId !== undefined, (query) => query.where('task_id', '=', taskId ?? ''))
    .orderBy('transaction')
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** True where events are committed that may not be read yet. */
async function hasUnsettled(tx: Tx, { organizationId }: TenantScope): Promise<boolean> {
  const found = await tx
    .selectFrom('events')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`transaction >= pg_snapshot_xmin(pg_current_snapshot())`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function placeToStart(tx: Tx, { organizationId }: TenantScope, start: StreamStart): Promise<Place> {
  switch (start.kind) {
    case 'cursor':
      return placeOf(start.cursor);
    case 'after': {
      const row = await tx
        .selectFrom('events')
        .select(['transaction', 'position'])
        .where('id', '=', start.eventId)
        .executeTakeFirst();
      if (row === undefined)
        throw new ProblemError('invalid_request', 400, 'The event of Last-Event-ID is not known here.');
      return row;
    }
    case 'now': {
      // The last that may be read already: everything behind it happens from now on.
      const row = await tx
        .selectFrom('events')
        .select(['transaction', 'position'])
        .where('organization_id', '=', organizationId)
        .where(sql<boolean>`transaction < pg_snapshot_xmin(pg_current_snapshot())`)
        .orderBy('transaction', 'desc')
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ?? beginning;
    }
  }
}

const cursorOf = ({ transaction, position }: Place) => writeCursor([transaction, position]);

function placeOf(cursor: string): Place {
  const [transaction, position] = readCursor(cursor, [digits, digits]);
  return { transaction, position };
}
