import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import type { ProblemError } from '../kernel/errors.ts';
import { makePracticeSchemas } from '../kernel/practice-profile.ts';
import { passesChecksum } from '../spoken/expected.ts';
import { makePracticeDesk } from './desk.ts';
import { makePracticeLookup } from './lookup.ts';

const { db } = useTestDatabase();
const desk = makePracticeDesk({ db });
const lookup = makePracticeLookup({ db });
const { whole, changes } = makePracticeSchemas({
  isNpi: (text) => passesChecksum(text, 'npi'),
  refusalOfNumber: (number) => (number.startsWith('+1303') ? undefined : 'must be near'),
});

const member = (organizationId: string, practiceIds: readonly string[] | null = null): Principal => ({
  organizationId,
  practiceIds,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['practices:read', 'practices:write'],
});
const ours = member('org_a');

let count = 0;
/** One with a tax ID of its own, so that tests do not meet each other. */
const profile = (more: object = {}) =>
  whole.parse({
    name: 'Cedar Hill Clinic',
    npis: [{ npi: '1234567893' }],
    taxIds: [{ taxId: `84-${String(++count).padStart(7, '0')}` }],
    callbackNumbers: [{ number: '+13035550110' }],
    ...more,
  });

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (problem: unknown) => (problem as ProblemError).status,
  );

beforeAll(() =>
  db.system(async (tx) => {
    for (const id of ['org_a', 'org_b', 'org_c'])
      await tx.insertInto('organizations').values({ id, name: id }).execute();
  }),
);

describe('a practice', () => {
  it('is kept with several of each, and calls give the first', async () => {
    const given = profile({
      npis: [{ npi: '1234567893' }, { npi: '1245319599', type: 1, label: 'Dr. Sample' }],
      faxNumbers: [{ number: '+13035550111', label: 'Billing' }],
      addresses: [{ street: '1 Sample Way', city: 'Denver', state: 'CO', zip: '80202' }],
      state: 'CO',
    });
    const practice = await desk.create(ours, given);
    expect(practice).toMatchObject({ ...given, timeZone: 'America/Denver', archivedAt: null });
    expect(await desk.get(ours, practice.id)).toEqual(practice);
    const taxId = given.taxIds[0]?.taxId ?? '';
    const asked = { name: 'x', npi: '1245319599', taxId, phone: '+13035550110' };
    expect(await lookup.onFile(ours, asked)).toEqual({
      kind: 'found',
      practiceId: practice.id,
      practice: {
        name: 'Cedar Hill Clinic',
        npi: '1234567893',
        taxId,
        phone: '+13035550110',
        state: 'CO',
        address: '1 Sample Way, Denver, CO 80202',
        timeZone: 'America/Denver',
      },
    });
  });

  it('keeps what a change does not name, and moves to the zone of another state', async () => {
    const { id, ...before } = await desk.create(ours, profile({ state: 'CO' }));
    const moved = await desk.change(ours, id, changes.parse({ state: 'CA', name: 'Cedar Coast' }));
    expect(moved).toEqual({
      ...before,
      id,
      name: 'Cedar Coast',
      state: 'CA',
      timeZone: 'America/Los_Angeles',
      updatedAt: moved.updatedAt,
    });
    const kept = await desk.change(ours, id, changes.parse({ timeZone: 'America/Denver' }));
    expect(kept.timeZone).toBe('America/Denver');
    expect((await desk.change(ours, id, { name: 'Cedar' })).timeZone).toBe('America/Denver');
  });

  it('does not share NPI and tax ID with another', async () => {
    const first = profile();
    await desk.create(ours, first);
    expect(await refused(desk.create(ours, { ...first, name: 'Other' }))).toBe(409);
    const second = await desk.create(ours, profile());
    expect(await refused(desk.change(ours, second.id, { taxIds: first.taxIds }))).toBe(409);
    expect(await refused(desk.change(ours, second.id, { taxIds: second.taxIds }))).toBe('done');
    expect(await refused(desk.create(member('org_b'), first))).toBe('done');
  });

  it('takes no tasks while it is archived', async () => {
    const { id } = await desk.create(ours, profile());
    expect((await desk.archive(ours, id, true)).archivedAt).not.toBeNull();
    expect(await lookup.byId(ours, id)).toEqual({ kind: 'archived' });
    const listed = async (archived: boolean) =>
      (await desk.search(ours, { archived, limit: 200 })).data.some((practice) => practice.id === id);
    expect([await listed(false), await listed(true)]).toEqual([false, true]);
    expect((await desk.archive(ours, id, false)).archivedAt).toBeNull();
    expect(await lookup.byId(ours, id)).toMatchObject({ kind: 'found' });
  });

  it('that a task put on file shows one of each', async () => {
    const practice = { name: 'From A Task', npi: '1234567893', taxId: '849999999', phone: '+13035550112' };
    const match = await lookup.onFile(ours, practice);
    const id = match.kind === 'found' ? match.practiceId : '';
    expect(await desk.get(ours, id)).toMatchObject({
      npis: [{ npi: '1234567893', type: 2, label: null }],
      taxIds: [{ taxId: '849999999', label: null }],
      callbackNumbers: [{ number: '+13035550112', label: null }],
      faxNumbers: [],
      timeZone: 'America/New_York',
    });
  });

  it('is nobody else’s, and not that of a key limited to others', async () => {
    const { id } = await desk.create(ours, profile());
    const { id: other } = await desk.create(ours, profile());
    const limited = member('org_a', [other]);
    for (const stranger of [member('org_b'), limited]) {
      expect(await refused(desk.get(stranger, id))).toBe(404);
      expect(await refused(desk.change(stranger, id, { name: 'Taken' }))).toBe(404);
      expect(await refused(desk.archive(stranger, id, true))).toBe(404);
    }
    const seen = await desk.search(limited, { archived: true, limit: 200 });
    expect(seen.data.map((practice) => practice.id)).toEqual([other]);
  });
});

