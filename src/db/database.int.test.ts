import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from './testing/test-database.ts';
import { isMigrated, migrate } from './migrate.ts';

const { db, url } = useTestDatabase();

beforeAll(async () => {
  await db.system(async (tx) => {
    await tx
      .insertInto('organizations')
      .values([
        { id: 'org_a', name: 'A' },
        { id: 'org_b', name: 'B' },
      ])
      .execute();
    for (const organization of ['org_a', 'org_b', null])
      await tx
        .insertInto('payors')
        .values({ id: `pay_${organization ?? 'shared'}`, organization_id: organization, name: 'Payor' })
        .execute();
  });
});

describe('the database', () => {
  it('shows an organization its own rows and the shared ones, nothing else', async () => {
    const seen = await db.tenant('org_a', (tx) =>
      tx.selectFrom('payors').select('id').orderBy('id').execute(),
    );
    expect(seen.map((row) => row.id)).toEqual(['pay_org_a', 'pay_shared']);
  });

  it('shows the system every row', async () => {
    const seen = await db.system((tx) => tx.selectFrom('payors').select('id').execute());
    expect(seen).toHaveLength(3);
  });

  it('refuses a row written for another organization', async () => {
    const write = db.tenant('org_a', (tx) =>
      tx.insertInto('payors').values({ id: 'pay_x', organization_id: 'org_b', name: 'X' }).execute(),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('does not let an organization change a shared entry', async () => {
    await db.tenant('org_a', (tx) =>
      tx.updateTable('payors').set({ name: 'Taken' }).where('id', '=', 'pay_shared').execute(),
    );
    const row = await db.system((tx) =>
      tx.selectFrom('payors').select('name').where('id', '=', 'pay_shared').executeTakeFirstOrThrow(),
    );
    expect(row.name).toBe('Payor');
  });

  it('forces row-level security on every table that is not its own bookkeeping', async () => {
    const open = await db.system((tx) =>
      sql<{ relname: string }>`
        select relname from pg_class
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
          and relname <> 'schema_migrations' and not (relrowsecurity and relforcerowsecurity)`.execute(tx),
    );
    expect(open.rows).toEqual([]);
  });

  it('keeps no trace of a scope on a connection that is used again', async () => {
    const who = await db.system(async (tx) => {
      const { rows } = await sql<{ organization: string | null }>`
        select current_setting('app.organization_id', true) as organization`.execute(tx);
      return rows[0]?.organization ?? '';
    });
    expect(who).toBe('');
  });

  it('refuses to change or remove an audit entry', async () => {
    await db.system((tx) =>
      tx
        .insertInto('audit_log')
        .values({ id: 'aud_1', organization_id: 'org_a', actor: 'key_1', action: 'task.read', subject: 't' })
        .execute(),
    );
    const change = db.system((tx) => tx.updateTable('audit_log').set({ actor: 'nobody' }).execute());
    await expect(change).rejects.toThrow(/permission denied/);
    const remove = db.tenant('org_a', (tx) => tx.deleteFrom('audit_log').execute());
    await expect(remove).rejects.toThrow(/permission denied/);
  });

  it('applies migrations once, also when two processes migrate at the same time', async () => {
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied).toEqual([[], []]);
    expect(await isMigrated(url)).toBe(true);
  });
});
