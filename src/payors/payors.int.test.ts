import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { loadCallTypes } from '../main/call-types.ts';
import { namesOfInputs } from '../main/directory.ts';
import { makePayorLookup } from './lookup.ts';
import { seedPayors } from './seed.ts';

const { db } = useTestDatabase();
const payors = makePayorLookup({ db });
const directory = {
  resolve: (organizationId: string, name: string) =>
    payors.resolve(organizationId, { name, callType: 'claim_status' }),
};
const fixtures = join(import.meta.dirname, '../../fixtures/payors');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payors-'));
  await seedPayors({ db, paths: [fixtures] });
});
afterAll(() => rm(folder, { recursive: true }));

async function seedText(text: string, inputsOf?: ReturnType<typeof namesOfInputs>): Promise<number> {
  const file = join(folder, 'own.yaml');
  await writeFile(file, text);
  return seedPayors({ db, paths: [file], inputsOf });
}

describe('the payor directory', () => {
  it.each(['Summit Ridge Health', 'SUMMIT RIDGE HEALTH, INC.', 'srh'])(
    'finds a payor as %j',
    async (name) => {
      expect(await directory.resolve('org_a', name)).toMatchObject({
        kind: 'found',
        name: 'Summit Ridge Health',
        phoneNumber: '+13035550142',
      });
    },
  );

  it('calls the first line of a payor that has several', async () => {
    expect(await directory.resolve('org_a', 'Blue Harbor')).toMatchObject({ phoneNumber: '+12065550117' });
  });

  it('says that a payor is unknown', async () => {
    expect(await directory.resolve('org_a', 'Nobody')).toMatchObject({ kind: 'unknown' });
    expect(await directory.resolve('org_a', '—')).toMatchObject({ kind: 'unknown' });
  });

  it('keeps the id of a payor that is loaded again with another number', async () => {
    const before = await directory.resolve('org_a', 'Prairie Mutual');
    await seedText("[{name: PRAIRIE MUTUAL INSURANCE, lines: [{phoneNumber: '+14025550199'}]}]");
    const after = await directory.resolve('org_a', 'Prairie Mutual Insurance');
    const idOf = (match: typeof before) => (match.kind === 'found' ? match.payorId : undefined);
    expect(idOf(after)).toBe(idOf(before));
    expect(after).toMatchObject({ name: 'PRAIRIE MUTUAL INSURANCE', phoneNumber: '+14025550199' });
    expect(await directory.resolve('org_a', 'Prairie Mutual')).toMatchObject({ kind: 'unknown' });
  });

  it('knows how many tasks a payor takes in one call: one unless it says more', async () => {
    await seedText(
      "[{name: Patient, limits: {tasksPerCall: 5}, lines: [{phoneNumber: '+13035550104'}]}, {name: Brief, lines: [{phoneNumber: '+13035550105'}]}]",
    );
    const rows = await db.system((tx) =>
      tx
        .selectFrom('payors')
        .select(['name', 'tasks_per_call'])
        .where('name', 'in', ['Patient', 'Brief'])
        .orderBy('name')
        .execute(),
    );
    expect(rows).toEqual([
      { name: 'Brief', tasks_per_call: 1 },
      { name: 'Patient', tasks_per_call: 5 },
    ]);
    await expect(
      seedText("[{name: None, limits: {tasksPerCall: 0}, lines: [{phoneNumber: '+13035550106'}]}]"),
    ).rejects.toThrow(/tasksPerCall/);
  });

  it('does not choose between two payors of one name', async () => {
    await seedText(
      "[{name: East, aliases: [Twin], lines: [{phoneNumber: '+13035550101'}]}, {name: West, aliases: [Twin], lines: [{phoneNumber: '+13035550102'}]}]",
    );
    expect(await directory.resolve('org_a', 'twin')).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ name: 'East' }, { name: 'West' }],
    });
  });

  it('prefers an entry of the organization and shows it to nobody else', async () => {
    await db.system(async (tx) => {
      await tx.insertInto('organizations').values({ id: 'org_a', name: 'A' }).execute();
      const own = { organization_id: 'org_a', payor_id: 'pay_own' };
      await tx
        .insertInto('payors')
        .values({ id: 'pay_own', organization_id: 'org_a', name: 'Ours' })
        .execute();
      await tx
        .insertInto('payor_aliases')
        .values({ ...own, alias: 'blue harbor' })
        .execute();
      await tx
        .insertInto('payor_lines')
        .values({ ...own, id: 'line_own', purpose: 'provider', phone_number: '+13035550177' })
        .execute();
    });
    expect(await directory.resolve('org_a', 'Blue Harbor')).toMatchObject({ payorId: 'pay_own' });
    expect(await directory.resolve('org_b', 'Blue Harbor')).toMatchObject({ name: 'Blue Harbor Plan' });
  });

  it('is full of payors that differ in every way, and asks only for inputs that there are', async () => {
    const { catalogue } = await loadCallTypes();
    const loaded = await seedPayors({ db, paths: [fixtures], inputsOf: namesOfInputs(catalogue) });
    expect(loaded).toBeGreaterThanOrEqual(15);
    expect(await payors.resolve('org_a', { name: 'Osprey Point', callType: 'credentialing' })).toMatchObject({
      kind: 'no_line',
      purposes: ['benefits', 'claims', 'authorizations'],
    });
    expect(await payors.resolve('org_a', { name: 'OPB', callType: 'prior_auth' })).toMatchObject({
      phoneNumber: '+18135550104',
      resolution: { purpose: 'authorizations' },
    });
    await expect(
      seedText(
        "[{name: Shoe, requiredInputs: {claim_status: [{name: shoe}]}, lines: [{phoneNumber: '+13035550107'}]}]",
        namesOfInputs(catalogue),
      ),
    ).rejects.toThrow(/is not an input of claim_status/);
  });

  it('refuses a file with a number that may not be dialed, and loads nothing of it', async () => {
    const text =
      "[{name: Fine, lines: [{phoneNumber: '+13035550103'}]}, {name: Dear, lines: [{phoneNumber: '+19005550100'}]}]";
    await expect(seedText(text)).rejects.toThrow(/premium/);
    expect(await directory.resolve('org_a', 'Fine')).toMatchObject({ kind: 'unknown' });
  });
});
