import { describe, expect, it } from 'vitest';
import type { ScriptEvent } from './event.ts';
import { step } from './index.ts';
import { claimStatus, connected, dial } from './testing/conversation.ts';

function held() {
  const call = dial();
  call.hears('please hold your call is very important to us');
  call.keys.length = 0;
  return call;
}

/** Words of a turn as they come in, some at a time. */
function soFar(call: ReturnType<typeof dial>, text: string): string[] {
  const startMs = call.nowMs + 500;
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * 300,
    endMs: startMs + index * 300 + 250,
    confidence: 0.9,
  }));
  const turn = {
    id: 'now',
    text,
    words,
    startMs,
    endMs: startMs + 3_000,
    confidence: 0.9,
    overlapped: false,
  };
  return call.feed({ type: 'heard_so_far', atMs: startMs + 3_000, turn }).map(({ type }) => type);
}

describe('recordings that sound like persons', () => {
  it.each([
    'thank you for holding your call is important to us',
    'a representative will be with you shortly',
    'hi did you know that our portal can answer most of your questions',
    'hi this is angela did you know that you can check claims online at our website',
    'hello and thank you for your patience all of our agents are busy',
    'we will be with you in just a moment please continue to hold',
    'my name is sam your virtual assistant you can say claims',
    'you are number four in line',
    'remember to get your flu shot this season',
  ])('are not greeted: "%s"', (text) => {
    const call = held();
    expect(call.hears(text)).not.toContain('assistant');
    expect(call.hears(text)).not.toContain('Hello');
  });

  it('are known again, whatever they say', () => {
    const call = held();
    const unknown = 'good things come to those who wait';
    call.hears(unknown);
    expect(call.waits(4_000)).toBe('Hello?');
    call.waits(20_000);
    expect(call.phase).toBe('hold');
    call.hears(unknown);
    expect(call.waits(20_000)).toBe('');
    expect(call.phase).toBe('hold');
  });
});

describe('somebody who picks up', () => {
  it.each([
    'thank you for calling example health my name is angela how can i help you',
    'claims department this is mark',
    'hi this is denise how may i help you today',
    'thank you for holding this is peter',
    "Okay, who've I got on the line?",
    'Is anyone on this line?',
    'your call is important to us please stay on the line thank you for calling this is paul how can i help you',
  ])('is greeted: "%s"', (text) => {
    expect(held().hears(text)).toContain('automated assistant');
  });

  it('has the mouth opened at the first words that no recording began with', () => {
    expect(soFar(held(), 'good afternoon claims')).toEqual(['open_mouth']);
    expect(soFar(held(), 'thank you for holding this is mark')).toEqual(['open_mouth']);
    expect(soFar(held(), 'thank you for holding your call is important')).toEqual([]);
  });

  it('is noticed behind an announcement that began in the same way', () => {
    const call = held();
    call.hears('thank you for calling example health all of our representatives are busy');
    expect(soFar(call, 'thank you for calling example health')).toEqual([]);
    expect(soFar(call, 'thank you for calling example health my name is angela')).toEqual(['open_mouth']);
  });

  it('is noticed while the machine thinks itself in a menu', () => {
    const call = dial();
    call.hears('for claims press one');
    call.nowMs += 2_000;
    expect(soFar(call, 'thank you for calling my name is angela')).toEqual(['open_mouth']);
    expect(call.hears('thank you for calling my name is angela how can i help you')).toContain(
      'automated assistant',
    );
  });

  it('finds the mouth opening at the first words behind a menu, which shuts again for another menu', () => {
    const call = dial();
    call.hears('for claims press one');
    call.nowMs += 2_000;
    expect(soFar(call, 'thank you for calling')).toEqual(['open_mouth']);
    call.hears('thank you for calling example claims for claim status press two');
    expect(call.keys.at(-1)).toBe('2');
    expect(call.state.mouth).toBe('closed');
  });
});

