import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { makeCallRules, makeStateRuleDesk, readStateRules } from './state-rules.ts';

const { db } = useTestDatabase();
const options = { db, data: readStateRules() };
const rules = makeCallRules(options);
const desk = makeStateRuleDesk(options);
const words = 'Hello, I am {agent}, an automated assistant of {practice}.';

const member = (organizationId: string): Principal => ({
  organizationId,
  practiceIds: null,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['payors:read', 'payors:write'],
});

beforeAll(() =>
  db.system(async (tx) => {
    for (const id of ['org_a', 'org_b'])
      await tx.insertInto('organizations').values({ id, name: id }).execute();
    const payor = (id: string, more: object) =>
      tx
        .insertInto('payors')
        .values({ id, organization_id: null, name: id, ...more })
        .execute();
    await payor('pay_silent', {});
    await payor('pay_open', { recording: 'allowed' });
    await payor('pay_strict', { recording: 'forbidden', disclosure: words });
  }),
);

const recordingOf = async (payorId: string | null, state: string | null, organizationId = 'org_a') =>
  (await rules.rulesOf(organizationId, payorId, state)).recording;

describe('whether a call may be recorded', () => {
  it.each([
    // Both ends are known to agree.
    ['pay_open', 'CO', 'allowed'],
    ['pay_open', 'WA', 'announce'],
    ['pay_open', null, 'announce'],
    ['pay_open', 'Colorado', 'announce'],
    // Nobody knows where the payor's people sit.
    ['pay_silent', 'CO', 'announce'],
    [null, 'CO', 'announce'],
    [null, null, 'announce'],
    ['pay_strict', 'CO', 'forbidden'],
    ['pay_gone', 'CO', 'announce'],
  ] as const)('for %s and %s: %s', async (payorId, state, recording) => {
    expect(await recordingOf(payorId, state)).toBe(recording);
  });

  it.each('CA CT DE FL IL MD MA MT NV NH PA WA'.split(' '))('is announced in %s', async (state) => {
    expect(await recordingOf('pay_open', state)).toBe('announce');
  });
});

describe('how a caller says that it is a machine', () => {
  it("is the payor's wording, or else the state's, or else the script's", async () => {
    const said = async (payorId: string | null, state: string | null) =>
      (await rules.rulesOf('org_a', payorId, state)).disclosure;
    expect(await said('pay_strict', 'UT')).toBe(words);
    expect(await said('pay_silent', 'UT')).toMatch(/artificial intelligence/);
    expect(await said('pay_silent', 'CO')).toBeNull();
  });
});

describe('a state as an organization reads it', () => {
  it('holds for its own calls, until it returns to the list', async () => {
    const changes = { recording: 'forbidden', disclosure: null, note: 'Counsel, March' } as const;
    const changed = await desk.change(member('org_a'), 'CO', changes);
    expect(changed).toEqual({
      state: 'CO',
      consent: 'one_party',
      recording: 'forbidden',
      disclosure: null,
      note: 'Counsel, March',
      overridden: ['recording', 'note'],
    });
    expect(await recordingOf('pay_open', 'CO')).toBe('forbidden');
    expect(await recordingOf('pay_open', 'CO', 'org_b')).toBe('allowed');
    const listOf = async (organizationId: string) =>
      (await desk.list(member(organizationId))).find(({ state }) => state === 'CO');
    expect(await listOf('org_a')).toEqual(changed);
    expect(await listOf('org_b')).toMatchObject({ recording: 'allowed', overridden: [] });

    await desk.change(member('org_a'), 'CO', { ...changes, recording: null });
    expect(await recordingOf('pay_open', 'CO')).toBe('allowed');
    await desk.reset(member('org_a'), 'CO');
    expect(await listOf('org_a')).toMatchObject({ note: null, overridden: [] });
  });

  it('is there for every state', async () => {
    expect((await desk.list(member('org_a'))).map(({ state }) => state)).toHaveLength(56);
  });
});
