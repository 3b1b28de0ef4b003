import { describe, expect, it } from 'vitest';
import type { PhoneTree, TreeVisit } from '../kernel/phone-tree.ts';
import { learnTree } from './tree-learning.ts';
import { initialState, step } from './index.ts';
import { claimStatus, dial, soFar } from './testing/conversation.ts';

const first = 'thank you for calling example health for members press one for providers press two';
const second = 'for eligibility press one for claims press two to repeat this menu press nine';
const entry = 'please enter your n p i followed by the pound key';
const nothing: PhoneTree = { version: 1, nodes: [] };

type Call = ReturnType<typeof dial>;

/** A call through these prompts to hold, and what it met. */
function visit(lines: readonly string[], tree?: PhoneTree): TreeVisit {
  const call = dial({ tree });
  for (const line of lines) call.hears(line);
  call.hears('please hold your call is important to us');
  call.feed({ type: 'call_ended', atMs: call.nowMs + 1_000, how: 'completed' });
  return visitOf(call);
}

function visitOf(call: Call): TreeVisit {
  const finish = call.effects.find((effect) => effect.type === 'finish');
  if (finish?.visit === undefined) throw new Error('The call met no menu.');
  return finish.visit;
}

/** A tree that so many calls through these prompts have made. */
function learned(lines: readonly string[], calls: number): PhoneTree {
  let tree = nothing;
  for (let n = 1; n <= calls; n++)
    tree = learnTree(tree, visit(lines), { id: `call_${n}`, seenOn: `2026-06-0${n}` });
  return tree;
}

describe('a phone tree', () => {
  it('holds what a call met: words, answer, what followed, timings, and which call it was', () => {
    const tree = learned([first, second, entry], 1);
    expect(
      tree.nodes.map(({ prompt, choices }) => [prompt, choices[0]?.answer, choices[0]?.leadsTo]),
    ).toEqual([
      [first, 'key 2', 'n2'],
      [second, 'key 2', 'n3'],
      [entry, 'enter npi', 'hold'],
    ]);
    expect(tree.nodes[0]).toMatchObject({
      first: true,
      seen: 1,
      firstSeen: '2026-06-01',
      calls: ['call_1'],
      editedBy: null,
    });
    expect(tree.nodes[0]?.promptMs).toBeGreaterThan(3_000);
    expect(tree.nodes[0]?.choices[0]?.answeredAfterMs).toBeGreaterThan(3_000);
  });

  it('counts calls that found the same, each call once, however its words were heard', () => {
    let tree = learned([first, second], 3);
    expect(tree.nodes).toHaveLength(2);
    expect(tree.nodes[0]?.choices[0]).toMatchObject({ count: 3, inARow: 3 });
    tree = learnTree(tree, visit([first.replace('members', 'member'), second]), {
      id: 'call_4',
      seenOn: '2026-06-04',
    });
    expect(tree.nodes).toHaveLength(2);
    expect(tree.nodes[0]?.choices[0]?.inARow).toBe(4);
    const again = learnTree(tree, visit([first, second]), { id: 'call_4', seenOn: '2026-06-05' });
    expect(again).toEqual(tree);
  });

  it('holds nothing of the case', () => {
    const tree = learned(
      ['for dana whitlow born 03 04 1980 with w x y 1 2 3 4 5 6 press one for claims press two'],
      1,
    );
    expect(JSON.stringify(tree)).not.toMatch(/dana|whitlow|1980|1 2 3/);
  });
});

