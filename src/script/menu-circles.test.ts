import { describe, expect, it } from 'vitest';
import { learnTree } from './tree-learning.ts';
import { dial, scriptOf, soFar } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

const down = 'That line is not available at the moment. Returning you to the previous menu.';
const desks = 'For authorizations, press one. For claims, press two. For eligibility, press three.';
const main = 'For benefits, press one. For claims, press two.';

describe('a choice that leads back', () => {
  it('is made once more, then another desk of our side is asked, then anybody', () => {
    const again = `${down} ${desks}`;
    expect(done('prior-auth', desks, again, again, again, again)).toEqual(['1', '1', '2', '3', '0']);
  });

  it('gives way to a person who is listed before any other desk', () => {
    const menu = 'For authorizations, press one. For claims, press two. For an operator, press nine.';
    expect(done('prior-auth', menu, menu, menu).slice(0, 3)).toEqual(['1', '1', '9']);
  });

  it('is not made for members, for sales, or to change anything', () => {
    const menu =
      'For claims, press one. For members, press two. For sales, press three. To cancel a policy, press four. To submit a new authorization, press five.';
    expect(done('claim-status', menu, menu, menu, menu, menu, menu)).toEqual(['1', '1', '1', '0']);
  });

  it('is known over several menus, and the last that has another choice makes it', () => {
    const sub = 'To hear about a claim, press one. To ask a person about a claim, press two.';
    expect(done('claim-status', main, sub, `The system is down. ${main}`, sub)).toEqual(['2', '1', '2', '2']);
    const third = 'For the status of a claim, press four.';
    expect(done('claim-status', main, sub, third, main, sub)).toEqual(['2', '1', '4', '2', '2']);
  });

  it('is left by the menu before where its own has nothing else', () => {
    const sub = 'For the status of a claim, press four.';
    const first = `${main} For all other questions, press five.`;
    expect(done('claim-status', first, sub, first)).toEqual(['2', '4', '5']);
  });

  it('is found again in a menu that was answered before its end', () => {
    const sub = 'For claim status, press one. To talk to a person, press two. To go back, press star.';
    const call = dial({ script: scriptOf('claim-status') });
    call.hears(main);
    soFar(call, 'For claim status, press one. To talk to');
    call.hears(main);
    soFar(call, 'For claim status, press one. To talk to');
    call.hears(sub);
    expect(call.keys).toEqual(['2', '1', '2', '2']);
  });

  it('ends the call where everything was tried', () => {
    const sub = 'For the status of a claim, press four.';
    const call = dial({ script: scriptOf('claim-status') });
    for (let n = 0; n < 12; n++) for (const line of [main, sub]) call.hears(line);
    expect(call.results?.[0]?.failure?.reason).toBe('ivr_failure');
    expect(call.keys).toContain('0');
    expect(call.keys.length).toBeLessThan(16);
  });

  it('is not learned as the way', () => {
    const sub = 'To hear about a claim, press one. To ask a person about a claim, press two.';
    const call = dial({ script: scriptOf('claim-status') });
    for (const line of [main, sub, `The system is down. ${main}`, sub]) call.hears(line);
    call.hears('please hold your call is important to us');
    call.feed({ type: 'call_ended', atMs: call.nowMs + 1_000, how: 'completed' });
    const finish = call.effects.find((effect) => effect.type === 'finish');
    if (finish?.visit === undefined) throw new Error('The call met no menu.');
    const tree = learnTree({ version: 1, nodes: [] }, finish.visit, { id: 'call_1', seenOn: '2026-06-01' });
    expect(
      tree.nodes.map(({ choices }) => choices.map(({ answer, leadsTo, count }) => [answer, leadsTo, count])),
    ).toEqual([[['key 2', 'n2', 1]], [['key 2', 'hold', 1]]]);
  });
});
