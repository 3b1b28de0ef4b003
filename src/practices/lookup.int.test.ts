import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { makePracticeLookup } from './lookup.ts';

const { db } = useTestDatabase();
const practices = makePracticeLookup({ db });
const cedar = {
  name: 'Cedar Hill Clinic',
  npi: '1234567893',
  taxId: '840000001',
  phone: '+13035550110',
  state: 'CO',
};

const principal = (organizationId: string, practiceIds: readonly string[] | null = null): Principal => ({
  organizationId,
  practiceIds,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['tasks:write'],
});

beforeAll(() =>
  db.system(async (tx) => {
    for (const id of ['org_a', 'org_b'])
      await tx.insertInto('organizations').values({ id, name: id }).execute();
  }),
);

async function fileOf(organizationId: string, practice = cedar): Promise<string> {
  const match = await practices.onFile(principal(organizationId), practice);
  if (match.kind !== 'found') throw new Error('It is not on file.');
  return match.practiceId;
}

describe('practices on file', () => {
  it('are put there once, however many tasks name them at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => fileOf('org_a')));
    expect(new Set(ids).size).toBe(1);
  });

  it('are known again by NPI and tax ID, and are answered as they stand on file', async () => {
    const id = await fileOf('org_a');
    const match = await practices.onFile(principal('org_a'), { ...cedar, name: 'CEDAR HILL' });
    expect(match).toEqual({
      kind: 'found',
      practiceId: id,
      practice: { ...cedar, timeZone: 'America/Denver' },
    });
  });

  it('are other practices with another tax ID, and in another organization', async () => {
    const id = await fileOf('org_a');
    expect(await fileOf('org_a', { ...cedar, taxId: '840000002' })).not.toBe(id);
    expect(await fileOf('org_b')).not.toBe(id);
    expect(await practices.byId(principal('org_b'), id)).toEqual({ kind: 'unknown' });
  });

  it('are unknown to a key that is limited to others, which puts none on file', async () => {
    const id = await fileOf('org_a');
    const limited = principal('org_a', ['prac_other']);
    expect(await practices.byId(limited, id)).toEqual({ kind: 'unknown' });
    expect(await practices.onFile(limited, cedar)).toEqual({ kind: 'unknown' });
    expect(await practices.onFile(limited, { ...cedar, taxId: '840000009' })).toEqual({ kind: 'unknown' });
    expect(await practices.byId(principal('org_a', [id]), id)).toMatchObject({ kind: 'found' });
    expect(await practices.onFile(principal('org_a', [id]), cedar)).toMatchObject({ practiceId: id });
  });

  it('say that they are archived instead of being put on file again', async () => {
    const id = await fileOf('org_b');
    await db.system((tx) =>
      tx.updateTable('practices').set({ archived_at: new Date() }).where('id', '=', id).execute(),
    );
    expect(await practices.byId(principal('org_b'), id)).toEqual({ kind: 'archived' });
    expect(await practices.onFile(principal('org_b'), cedar)).toEqual({ kind: 'archived' });
  });
});
