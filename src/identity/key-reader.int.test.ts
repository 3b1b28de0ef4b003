import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger as logger } from '../kernel/logger.ts';
import { makeAuthenticator } from './authenticator.ts';
import { bootstrapOrganization } from './bootstrap.ts';
import { makeKeyReader } from './key-reader.ts';

const { db, url } = useTestDatabase();
const reader = makeKeyReader({ databaseUrl: url, logger });
afterAll(() => reader.close());
const apiKey = `hf_first_${'s'.repeat(32)}`;

describe('the reader of keys', () => {
  it('works in the role of the system, which cannot go around row-level security', async () => {
    const { rows } = await reader.system((query) =>
      sql<{ role: string; bypasses: boolean }>`
        select current_user as role, rolbypassrls or rolsuper as bypasses
        from pg_roles where rolname = current_user`.execute(query),
    );
    expect(rows).toEqual([{ role: 'holdfast_system', bypasses: false }]);
  });

  it('finds a key and notes that it was used', async () => {
    const { organizationId } = await bootstrapOrganization({ db, apiKey });
    const authenticator = makeAuthenticator({ db: reader, clock: makeManualClock(1_800_000_000_000) });
    expect((await authenticator.authenticate(apiKey))?.organizationId).toBe(organizationId);
    const row = await db.system((tx) => tx.selectFrom('api_keys').select('last_used_at').executeTakeFirst());
    expect(row?.last_used_at?.getTime()).toBe(1_800_000_000_000);
  });
});
