import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makePayorLookup } from './lookup.ts';
import { seedPayors } from './seed.ts';

const { db } = useTestDatabase();
const payors = makePayorLookup({ db });

beforeAll(async () => {
  await seedPayors({ db, paths: ['fixtures/payors'] });
  await db.system((tx) => tx.insertInto('organizations').values({ id: 'org_a', name: 'A' }).execute());
});

const resolve = (name: string, callType = 'claim_status') => payors.resolve('org_a', { name, callType });

describe('a name that intake asks for', () => {
  it('leads to a number, and tells how', async () => {
    expect(await resolve('SRH')).toMatchObject({
      kind: 'found',
      name: 'Summit Ridge Health',
      phoneNumber: '+13035550142',
      requiredInputs: [],
      refusesAutomation: false,
      resolution: { asked: 'SRH', matched: 'alias', directory: 'shared', purpose: 'provider' },
    });
  });

  it('leads to the line that is there for the call type', async () => {
    expect(await resolve('Blue Harbor', 'prior_auth')).toMatchObject({
      phoneNumber: '+12065550118',
      resolution: { purpose: 'prior_auth' },
    });
    expect(await resolve('Blue Harbor', 'eligibility')).toMatchObject({ phoneNumber: '+12065550117' });
  });

  it('is offered names that are near where it is not known', async () => {
    expect(await resolve('Sumit Rigde Helth')).toEqual({ kind: 'unknown', near: ['Summit Ridge Health'] });
    expect(await resolve('Qwxz')).toEqual({ kind: 'unknown', near: [] });
    expect(await resolve('—')).toEqual({ kind: 'unknown', near: [] });
  });
});
