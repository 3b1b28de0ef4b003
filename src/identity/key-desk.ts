import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import { allScopes, type Principal } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { ApiKeyDesk, ApiKeyView } from '../kernel/identity.ts';
import { hashOfKey, makeKey, prefixOf } from './api-keys.ts';
import { idOfCursor, pageOfRows } from './cursor.ts';
import { problemsBeyond, reachOfPerson, type Reach } from './reach.ts';

const hourMs = 3_600_000;

type KeyRow = Selectable<Tables['api_keys']>;

/** Keys in the database, inside the asker's organization. */
export function makeApiKeyDesk(options: { db: Database; clock: Clock }): ApiKeyDesk {
  const { db, clock } = options;
  const now = () => new Date(clock.now());

  return {
    list: (principal, { limit, cursor }) =>
      db.tenant(principal, async (tx) => {
        const after = idOfCursor(cursor);
        const rows = await tx
          .selectFrom('api_keys')
          .selectAll()
          .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute();
        return pageOfRows(rows.map(viewOf), limit);
      }),

    get: (principal, keyId) =>
      db.tenant(principal, async (tx) => {
        const row = await keyOf(tx, keyId);
        return row && viewOf(row);
      }),

    issue: (principal, wanted) =>
      db.tenant(principal, async (tx) => {
        const expiresAt = wanted.expiresAt === null ? null : new Date(wanted.expiresAt);
        const problems = problemsBeyond(await reachOf(tx, principal), { ...wanted, expiresAt });
        if (expiresAt !== null && expiresAt <= now())
          problems.push({ pointer: '/expiresAt', detail: 'must lie in the future' });
        for (const [place, id] of (wanted.practiceIds ?? []).entries())
          if (!(await isPractice(tx, id)))
            problems.push({ pointer: `/practiceIds/${place}`, detail: 'is no practice of yours' });
        if (problems.length > 0)
          throw new ProblemError('invalid_request', 400, 'Such a key cannot be issued.', problems);
        const secret = makeKey();
        const row = await tx
          .insertInto('api_keys')
          .values({
            id: makeId('key'),
            organization_id: principal.organizationId,
            name: wanted.name,
            prefix: prefixOf(secret),
            secret_hash: hashOfKey(secret),
            scopes: [...wanted.scopes],
            practice_ids: wanted.practiceIds === null ? null : [...wanted.practiceIds],
            requests_per_minute: wanted.requestsPerMinute,
            made_by: principal.actorId,
            created_at: now(),
            expires_at: expiresAt,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return { key: viewOf(row), secret };
      }),

    change: (principal, keyId, changes) =>
      db.tenant(principal, async (tx) => {
        const row = await keyOf(tx, keyId, 'update');
        if (row === undefined) return undefined;
        demandValid(row);
        const held = row.scopes;
        const more = (changes.scopes ?? [])
          .map((scope, place) => ({ scope, pointer: `/scopes/${place}` }))
          .filter(({ scope }) => !held.includes(scope));
        if (more.length > 0)
          throw new ProblemError(
            'invalid_request',
            400,
            'A key only ever loses scopes; issue another for more.',
            more.map(({ pointer }) => ({ pointer, detail: 'is a scope that this key does not hold' })),
          );
        const changed = await tx
          .updateTable('api_keys')
          .set({ name: changes.name ?? row.name, scopes: [...(changes.scopes ?? held)] })
          .where('id', '=', keyId)
          .returningAll()
          .executeTakeFirstOrThrow();
        return viewOf(changed);
      }),

    rotate: (principal, keyId, overlapHours) =>
      db.tenant(principal, async (tx) => {
        const row = await keyOf(tx, keyId, 'update');
        if (row === undefined) return undefined;
        demandValid(row);
        if (problemsBeyond(await reachOf(tx, principal), reachOfKey(row)).length > 0)
          throw new ProblemError('forbidden', 403, 'This key reaches further than you do.');
        const secret = makeKey();
        const until = overlapHours === 0 ? null : new Date(clock.now() + overlapHours * hourMs);
        const rotated = await tx
          .updateTable('api_keys')
          .set({
            prefix: prefixOf(secret),
            secret_hash: hashOfKey(secret),
            previous_hash: until === null ? null : row.secret_hash,
            previous_until: until,
          })
          .where('id', '=', keyId)
          .returningAll()
          .executeTakeFirstOrThrow();
        return { key: viewOf(rotated), secret };
      }),

    revoke: (principal, keyId) =>
      db.tenant(principal, async (tx) => {
        const row = await keyOf(tx, keyId, 'update');
        if (row === undefined) return undefined;
        if (row.revoked_at !== null) return viewOf(row);
        const revoked = await tx
          .updateTable('api_keys')
          .set({ revoked_at: now() })
          .where('id', '=', keyId)
          .returningAll()
          .executeTakeFirstOrThrow();
        return viewOf(revoked);
      }),
  };
}

function keyOf(tx: Tx, keyId: string, lock?: 'update'): Promise<KeyRow | undefined> {
  return tx
    .selectFrom('api_keys')
    .selectAll()
    .where('id', '=', keyId)
    .$if(lock === 'update', (query) => query.forUpdate())
    .executeTakeFirst();
}

async function isPractice(tx: Tx, practiceId: string): Promise<boolean> {
  const found = await tx.selectFrom('practices').select('id').where('id', '=', practiceId).executeTakeFirst();
  return found !== undefined;
}

function demandValid(row: KeyRow): void {
  if (row.revoked_at !== null) throw new ProblemError('conflict', 409, 'This key was revoked.');
}

async function reachOf(tx: Tx, principal: Principal): Promise<Reach> {
  const own = principal.kind === 'key' ? await keyOf(tx, principal.actorId) : undefined;
  return own === undefined
    ? reachOfPerson(principal)
    : { ...reachOfKey(own), scopes: principal.scopes, practiceIds: principal.practiceIds };
}

function reachOfKey(row: KeyRow): Reach {
  return {
    scopes: scopesOf(row),
    practiceIds: row.practice_ids,
    expiresAt: row.expires_at,
    requestsPerMinute: row.requests_per_minute,
  };
}

const scopesOf = (row: KeyRow) => allScopes.filter((scope) => row.scopes.includes(scope));

function viewOf(row: KeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: scopesOf(row),
    practiceIds: row.practice_ids,
    requestsPerMinute: row.requests_per_minute,
    madeBy: row.made_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    previousSecretUntil: row.previous_until?.toISOString() ?? null,
  };
}
