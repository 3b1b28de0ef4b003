import { describe, expect, it } from 'vitest';
import { optionsOf } from './menu-words.ts';
import { dial } from './testing/conversation.ts';

describe('understanding a menu', () => {
  it.each([
    ['for claims press one for benefits press two', ['1 for claims', '2 for benefits']],
    ['Press 1 for claims. Press 2 for benefits.', ['1 for claims', '2 for benefits']],
    [
      'if you are a member press one if you are a provider press to',
      ['1 if you are a member', '2 if you are a provider'],
    ],
    ['benefits press one for claims press two', ['1 benefits', '2 for claims']],
    ['thank you for calling press one for claims press two for benefits', ['1 for claims', '2 for benefits']],
    ['thank you for calling', []],
  ])('finds the options of "%s"', (text, expected) => {
    expect(optionsOf(text).map(({ key, label }) => `${key} ${label}`)).toEqual(expected);
  });
});

describe('in a menu', () => {
  it.each([
    ['if you are a member press one if you are a provider press two', '2'],
    ['for eligibility press one for claims press two for all other questions press three', '2'],
    ['for a new claim press one for claim status press two for pharmacy press three', '2'],
    ['for english press one para espanol press two', '1'],
    ['for dental press one for all other inquiries press nine', '9'],
    ['please enter your n p i followed by the pound key', '1234567893#'],
    ['please enter the last five digits of your tax i d followed by the pound key', '56789#'],
    ["please enter the patient's date of birth followed by the pound sign", '03041980#'],
    ['please enter your member i d followed by the pound key', '999123456#'],
  ])('answers "%s" with %s', (text, keys) => {
    const call = dial();
    call.hears(text);
    expect(call.keys).toEqual([keys]);
  });

  it('listens to an announcement without pressing anything or opening its mouth', () => {
    const call = dial();
    call.hears('welcome to example health this call may be recorded');
    expect(call.effects).toEqual([]);
  });

  it('confirms what it keyed in, and keys it in again where the menu took it wrong', () => {
    const call = dial();
    call.hears('please enter your n p i followed by the pound key');
    call.hears(
      'you entered one two three four five six seven eight nine four if this is correct press one to try again press two',
    );
    call.hears('please enter your n p i followed by the pound key');
    call.hears(
      'you entered one two three four five six seven eight nine three if this is correct press one to try again press two',
    );
    expect(call.keys).toEqual(['1234567893#', '2', '1234567893#', '1']);
  });

  it('does not answer words that were said before its keys took effect', () => {
    const call = dial();
    call.hears('for claims press one');
    const words = { text: 'for claims press one', words: [], startMs: 100, endMs: 200, confidence: 1 };
    call.feed({
      type: 'turn_ended',
      atMs: call.nowMs,
      turn: { id: 'late', ...words, overlapped: false },
    });
    expect(call.keys).toEqual(['1']);
  });

  it('presses 0 once when it is stuck, then gives up with ivr_failure', () => {
    const call = dial();
    for (let n = 0; n < 5; n++) call.hears('for claims press one');
    expect(call.keys).toEqual(['1', '1', '1', '0']);
    expect(call.results?.[0]?.failure).toEqual({ reason: 'ivr_failure', fault: 'ours' });
  });

  it('gives up on a menu that says nothing at all', () => {
    const call = dial();
    call.waits(300_000);
    expect(call.keys).toEqual(['0']);
    expect(call.results?.[0]?.failure?.reason).toBe('ivr_failure');
  });

  it('speaks to a menu that listens', () => {
    const call = dial();
    expect(
      call.hears('in a few words please tell me what you are calling about you can say claims or benefits'),
    ).toBe('claims');
  });

  it('hangs up on an after-hours message', () => {
    const call = dial();
    call.hears('our office is currently closed please call back during business hours');
    expect(call.results?.[0]?.failure).toEqual({ reason: 'closed', fault: 'payor' });
  });
});

describe('on hold', () => {
  const held = () => {
    const call = dial();
    call.hears('please hold your call is very important to us');
    return call;
  };

  it('speaks to no announcements, and opens its mouth for none that was heard before', () => {
    const call = held();
    const announcements = [
      'thank you for holding all of our representatives are busy',
      'did you know that you can visit our website',
    ];
    for (const text of announcements) expect(call.hears(text)).toBe('');
    expect(call.state.mouth).toBe('closed');
    const before = call.effects.length;
    for (const text of announcements) call.hears(text);
    expect(call.phase).toBe('hold');
    expect(call.effects.slice(before)).toEqual([]);
  });

  it('takes music for hold', () => {
    const call = dial();
    call.feed({ type: 'sound_changed', atMs: 5_000, sound: 'music' });
    expect(call.phase).toBe('hold');
  });

  it('knows a person by their greeting and says at once what it is', () => {
    const said = held().hears('thank you for holding this is angela how can i help you');
    expect(said).toBe(
      'Hello, Angela, this is Holly, an automated assistant calling on behalf of Cedar Grove Family Medicine. ' +
        'I am calling to check the status of a claim.',
    );
  });

  it.each([
    'thank you for calling this call may be recorded my name is angela how can i help you',
    'good morning this is angela',
    'provider services this is angela speaking',
  ])('takes "%s" for a person', (text) => {
    expect(held().hears(text)).toContain('automated assistant');
    expect(dial().hears(text)).toContain('automated assistant');
  });

  it.each([
    'this is a recorded line',
    'this is the provider line please listen',
    'how can i help you you can say claims or benefits',
  ])('takes "%s" for no person', (text) => {
    expect(dial().hears(text)).not.toContain('automated assistant');
  });

  it('says "Hello?" in doubt, and goes back to waiting when nobody answers', () => {
    const call = held();
    expect(call.hears('mumble jumble')).toBe('');
    expect(call.waits(4_000)).toBe('Hello?');
    call.waits(20_000);
    expect(call.phase).toBe('hold');
  });

  it('introduces itself to whoever answers its "Hello?"', () => {
    const call = held();
    call.hears('mumble jumble');
    call.waits(4_000);
    expect(call.hears('yes i am here')).toContain('automated assistant');
  });

  it('gives up after the hold budget, which is apart from the active one', () => {
    const call = held();
    call.waits(7_100_000);
    expect(call.phase).toBe('hold');
    call.waits(200_000);
    expect(call.results?.[0]?.failure).toEqual({ reason: 'hold_timeout', fault: 'payor' });
  });

  it('goes back to a menu that follows', () => {
    const call = held();
    call.hears('for claims press one for benefits press two');
    expect(call.keys).toEqual(['1']);
    expect(call.phase).toBe('menu');
  });
});