describe('the list of practices', () => {
  it('is found by part of a name, by NPI and by tax ID, page by page', async () => {
    const c = member('org_c');
    for (const name of ['Birch 10%', 'Alder', 'birch walk'])
      await desk.create(c, profile({ name, taxIds: [{ taxId: `85000000${name.length % 10}` }] }));
    const names = async (query: string) =>
      (await desk.search(c, { query, archived: false, limit: 10 })).data.map(({ name }) => name);
    expect(await names('BIRCH')).toEqual(['Birch 10%', 'birch walk']);
    expect(await names('%')).toEqual(['Birch 10%']);
    expect(await names('1234567893')).toHaveLength(3);
    expect(await names('85-0000005')).toEqual(['Alder']);
    const first = await desk.search(c, { archived: false, limit: 2 });
    const rest = await desk.search(c, { archived: false, limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual([
      'Alder',
      'Birch 10%',
      'birch walk',
    ]);
    expect(rest.nextCursor).toBeNull();
    expect(await refused(desk.search(c, { archived: false, limit: 2, cursor: 'AAA' }))).toBe(400);
  });
});

describe('a practice that is sent', () => {
  it('is refused with everything that is wrong with it at once', () => {
    const { error } = whole.safeParse({
      name: '',
      npis: [{ npi: '1234567890' }, { npi: '1234567893', type: 3 }],
      taxIds: [{ taxId: '12345' }],
      callbackNumbers: [{ number: '+14425550110' }],
      addresses: [{ street: 'x', city: 'y', state: 'Colorado', zip: '8020' }],
      state: 'XX',
      timeZone: 'Denver',
      nickname: 'x',
    });
    expect(error?.issues.map(({ path }) => path.join('/')).sort()).toEqual([
      '',
      'addresses/0/state',
      'addresses/0/zip',
      'callbackNumbers/0/number',
      'name',
      'npis/0/npi',
      'npis/1/type',
      'state',
      'taxIds/0/taxId',
      'timeZone',
    ]);
  });
});
