import { describe, expect, it } from 'vitest';
import type { PhoneTree, TreeNode } from '../../../kernel/phone-tree.ts';
import { newChoice, newNode, placed, placeName, plainPrompt, withNode, withoutNode } from './tree.ts';

const node = (id: string, first: boolean, ...leadsTo: readonly string[]): TreeNode => ({
  ...newNode(id, '2026-03-04'),
  prompt: `this is prompt ${id} and it goes on for long`,
  first,
  choices: leadsTo.map((place) => ({ ...newChoice('claim_status'), leadsTo: place })),
});

const tree: PhoneTree = {
  version: 1,
  nodes: [node('b', false, 'hold', 'a'), node('loose', false), node('a', true, 'b', 'person')],
};

describe('a phone tree', () => {
  it('stands in the order of a call, once each, what nothing leads to at the end', () => {
    expect(placed(tree).map(({ node: { id }, depth, loose }) => [id, depth, loose])).toEqual([
      ['a', 0, false],
      ['b', 1, false],
      ['loose', 0, true],
    ]);
  });

  it('names where a choice leads', () => {
    expect(placeName(tree, 'hold')).toBe('On hold');
    expect(placeName(tree, 'b')).toBe('“this is prompt b and it goes …”');
  });

  it('loses with a prompt what led to it', () => {
    const { nodes } = withoutNode(tree, 'b');
    expect(nodes.map(({ id }) => id)).toEqual(['loose', 'a']);
    expect(nodes.at(-1)?.choices.map(({ leadsTo }) => leadsTo)).toEqual(['person']);
  });

  it('takes a changed prompt in its place and a new one behind', () => {
    expect(withNode(tree, node('b', true)).nodes.map(({ id, first }) => [id, first])).toEqual([
      ['b', true],
      ['loose', false],
      ['a', true],
    ]);
    expect(withNode(tree, node('c', false)).nodes).toHaveLength(4);
  });

  it('keeps prompts as calls do', () => {
    expect(plainPrompt('  For claims, press 2!  It’s quick. ')).toBe('for claims press 2 it s quick');
  });
});
