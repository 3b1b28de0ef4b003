import { getMigrations } from 'better-auth/db/migration';
import { Client, Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { signInOptions } from './sign-in-library.ts';

const { db, url } = useTestDatabase();
const settings = {
  masterKey: new Uint8Array(32).fill(1),
  publicBaseUrl: 'https://holdfast.example',
  idleMs: 1_800_000,
};

describe('the tables of the sign-in library', () => {
  it('lack nothing that it expects', async () => {
    const pool = new Pool({ connectionString: url, options: '-c search_path=auth' });
    const plan = await getMigrations(signInOptions(settings, pool));
    await pool.end();
    expect(plan.toBeCreated).toEqual([]);
    expect(plan.toBeAdded).toEqual([]);
    expect(plan.toBeAddedIndexes).toEqual([]);
    expect(plan.schemaProblems).toEqual([]);
  });

  it.each(['holdfast_app', 'holdfast_system'])('show %s no password, token or secret', async (role) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`set role ${role}`);
    for (const what of [
      'password from auth.account',
      'secret from auth."twoFactor"',
      'token from auth.session',
      'value from auth.verification',
    ])
      await expect(client.query(`select ${what}`)).rejects.toThrow('permission denied');
    await client.end();
  });

  it('show an organization its own people only', async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`
      insert into organizations (id, name) values ('org_a', 'A'), ('org_b', 'B');
      insert into auth."user" (id, name, email, "emailVerified")
        values ('usr_a', 'Ann', 'a@clinic.example', true), ('usr_b', 'Bea', 'b@clinic.example', true);`);
    await client.end();
    await db.system((tx) =>
      tx
        .insertInto('memberships')
        .values([
          { organization_id: 'org_a', user_id: 'usr_a', role: 'owner' },
          { organization_id: 'org_b', user_id: 'usr_b', role: 'owner' },
        ])
        .execute(),
    );
    const seen = await db.tenant('org_a', (tx) => tx.selectFrom('auth.user').select('id').execute());
    expect(seen).toEqual([{ id: 'usr_a' }]);
  });
});
