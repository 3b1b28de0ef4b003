import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { ProblemError } from '../kernel/errors.ts';
import { makePayorSchemas, type PayorProfile } from '../kernel/payor-profile.ts';
import { claimStatusOnly } from '../tasks/testing/claim-status.ts';
import { makePayorDesk } from './desk.ts';
import { makePayorLookup } from './lookup.ts';
import { makePhoneTrees } from './phone-trees.ts';
import { seedPayors } from './seed.ts';

const { db } = useTestDatabase();
const clock = makeManualClock(Date.parse('2026-03-04T16:00:00Z'));
const desk = makePayorDesk({ db, callTypes: claimStatusOnly, clock });
const lookup = makePayorLookup({ db });
const { whole } = makePayorSchemas({ refusalOfNumber: () => undefined });

const member = (organizationId: string): Principal => ({
  organizationId,
  practiceIds: null,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['payors:read', 'payors:write'],
});
const ours = member('org_a');
const theirs = member('org_b');

function entry(name: string, more: object = {}): PayorProfile {
  return whole.parse({ name, lines: [{ phoneNumber: '+13035550123' }], ...more });
}

async function idOf(name: string, principal = ours): Promise<string> {
  const { data } = await desk.search(principal, { query: name, limit: 1 });
  return data[0]?.id ?? 'none';
}

const numberOf = async (principal: Principal, name: string) => {
  const match = await lookup.resolve(principal.organizationId, { name, callType: 'claim_status' });
  return match.kind === 'found' ? match.phoneNumber : match.kind;
};

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (problem: unknown) => (problem as ProblemError).status,
  );

beforeAll(async () => {
  await seedPayors({ db, paths: ['fixtures/payors/payors.yaml'] });
  await db.system(async (tx) => {
    for (const id of ['org_a', 'org_b', 'org_c', 'org_d'])
      await tx.insertInto('organizations').values({ id, name: id }).execute();
  });
});

