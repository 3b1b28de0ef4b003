import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { hashOfKey, prefixOf } from './api-keys.ts';
import { makeAuthenticator } from './authenticator.ts';
import { bootstrapOrganization } from './bootstrap.ts';

const { db } = useTestDatabase();
const nowMs = Date.parse('2026-03-02T12:00:00Z');
const authenticator = makeAuthenticator({ db, clock: makeManualClock(nowMs) });
const apiKey = `hf_first_${'s'.repeat(32)}`;

const change = (values: { revoked_at?: Date | null; expires_at?: Date | null }) =>
  db.system((tx) => tx.updateTable('api_keys').set(values).execute());

describe('the first organization', () => {
  it('is made once, however often and by however many processes it is asked for', async () => {
    const made = await Promise.all([1, 2, 3].map(() => bootstrapOrganization({ db, apiKey })));
    expect(new Set(made.map((each) => each.organizationId)).size).toBe(1);
    const counts = await db.system(async (tx) => [
      await tx.selectFrom('organizations').select('id').execute(),
      await tx.selectFrom('api_keys').select('id').execute(),
    ]);
    expect(counts.map((rows) => rows.length)).toEqual([1, 1]);
  });

  it('is opened by its key, which may dial any number', async () => {
    const { organizationId } = await bootstrapOrganization({ db, apiKey });
    const principal = await authenticator.authenticate(apiKey);
    expect(principal?.organizationId).toBe(organizationId);
    expect(principal?.scopes).toContain('dial:any-number');
  });

  it('takes a second key into the same organization', async () => {
    const { organizationId } = await bootstrapOrganization({ db, apiKey });
    const second = await bootstrapOrganization({ db, apiKey: `second-${'k'.repeat(30)}` });
    expect(second.organizationId).toBe(organizationId);
  });
});

describe('a key', () => {
  it('is unknown where it was never issued', async () => {
    expect(await authenticator.authenticate(`${apiKey}x`)).toBeUndefined();
  });

  it('is unknown from the moment it is revoked, also after another start', async () => {
    await change({ revoked_at: new Date(nowMs) });
    expect(await authenticator.authenticate(apiKey)).toBeUndefined();
    await bootstrapOrganization({ db, apiKey });
    expect(await authenticator.authenticate(apiKey)).toBeUndefined();
    await change({ revoked_at: null });
  });

  it('is unknown from the moment it expires', async () => {
    await change({ expires_at: new Date(nowMs) });
    expect(await authenticator.authenticate(apiKey)).toBeUndefined();
    await change({ expires_at: new Date(nowMs + 1) });
    expect(await authenticator.authenticate(apiKey)).toBeDefined();
  });

  it('is stored as a hash and a prefix that tells nothing', async () => {
    const row = await db.system((tx) =>
      tx
        .selectFrom('api_keys')
        .selectAll()
        .where('secret_hash', '=', hashOfKey(apiKey))
        .executeTakeFirstOrThrow(),
    );
    expect(row.prefix).toBe('first');
    expect(JSON.stringify(row)).not.toContain('ssss');
    expect(prefixOf('opaque-key-without-shape')).toBe('opaq');
  });
});
