import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { PhoneTree } from '../kernel/phone-tree.ts';
import { readPhoneTree, writePhoneTree } from './phone-tree-file.ts';
import { makePhoneTrees } from './phone-trees.ts';

const { db } = useTestDatabase();
const trees = makePhoneTrees({ db });
const line = '+13035550142';

const tree: PhoneTree = {
  version: 1,
  nodes: [
    {
      id: 'n1',
      begins: 'thank you for calling',
      prompt: 'thank you for calling for claims press two',
      first: true,
      choices: [
        {
          callType: 'claim_status',
          answer: 'key 2',
          leadsTo: 'hold',
          count: 3,
          inARow: 3,
          answeredAfterMs: 900,
        },
      ],
      drifted: false,
      seen: 3,
      firstSeen: '2026-06-01',
      lastSeen: '2026-06-03',
      promptMs: 4_000,
      calls: ['call_1', 'call_2', 'call_3'],
      editedBy: null,
    },
  ],
};

beforeAll(async () => {
  await db.system(async (tx) => {
    for (const id of ['org_tree_a', 'org_tree_b'])
      await tx.insertInto('organizations').values({ id, name: id }).execute();
  });
});

describe('phone trees in the database', () => {
  it('are not there until a call has met the line', async () => {
    expect(await trees.phoneTreeOf('org_tree_a', '+13035550143')).toBeUndefined();
  });

  it('belong to one organization', async () => {
    await trees.updatePhoneTree('org_tree_a', line, () => tree);
    expect(await trees.phoneTreeOf('org_tree_a', line)).toEqual(tree);
    expect(await trees.phoneTreeOf('org_tree_b', line)).toBeUndefined();
  });

  it('count two calls that end at once', async () => {
    const more = (known: PhoneTree): PhoneTree => ({
      ...known,
      nodes: [...known.nodes, ...tree.nodes.map((node) => ({ ...node, id: `n${known.nodes.length + 1}` }))],
    });
    const other = '+13035550144';
    await Promise.all([1, 2, 3, 4].map(() => trees.updatePhoneTree('org_tree_a', other, more)));
    const known = await trees.phoneTreeOf('org_tree_a', other);
    expect(known?.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3', 'n4']);
  });

  it('say who edited which prompt', async () => {
    const text = writePhoneTree(tree).replace('key 2', 'key 7');
    await trees.updatePhoneTree('org_tree_a', line, () => tree);
    await trees.savePhoneTree('org_tree_a', line, readPhoneTree(text), 'key_1');
    const known = await trees.phoneTreeOf('org_tree_a', line);
    expect(known?.nodes[0]).toMatchObject({ editedBy: 'key_1', choices: [{ answer: 'key 7' }] });
  });
});

describe('a phone tree as a file', () => {
  it('comes back as it was', () => {
    expect(readPhoneTree(writePhoneTree(tree))).toEqual(tree);
  });

  it('names what is wrong with it', () => {
    const text = writePhoneTree(tree);
    expect(() => readPhoneTree(text.replace('key 2', 'shout'))).toThrow(/must be like "key 2"/);
    expect(() => readPhoneTree(text.replace('leadsTo: hold', 'leadsTo: n9'))).toThrow(/n1 leads to n9/);
  });
});