describe('looking for a payor', () => {
  const found = async (query: string) => {
    const { data } = await desk.search(member('org_c'), { query, limit: 10 });
    return data.map(({ name }) => name);
  };

  it.each([
    'Summit Ridge Health',
    'srh',
    'sumit rigde',
    'ridge health',
    'SUMMIT',
    'summ',
    'Health Summit Ridge',
  ])('finds it as %j, before all others', async (query) => {
    expect((await found(query))[0]).toBe('Summit Ridge Health');
  });

  it('finds nothing that has only letters in common', async () => {
    expect(await found('zyx')).toEqual([]);
    expect(await found('—')).toEqual([]);
    expect(await found('%')).toEqual([]);
  });

  it('tells how like the name is that was meant', async () => {
    const { data } = await desk.search(member('org_c'), { query: 'blue harbour', limit: 10 });
    expect(data[0]).toMatchObject({ name: 'Blue Harbor Plan', matchedName: 'Blue Harbor' });
    expect(data[0]?.score).toBeGreaterThan(0.6);
    expect(data[0]?.score).toBeLessThan(1);
    const exact = await desk.search(member('org_c'), { query: 'BLUE HARBOR', limit: 10 });
    expect(exact.data[0]).toMatchObject({ matchedName: 'Blue Harbor', score: 1 });
  });

  it('lists all by name, page by page, each once', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.search(member('org_c'), { limit: 2, cursor });
      expect(page.data[0]?.score).toBeNull();
      names.push(...page.data.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual(['Blue Harbor Plan', 'Prairie Mutual Insurance', 'Summit Ridge Health']);
  });

  it('refuses a cursor of its own making', async () => {
    expect(await refused(desk.search(ours, { limit: 2, cursor: 'eyJ4IjoxfQ' }))).toBe(400);
  });

  it('goes on where a page of likenesses ended', async () => {
    const all = (await desk.search(member('org_c'), { query: 'health plan', limit: 10 })).data;
    expect(all.length).toBeGreaterThan(1);
    const first = await desk.search(member('org_c'), { query: 'health plan', limit: 1 });
    const rest = await desk.search(member('org_c'), {
      query: 'health plan',
      limit: 10,
      cursor: first.nextCursor ?? '',
    });
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('says whether a line is open now', async () => {
    const payor = await desk.get(ours, await idOf('Summit Ridge Health'));
    expect(payor.lines[0]?.now).toEqual({
      open: true,
      opensAt: '2026-03-05T14:00:00.000Z',
      closesAt: '2026-03-05T01:00:00.000Z',
    });
  });
});

describe("an organization's own entry", () => {
  it('is seen by nobody else, and takes the place of the shared one of its name', async () => {
    const d = member('org_d');
    const mine = await desk.create(d, entry('Our Prairie', { aliases: ['Prairie Mutual Insurance'] }));
    expect(mine).toMatchObject({ directory: 'own', aliases: ['Prairie Mutual Insurance'], overridden: [] });
    const names = async (principal: Principal) =>
      (await desk.search(principal, { query: 'prairie mutual', limit: 10 })).data.map(({ name }) => name);
    expect(await names(d)).toEqual(['Our Prairie']);
    expect(await names(theirs)).toEqual(['Prairie Mutual Insurance']);
    expect(await numberOf(d, 'Prairie Mutual Insurance')).toBe('+13035550123');
    expect(await numberOf(theirs, 'Prairie Mutual Insurance')).toBe('+14025550163');
    expect(await refused(desk.get(theirs, mine.id))).toBe(404);
    expect(await refused(desk.change(theirs, mine.id, { notes: 'x' }))).toBe(404);
    expect(await refused(desk.remove(theirs, mine.id))).toBe(404);
    expect(await refused(desk.override(theirs, mine.id, { notes: 'x' }))).toBe(404);
  });

  it('is changed where it was asked to be, and keeps the rest', async () => {
    const { id, lines } = await desk.create(
      ours,
      entry('Lark Health', {
        aliases: ['Lark'],
        limits: { tasksPerCall: 4, callsPerMinute: 2 },
        notes: 'Kind.',
      }),
    );
    const changed = await desk.change(ours, id, {
      limits: { maxConcurrentCalls: 3 },
      refusesAutomation: true,
    });
    expect(changed).toMatchObject({
      name: 'Lark Health',
      aliases: ['Lark'],
      limits: { maxConcurrentCalls: 3, tasksPerCall: 4, callsPerMinute: 2 },
      refusesAutomation: true,
      notes: 'Kind.',
      lines: [{ id: lines[0]?.id }],
    });
    const renamed = await desk.change(ours, id, { name: 'Lark Plan', notes: null });
    expect(renamed).toMatchObject({ name: 'Lark Plan', notes: null });
    expect(await numberOf(ours, 'Lark Health')).toBe('unknown');
    expect(await numberOf(ours, 'Lark Plan')).toBe('+13035550123');
  });

  it('is replaced as a whole, and a line that stays keeps its id', async () => {
    const { id, lines } = await desk.create(
      ours,
      entry('Wren', {
        aliases: ['Wrens'],
        lines: [{ phoneNumber: '+13035550131' }, { phoneNumber: '+13035550132', purpose: 'claims' }],
      }),
    );
    const replaced = await desk.replace(
      ours,
      id,
      entry('Wren', { lines: [{ phoneNumber: '+13035550132', purpose: 'claims', label: 'Claims desk' }] }),
    );
    expect(replaced.aliases).toEqual([]);
    expect(replaced.lines).toMatchObject([{ id: lines[1]?.id, label: 'Claims desk' }]);
  });

  it('is not found any more once it is removed', async () => {
    const { id } = await desk.create(ours, entry('Zyxwort'));
    await desk.remove(ours, id);
    expect(await refused(desk.get(ours, id))).toBe(404);
    expect(await numberOf(ours, 'Zyxwort')).toBe('unknown');
    expect((await desk.search(ours, { query: 'zyxwort', limit: 5 })).data).toEqual([]);
  });

  it('has no override, and a shared one no change of its own', async () => {
    const { id } = await desk.create(ours, entry('Own Only'));
    expect(await refused(desk.override(ours, id, { notes: 'x' }))).toBe(409);
    const shared = await idOf('Blue Harbor');
    const works = [
      desk.change(ours, shared, { notes: 'x' }),
      desk.replace(ours, shared, entry('Mine')),
      desk.remove(ours, shared),
    ];
    expect(await Promise.all(works.map(refused))).toEqual([409, 409, 409]);
  });
});

describe('what an organization changes of a shared entry', () => {
  it('differs where it was given, follows the entry everywhere else, and is its own', async () => {
    const id = await idOf('Blue Harbor');
    const before = await desk.get(ours, id);
    const seen = await desk.override(ours, id, { limits: { tasksPerCall: 1 }, notes: 'Ask for Claims.' });
    expect(seen).toEqual({
      ...before,
      directory: 'override',
      overridden: ['limits.tasksPerCall', 'notes'],
      limits: { ...before.limits, tasksPerCall: 1 },
      notes: 'Ask for Claims.',
      updatedAt: seen.updatedAt,
    });
    expect(await desk.get(theirs, id)).toEqual(before);

    await seedPayors({ db, paths: ['fixtures/payors/payors.yaml'] });
    expect(await desk.get(ours, id)).toMatchObject({ notes: 'Ask for Claims.', lines: before.lines });

    // What is not given in the next one is not overridden any more.
    const next = await desk.override(ours, id, { recording: 'forbidden' });
    expect(next).toMatchObject({ overridden: ['recording'], notes: null, limits: before.limits });
    const back = await desk.dropOverride(ours, id);
    expect(back).toEqual({ ...before, updatedAt: back.updatedAt });
  });

  it('may be its number and its hours, for calls as well', async () => {
    const id = await idOf('Blue Harbor');
    const own = entry('x', { lines: [{ phoneNumber: '+13035550199', hours: {} }] }).lines;
    await desk.override(ours, id, { lines: own });
    expect(await numberOf(ours, 'Blue Harbor')).toBe('+13035550199');
    expect(await numberOf(theirs, 'Blue Harbor')).toBe('+12065550117');
    const match = await lookup.resolve('org_a', { payorId: id, callType: 'claim_status' });
    expect(match).toMatchObject({ resolution: { asked: id, matched: 'id', directory: 'override' } });
    await desk.dropOverride(ours, id);
    expect(await numberOf(ours, 'Blue Harbor')).toBe('+12065550117');
  });

  it('may be its names', async () => {
    const id = await idOf('Blue Harbor');
    await desk.override(ours, id, { name: 'Azure Port', aliases: ['AP'] });
    expect(await numberOf(ours, 'ap')).toBe('+12065550117');
    expect(await numberOf(ours, 'azure port')).toBe('+12065550117');
    expect(await numberOf(ours, 'blue harbor')).toBe('unknown');
    expect(await numberOf(theirs, 'blue harbor')).toBe('+12065550117');
    expect((await desk.search(ours, { query: 'Azure', limit: 3 })).data[0]).toMatchObject({
      name: 'Azure Port',
    });
    await desk.override(ours, id, { name: 'Azure Port' });
    expect(await numberOf(ours, 'blue harbor')).toBe('+12065550117');
    await desk.dropOverride(ours, id);
  });

  it('may be a name that another shared entry has: then its own reading counts', async () => {
    const id = await idOf('Summit Ridge Health');
    await desk.override(ours, id, { aliases: ['Prairie Mutual'] });
    expect(await numberOf(ours, 'Prairie Mutual')).toBe('+13035550142');
    expect(await numberOf(theirs, 'Prairie Mutual')).toBe('+14025550163');
    await desk.dropOverride(ours, id);
    expect(await numberOf(ours, 'Prairie Mutual')).toBe('+14025550163');
  });

  it('may take a limit away', async () => {
    const id = await idOf('Summit Ridge Health');
    await db.system((tx) =>
      tx.updateTable('payors').set({ max_concurrent_calls: 2 }).where('id', '=', id).execute(),
    );
    const seen = await desk.override(ours, id, { limits: { maxConcurrentCalls: null } });
    expect(seen).toMatchObject({
      overridden: ['limits.maxConcurrentCalls'],
      limits: { maxConcurrentCalls: null },
    });
    expect((await desk.get(theirs, id)).limits.maxConcurrentCalls).toBe(2);
    await desk.dropOverride(ours, id);
  });
});

describe('what a task needs', () => {
  it("is the call type's own inputs with those that the payor asks for, each with its reason", async () => {
    const { id } = await desk.create(
      ours,
      entry('Asks A Lot', {
        requiredInputs: {
          claim_status: [{ name: 'claimNumber', why: 'The menu wants it.' }, { name: 'npi' }],
        },
      }),
    );
    const { inputs } = await desk.requirements(ours, id, 'claim_status');
    const named = new Map(inputs.map((input) => [input.name, input]));
    expect(named.get('memberId')).toMatchObject({ required: true, why: 'Every call of this type needs it.' });
    expect(named.get('claimNumber')).toMatchObject({ required: true, why: 'The menu wants it.' });
    expect(named.get('npi')).toMatchObject({ required: true, why: 'Asks A Lot asks for it.' });
    expect(await refused(desk.requirements(ours, id, 'nothing'))).toBe(400);
    expect(await lookup.resolve('org_a', { payorId: id, callType: 'claim_status' })).toMatchObject({
      requiredInputs: ['claimNumber', 'npi'],
    });
  });
});

describe('the phone tree of a line', () => {
  const tree = {
    version: 1 as const,
    nodes: [
      {
        id: 'n1',
        begins: 'Thank you for calling',
        prompt: 'Thank you for calling. For claims, press 2.',
        first: true,
        choices: [],
        drifted: false,
        seen: 1,
        firstSeen: '2026-03-01',
        lastSeen: '2026-03-01',
        promptMs: 3_000,
        calls: [],
        editedBy: null,
      },
    ],
  };

  it('is edited by whoever read the latest one', async () => {
    const id = await idOf('Summit Ridge Health');
    const lineId = (await desk.get(ours, id)).lines[0]?.id ?? '';
    const empty = await desk.phoneTree(ours, id, lineId);
    expect(empty).toMatchObject({ revision: 0, tree: { nodes: [] }, updatedAt: null });
    const saved = await desk.savePhoneTree(ours, id, lineId, { revision: 0, tree });
    expect(saved.tree.nodes[0]).toMatchObject({
      prompt: 'thank you for calling for claims press 2',
      editedBy: 'key_1',
    });
    expect(await refused(desk.savePhoneTree(ours, id, lineId, { revision: 0, tree }))).toBe(409);
    const both = [1, 2].map(() => desk.savePhoneTree(ours, id, lineId, { revision: saved.revision, tree }));
    expect((await Promise.all(both.map(refused))).sort()).toEqual([409, 'done']);
    expect((await desk.phoneTree(theirs, id, lineId)).revision).toBe(0);
  });

  it('stands in a list with what there is of it, under the line that the organization sees', async () => {
    const id = await idOf('Blue Harbor Plan');
    const { id: lineId = '', phoneNumber = '' } = (await desk.get(ours, id)).lines[0] ?? {};
    const [node] = tree.nodes;
    if (node === undefined) throw new Error('There is no prompt.');
    const nodes = [
      { ...node, id: 'n1' },
      { ...node, id: 'n2', drifted: true },
    ];
    await makePhoneTrees({ db }).updatePhoneTree('org_a', phoneNumber, () => ({ ...tree, nodes }));
    await makePhoneTrees({ db }).updatePhoneTree('org_a', '+13035550199', () => ({ ...tree, nodes: [node] }));
    const listed = await desk.phoneTrees(ours);
    expect(listed.find((each) => each.phoneNumber === phoneNumber)).toMatchObject({
      payor: { id, name: 'Blue Harbor Plan' },
      lineId,
      prompts: 2,
      drifted: 1,
      edited: 0,
      editedBy: null,
    });
    expect(listed.find((each) => each.phoneNumber === '+13035550199')).toMatchObject({
      payor: null,
      lineId: null,
      prompts: 1,
    });
    expect(listed.find(({ edited }) => edited > 0)).toMatchObject({ editedBy: 'key_1', prompts: 1 });
    expect(await desk.phoneTrees(theirs)).toEqual([]);
  });

  it('is that of a line of the payor', async () => {
    const id = await idOf('Summit Ridge Health');
    expect(await refused(desk.phoneTree(ours, id, 'line_nowhere'))).toBe(404);
  });
});
