import { allScopes, scopesWithin, type Authenticator } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashOfKey } from './api-keys.ts';
import type { KeyReader } from './key-reader.ts';

/** `last_used_at` is for people who tidy keys up: to the minute is enough, and spares a write a request. */
const noteEveryMs = 60_000;

/** Looks keys up by their hash. Revoked and expired keys are unknown at once: nothing is cached. */
export function makeAuthenticator(options: { db: KeyReader; clock: Clock }): Authenticator {
  const { db, clock } = options;
  return {
    authenticate: (bearer) =>
      db.system(async (query) => {
        const now = new Date(clock.now());
        const hash = hashOfKey(bearer);
        const key = await query
          .selectFrom('api_keys')
          .select(['id', 'organization_id', 'scopes', 'practice_ids', 'requests_per_minute', 'last_used_at'])
          .where((is) =>
            is.or([
              is('secret_hash', '=', hash),
              is.and([is('previous_hash', '=', hash), is('previous_until', '>', now)]),
            ]),
          )
          .where('revoked_at', 'is', null)
          .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', now)]))
          .executeTakeFirst();
        if (key === undefined) return undefined;
        if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > noteEveryMs)
          await query.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', key.id).execute();
        return {
          organizationId: key.organization_id,
          practiceIds: key.practice_ids,
          kind: 'key',
          actorId: key.id,
          scopes: scopesWithin(
            key.practice_ids,
            allScopes.filter((scope) => key.scopes.includes(scope)),
          ),
          requestsPerMinute: key.requests_per_minute ?? undefined,
        };
      }),
  };
}
