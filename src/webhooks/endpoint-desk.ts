import type { Database, Tx } from '../db/database.ts';
import type { Principal, TenantScope } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { EndpointChange, WebhookEndpoint, WebhookEndpointDesk } from '../kernel/webhook.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { asEndpoint, endpointColumns } from './endpoint-view.ts';
import type { WebhookSecrets } from './secrets.ts';
import { makeWebhookSecret } from './signature.ts';
import { refusalAfterLookup, type IsAllowedHost } from './url-policy.ts';

/** Consumers that have the new secret and those that do not are both served for a day. */
const formerSecretMs = 24 * 3_600_000;

/** More is a mistake in somebody's loop, and every event is written once for each. */
const mostEndpoints = 50;

export interface EndpointDeskOptions {
  db: Database;
  secrets: WebhookSecrets;
  /** Sends a test event to the endpoint and tells what came of it. */
  sendTest: WebhookEndpointDesk['test'];
  isAllowedHost: IsAllowedHost;
  clock: Clock;
  /** Looks a host up; the machine's own name service unless given. */
  resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
}

export function makeEndpointDesk(options: EndpointDeskOptions): WebhookEndpointDesk {
  const { db, secrets, clock } = options;

  const find = (tx: Tx, id: string) =>
    tx
      .selectFrom('webhook_endpoints')
      .select([...endpointColumns, 'organization_id', 'sealed_secret'])
      .where('id', '=', id)
      .where('url', 'is not', null)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();

  async function get(scope: TenantScope, id: string): Promise<WebhookEndpoint | undefined> {
    const row = await db.tenant(scope, (tx) => find(tx, id));
    return row && asEndpoint(row);
  }

  async function demandUrl(url: string | undefined): Promise<void> {
    if (url === undefined) return;
    const refusal = await refusalAfterLookup(url, options.isAllowedHost, options.resolve);
    if (refusal !== undefined)
      throw new ProblemError('invalid_request', 400, 'The request is not valid.', [
        { pointer: '/url', detail: refusal },
      ]);
  }

  return {
    get,
    async create(principal, wanted) {
      demandResults(principal, wanted.payload);
      const practiceIds = practicesFor(principal, wanted.practiceIds ?? null);
      await demandUrl(wanted.url);
      const id = makeId('whe');
      const { organizationId } = principal;
      const secret = makeWebhookSecret();
      const sealed_secret = await secrets.sealSecret(organizationId, id, secret);
      const row = await db.tenant(principal, async (tx) => {
        await demandRoom(tx);
        await demandPractices(tx, practiceIds);
        return tx
          .insertInto('webhook_endpoints')
          .values({
            id,
            organization_id: organizationId,
            url: wanted.url,
            sealed_secret,
            description: wanted.description ?? '',
            event_types: [...(wanted.eventTypes ?? [])],
            payload: wanted.payload ?? 'thin',
            practice_ids: practiceIds,
            created_at: new Date(clock.now()),
            updated_at: new Date(clock.now()),
          })
          .returning(endpointColumns)
          .executeTakeFirstOrThrow();
      });
      return { endpoint: asEndpoint(row), secret };
    },
    async list(scope, { limit, cursor }) {
      const after = cursor === undefined ? undefined : readCursor(cursor, [/^whe_[a-z0-9]+$/])[0];
      const rows = await db.tenant(scope, (tx) =>
        tx
          .selectFrom('webhook_endpoints')
          .select(endpointColumns)
          .where('url', 'is not', null)
          .where('deleted_at', 'is', null)
          .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute(),
      );
      const data = rows.slice(0, limit).map(asEndpoint);
      const last = rows.length > limit ? data.at(-1) : undefined;
      return { data, nextCursor: last === undefined ? null : writeCursor([last.id]) };
    },
    async change(principal, id, change) {
      const before = await get(principal, id);
      if (before === undefined) return undefined;
      // Who may not read results may neither ask for them nor lead them elsewhere.
      if (change.payload !== undefined || change.url !== undefined)
        demandResults(principal, change.payload ?? before.payload);
      await demandUrl(change.url);
      const row = await db.tenant(principal, async (tx) => {
        await demandPractices(tx, change.practiceIds ?? null);
        if (change.url !== undefined) await redirectWaiting(tx, id, change.url);
        return tx
          .updateTable('webhook_endpoints')
          .set({ ...columnsOf(principal, change), updated_at: new Date(clock.now()) })
          .where('id', '=', id)
          .where('deleted_at', 'is', null)
          .returning(endpointColumns)
          .executeTakeFirst();
      });
      return row && asEndpoint(row);
    },
    remove: (scope, id) =>
      db.tenant(scope, async (tx) => {
        if ((await find(tx, id)) === undefined) return false;
        const now = new Date(clock.now());
        await disableEndpoint(tx, id, 'asked', now);
        await tx.updateTable('webhook_endpoints').set({ deleted_at: now }).where('id', '=', id).execute();
        return true;
      }),
    enable: (scope, id) =>
      db.tenant(scope, async (tx) => {
        const row = await tx
          .updateTable('webhook_endpoints')
          .set({
            disabled_at: null,
            disabled_reason: null,
            failing_since: null,
            updated_at: new Date(clock.now()),
          })
          .where('id', '=', id)
          .where('url', 'is not', null)
          .where('deleted_at', 'is', null)
          .returning(endpointColumns)
          .executeTakeFirst();
        return row && asEndpoint(row);
      }),
    disable: (scope, id) =>
      db.tenant(scope, async (tx) => {
        if ((await find(tx, id)) === undefined) return undefined;
        await disableEndpoint(tx, id, 'asked', new Date(clock.now()));
        const row = await find(tx, id);
        return row && asEndpoint(row);
      }),
    async secretOf(scope, id) {
      const row = await db.tenant(scope, (tx) => find(tx, id));
      return row && (await secrets.openSecret(row.organization_id, id, row.sealed_secret));
    },
    async rotateSecret(scope, id) {
      const secret = makeWebhookSecret();
      const sealed = await secrets.sealSecret(scope.organizationId, id, secret);
      const row = await db.tenant(scope, (tx) =>
        tx
          .updateTable('webhook_endpoints')
          .set((eb) => ({
            sealed_former_secret: eb.ref('sealed_secret'),
            sealed_secret: sealed,
            former_secret_until: new Date(clock.now() + formerSecretMs),
            updated_at: new Date(clock.now()),
          }))
          .where('id', '=', id)
          .where('url', 'is not', null)
          .where('deleted_at', 'is', null)
          .returning(endpointColumns)
          .executeTakeFirst(),
      );
      return row && { endpoint: asEndpoint(row), secret };
    },
    test: (scope, id) => options.sendTest(scope, id),
  };
}