describe('offers and checks while waiting', () => {
  it.each([
    'to receive a call back without losing your place in line press one',
    'if you would like us to call you back press two otherwise please stay on the line',
    'to take a short survey after this call press one',
    'would you like a call back say yes or no',
  ])('are declined by ignoring them: "%s"', (text) => {
    const call = held();
    expect(call.hears(text)).toBe('');
    expect(call.keys).toEqual([]);
    expect(call.phase).toBe('hold');
  });

  it.each([
    ['press one to stay on the line', '1'],
    ['if you wish to continue holding press two to leave a message press three', '2'],
    ['to be called back press one to continue to hold press two', '2'],
    ['are you still there press any key to continue holding', '1'],
  ])('"%s" is answered with %s, and the waiting goes on', (text, key) => {
    const call = held();
    call.hears(text);
    expect(call.keys).toEqual([key]);
    expect(call.phase).toBe('hold');
    call.waits(60_000);
    expect(call.phase).toBe('hold');
  });

  it('leave the number of the practice where that is allowed, and end the call', () => {
    const call = dial();
    call.state.menu.callback = 'leave_number';
    call.hears('please hold your call is very important to us');
    call.keys.length = 0;
    call.hears('to receive a call back press one');
    call.hears('please enter your ten digit phone number followed by the pound key');
    call.hears('you entered three zero three five five five zero one four two if this is correct press one');
    call.hears('thank you we will call you back within two hours goodbye');
    expect(call.keys).toEqual(['1', '3035550142#', '1']);
    expect(call.results?.[0]?.failure).toEqual({ reason: 'callback_required', fault: 'payor' });
  });
});

describe('words of a queue', () => {
  it('in which numbers are told are no answers', () => {
    const call = dial();
    call.hears('please enter the member i d followed by pound');
    call.hears('please enter the date of service followed by pound');
    call.hears('you are caller number three in line');
    call.hears('you are caller number two in line your estimated wait is five minutes');
    expect(call.state.tasks[0]?.answers).toEqual({});
  });

  it('with a way out are a menu until music has played', () => {
    const text = 'please stay on the line for claim status press one for benefits press two';
    const early = held();
    early.hears(text);
    expect(early.keys).toEqual(['1']);
    const queued = held();
    queued.feed({ type: 'sound_changed', atMs: queued.nowMs + 100, sound: 'music' });
    queued.hears(text);
    expect(queued.keys).toEqual([]);
  });

  it('end a menu before they have been said to their end', () => {
    const call = dial();
    call.hears('for claims press one');
    call.nowMs += 2_000;
    soFar(call, 'your call is important to us');
    expect(call.phase).toBe('hold');
    expect(soFar(call, 'your call is important to us thank you for calling')).toEqual(['open_mouth']);
  });

  it.each([
    'did you know that you can check this on our website at any time',
    'is your email address up to date',
  ])('want no answer: "%s"', (text) => {
    const call = dial();
    call.hears('for claims press one');
    expect(call.hears(text)).toBe('');
  });
});

describe('lines that come to nothing', () => {
  it.each([
    ['our offices are closed in observance of memorial day', 'closed'],
    ['you have reached us outside of our normal business hours', 'closed'],
    ['we are currently closed our hours are monday through friday eight to five', 'closed'],
    ['please leave a message after the tone', 'voicemail'],
    ['you have reached the voicemail box of', 'voicemail'],
    ['the number you have dialed is not in service', 'wrong_number'],
    ['our systems are currently down please try again later', 'system_down'],
  ])('"%s" ends the call as %s', (text, reason) => {
    const menu = dial();
    menu.hears(text);
    expect(menu.results?.[0]?.failure?.reason).toBe(reason);
  });

  it.each([
    ['busy', 'busy'],
    ['fax', 'wrong_number'],
  ] as const)('a %s tone ends the call as %s', (sound, reason) => {
    const call = dial();
    call.feed({ type: 'sound_changed', atMs: 5_000, sound });
    expect(call.results?.[0]?.failure?.reason).toBe(reason);
  });

  it('is no reason where only opening hours are told', () => {
    const call = dial();
    call.hears('our offices are open monday through friday from eight to five');
    expect(call.results).toBeUndefined();
  });
});