describe('with a tree that three calls agree on', () => {
  const tree = learned([first, second, entry], 3);

  it('answers at the first words of each prompt', () => {
    const call = dial({ tree });
    expect(soFar(call, 'thank you for calling')).toEqual(['2']);
    expect(soFar(call, 'for eligibility press one')).toEqual(['2']);
    expect(soFar(call, 'please enter your n p i')).toEqual(['1234567893#']);
  });

  it('learns from such a call, too', () => {
    const call = dial({ tree });
    soFar(call, 'thank you for calling');
    soFar(call, 'for eligibility press one');
    soFar(call, 'please enter your n p i');
    call.hears('please hold your call is important to us');
    call.feed({ type: 'call_ended', atMs: call.nowMs + 1_000, how: 'completed' });
    const next = learnTree(tree, visitOf(call), { id: 'call_9', seenOn: '2026-06-09' });
    expect(next.nodes.map(({ choices }) => choices[0]?.inARow)).toEqual([4, 4, 4]);
    expect(next.nodes[0]?.choices[0]?.answeredAfterMs).toBeLessThan(2_000);
  });

  it('comes to the same state when its log is replayed', () => {
    const call = dial({ tree });
    soFar(call, 'thank you for calling');
    soFar(call, 'for eligibility press one');
    let state = initialState(claimStatus);
    for (const event of call.events) state = step(claimStatus, state, event).state;
    expect(state).toEqual(call.state);
  });

  it('waits for more words where other prompts begin alike', () => {
    const other = 'thank you for calling example health we have moved for providers press seven';
    const two = [1, 2, 3].reduce(
      (known, n) => learnTree(known, visit([other]), { id: `other_${n}`, seenOn: '2026-06-05' }),
      tree,
    );
    const call = dial({ tree: two });
    expect(soFar(call, 'thank you for calling example health')).toEqual([]);
  });

  it('does not answer prompts that only two calls have met', () => {
    const call = dial({ tree: learned([first, second], 2) });
    expect(soFar(call, 'thank you for calling')).toEqual([]);
  });

  it('does not answer a prompt of another place', () => {
    const call = dial({ tree });
    expect(soFar(call, 'for eligibility press one')).toEqual([]);
  });

  it('does not rely on it for another kind of call', () => {
    const call = dial({
      tree: {
        ...tree,
        nodes: tree.nodes.map((node) => ({
          ...node,
          choices: node.choices.map((one) => ({ ...one, callType: 'eligibility' })),
        })),
      },
    });
    expect(soFar(call, 'thank you for calling')).toEqual([]);
  });
});

describe('a menu that has changed', () => {
  const tree = learned([first, second], 3);
  const changed = 'our options have changed for pharmacy press one for claims press five';

  it('is noticed by what follows, and listened to from there on', () => {
    const call = dial({ tree });
    soFar(call, 'thank you for calling');
    call.hears(changed);
    expect(call.keys).toEqual(['2', '5']);
    expect(soFar(call, 'for eligibility press one')).toEqual([]);
    call.hears('please hold your call is important to us');
    call.feed({ type: 'call_ended', atMs: call.nowMs + 1_000, how: 'completed' });
    const next = learnTree(tree, visitOf(call), { id: 'call_9', seenOn: '2026-06-09' });
    expect(next.nodes[0]).toMatchObject({ drifted: true });
    expect(soFar(dial({ tree: next }), 'thank you for calling')).toEqual([]);
  });

  it('is relied upon again after three calls that heard it out', () => {
    let known = { ...tree, nodes: tree.nodes.map((node) => ({ ...node, drifted: true })) };
    for (const n of [1, 2, 3])
      known = learnTree(known, visit([first, changed], known), { id: `new_${n}`, seenOn: '2026-06-10' });
    const call = dial({ tree: known });
    expect(soFar(call, 'thank you for calling')).toEqual(['2']);
    expect(soFar(call, 'our options have changed')).toEqual(['5']);
  });

  it('is noticed by a refusal, and asked anew', () => {
    const call = dial({ tree });
    soFar(call, 'thank you for calling');
    call.hears('that is not a valid option');
    call.hears('for members press one for healthcare professionals press four');
    expect(call.keys).toEqual(['2', '4']);
    expect(call.state.menu.tree.drifted).toEqual(['n1']);
  });
});