/** A full payload holds what was learned, so whoever may not read that may not have it sent. */
function demandResults(principal: Principal, payload: string | undefined): void {
  if (payload === 'full' && !principal.scopes.includes('results:read'))
    throw new ProblemError(
      'forbidden',
      403,
      'Full payloads hold results: this needs the scope results:read too.',
    );
}

/** Whom an endpoint hears of: never more than its maker sees. */
function practicesFor(principal: TenantScope, wanted: readonly string[] | null): string[] | null {
  const practiceIds = wanted ?? principal.practiceIds;
  return practiceIds === null ? null : [...practiceIds];
}

/** Practices that the transaction does not see do not exist for whoever names them. */
async function demandPractices(tx: Tx, practiceIds: readonly string[] | null): Promise<void> {
  if (practiceIds === null) return;
  const seen = await tx.selectFrom('practices').select('id').where('id', 'in', practiceIds).execute();
  const known = new Set(seen.map(({ id }) => id));
  const unknown = practiceIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `/practiceIds/${index}`, detail: 'There is no such practice.' }],
  );
  if (unknown.length > 0)
    throw new ProblemError('invalid_request', 400, 'The request is not valid.', unknown);
}

function columnsOf(principal: TenantScope, change: EndpointChange) {
  const { url, description, eventTypes, payload, practiceIds } = change;
  return {
    ...(url !== undefined && { url }),
    ...(description !== undefined && { description }),
    ...(eventTypes !== undefined && { event_types: [...eventTypes] }),
    ...(payload !== undefined && { payload }),
    ...(practiceIds !== undefined && { practice_ids: practicesFor(principal, practiceIds) }),
  };
}

/** What is on its way goes to where the endpoint is now. */
async function redirectWaiting(tx: Tx, id: string, url: string): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ url })
    .where('endpoint_id', '=', id)
    .where('state', 'in', ['waiting', 'pending'])
    .execute();
}

async function demandRoom(tx: Tx): Promise<void> {
  const { count } = await tx
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('url', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostEndpoints)
    throw new ProblemError(
      'conflict',
      409,
      `There are ${mostEndpoints} endpoints already; delete one first.`,
    );
}