describe('a long hold', () => {
  const announcements = [
    'thank you for holding all of our representatives are busy assisting other callers',
    'your call is important to us please stay on the line',
    'did you know that you can check the status of a claim on our website',
    'your estimated wait time is more than thirty minutes',
  ];

  it('says nothing and asks nobody, has the mouth closed once announcements are known, and its state does not grow', () => {
    const call = held();
    const sizes: number[] = [];
    const before = call.effects.length;
    for (let n = 0; n < 200; n++) {
      call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'speech' });
      // Recognition never hears quite the same, and now and then something new is said.
      const text = `${announcements[n % 4] ?? ''}${n % 10 === 0 ? ` number ${String(n)}` : ''}`;
      call.hears(text);
      call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'music' });
      call.nowMs += 15_000;
      sizes.push(JSON.stringify(call.state).length);
    }
    expect(call.phase).toBe('hold');
    const effects = call.effects.slice(before).map(({ type }) => type);
    // "Thank you" may be anybody's, once.
    expect(effects).toEqual(['open_mouth', 'close_mouth']);
    expect(Math.max(...sizes.slice(100))).toBeLessThan(Math.max(...sizes.slice(0, 100)) * 1.02);
  });

  it('costs each step the same however many announcements there were', () => {
    const call = held();
    const costOf = (n: number) => {
      const startMs = call.nowMs + 100;
      const text = `announcement number ${String(n)} tells something that was never told before about item ${String(n * 7)}`;
      const words = text
        .split(' ')
        .map((word, i) => ({ text: word, startMs: startMs + i, endMs: startMs + i, confidence: 1 }));
      const event: ScriptEvent = {
        type: 'turn_ended',
        atMs: startMs + 900,
        turn: {
          id: `t${String(n)}`,
          text,
          words,
          startMs,
          endMs: startMs + 20,
          confidence: 1,
          overlapped: false,
        },
      };
      call.feed(event);
      return JSON.stringify(step(claimStatus, call.state, event).state).length;
    };
    for (let n = 0; n < 60; n++) costOf(n);
    const early = costOf(60);
    for (let n = 61; n < 200; n++) costOf(n);
    expect(Math.abs(costOf(200) - early)).toBeLessThan(200);
  });
});

describe('a transfer', () => {
  it('starts over in menus and holds with what is known', () => {
    const call = connected();
    call.hears('let me transfer you to the claims department');
    expect(call.phase).toBe('hold');
    call.hears('for claims press one for benefits press two');
    expect(call.keys.at(-1)).toBe('1');
    call.hears('please hold for the next available representative');
    expect(call.hears('claims this is robert how can i help you')).toContain('automated assistant');
  });
});

describe('a queue that plays nothing', () => {
  it('is asked whether anybody is there, and what it says next is no answer', () => {
    const call = held();
    call.hears('kindly await your turn');
    expect(call.waits(4_000)).toBe('Hello?');
    expect(call.hears('here at the plan we believe in doing the right thing')).not.toContain('assistant');
    expect(call.phase).toBe('hold');
  });

  it('that was taken for a person is a queue again when it tells where we stand', () => {
    const call = held();
    expect(call.hears('hello')).toContain('assistant');
    call.hears('you are caller number two');
    expect(call.phase).toBe('hold');
    expect(call.hears('claims this is dan')).toContain('Hello, Dan');
  });

  it('is answered with "Hello?" by nobody while music plays', () => {
    const call = held();
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'speech' });
    call.hears('kindly await your turn');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'music' });
    expect(call.waits(30_000)).toBe('');
    expect(call.state.mouth).toBe('closed');
  });
});

describe('a person right behind an announcement', () => {
  it('is heard apart from what was heard before', () => {
    const call = held();
    call.hears('our lobby in fairmont is being painted until the end of june');
    expect(
      call.hears('our lobby in fairmont is being painted until the end of june claims this is dan'),
    ).toContain('Hello, Dan');
  });

  it('may give the name in a second turn', () => {
    const call = held();
    expect(call.hears('provider line')).toBe('');
    expect(call.hears('rita')).toContain('Hello, Rita');
    expect(call.value('repName')).toBe('Rita');
  });
});

describe('somebody who tells a story', () => {
  it('is no representative, whatever the name', () => {
    const call = held();
    const story =
      'my name is karen and this plan was there for me when my son was born the nurses called me every single day';
    expect(call.hears(story)).toBe('');
    expect(call.value('repName')).toBeUndefined();
  });
});

describe('a menu that opens as people do', () => {
  it.each([
    [
      'Hello, and thanks',
      'Hello, and thanks for calling. To continue in English, just stay on the line. Are you a member, or a provider? You can say member, or provider.',
      'provider',
    ],
    ['Hello.', 'Hello. Please stay on the line for English. Say provider or member.', 'provider'],
    [
      'Good morning.',
      'Good morning. This call may be recorded. Say claims, benefits, or something else.',
      'claims',
    ],
    [
      'Hi.',
      'Hi. Thank you for calling. Our website has answers, too. You can say claims or eligibility.',
      'claims',
    ],
  ])('"%s", and then: %s', (first, line, said) => {
    const call = dial();
    soFar(call, first);
    expect(call.hears(line)).toBe(said);
  });

  it('is none behind menus, where a queue is heard', () => {
    const call = held();
    expect(call.hears('Thank you for holding. Did you know? You can say callback at any time.')).toBe('');
  });
});
