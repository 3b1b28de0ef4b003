import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

const done = (...lines: string[]) => doneAbout(lines);

describe('a menu, however it is worded', () => {
  it.each([
    // Keys before, behind and without "press".
    ['to check the status of a claim one to verify eligibility two to speak with a representative zero', '1'],
    ['press one for eligibility press two for claims press three for authorizations', '2'],
    ['for eligibility and benefits press or say one for claims press or say too', '2'],
    ['for prior authorization dial one for claim status dial for', '4'],
    ['select option three for claims select option four for something else', '3'],
    ['eligibility press one claims press two authorizations press three', '2'],
    ['for benefits press 1, for claims, press 2. to repeat this menu, press 9.', '2'],
    ['For claims, press 1, or press 9 for everything else', '1'],
    ['if your call is regarding an existing claim push three if its about benefits push one', '3'],
    ['press the number one for benefits press the number five for claim status inquiries', '5'],
    [
      'Press one for billing. Press two for claim status. Press three for credentialing. To repeat these options, press nine.',
      '2',
    ],
    [
      'press one for billing press two for claim status press three for credentialing to repeat these options press nine',
      '2',
    ],
    ['Press one. For claims, press two. For benefits, press three.', '2'],
    [
      'Welcome to Example Health. This call may be monitored for quality assurance. Press one for claims. Press two for authorizations. To repeat these options, press nine.',
      '1',
    ],
    [
      'welcome to example health this call may be monitored for quality assurance press one for benefits press two for claims to repeat these options press nine',
      '2',
    ],
    // Whom it is for.
    [
      'if you are calling about claims for your own coverage press four if you are calling from a doctors office press three',
      '3',
    ],
    ['if you are a member press one if you are calling from a doctors office press two', '2'],
    ['members press one healthcare professionals press two', '2'],
    ['are you a member press one a provider press three or an employer press five', '3'],
    ['for members calling about claims press one for providers calling about claims press two', '2'],
    ['welcome to example provider services for members press one for providers press two', '2'],
    [
      'are you calling about a patient or about your own coverage for a patient press one for your own coverage press two',
      '1',
    ],
    [
      'After this call, would you be willing to answer two short questions about your experience? Press one for yes, or two for no.',
      '2',
    ],
    ['English, one. Español, dos.', '1'],
    ['Please have the member I D ready. Claims, two. Benefits, three. All other questions, four.', '2'],
    ['Please enter your provider PIN. If you do not have one, press star.', '*'],
    ['To arrange a conversation between physicians, press one. For anything else, press two.', '2'],
    // The most specific option.
    ['for new claims press one for claim status press two for all other claims questions press three', '2'],
    [
      'to submit a claim press one for the status of a claim press two for claims mailing address press three',
      '2',
    ],
    // Language first.
    ['for english press one para espanol oprima el dos', '1'],
    ['to continue in english press one', '1'],
    ['para español oprima el nueve for english press one', '1'],
    // Last ways.
    ['for pharmacy press one for dental press two to speak with a representative press zero', '0'],
    [
      'for the fax number press one for the mailing address press two for all other questions press three',
      '3',
    ],
    ['press star to return to the main menu or press zero for an operator', '0'],
    ['for billing press one for a doctor press two', '2'],
    ['this call may be recorded to consent press one', '1'],
    ['if this is a medical emergency hang up and dial nine one one if you are a provider press three', '3'],
    ['to hear these options again press star for more options press nine', '9'],
  ])('"%s" is answered with %s', (text, answer) => {
    expect(done(text)).toEqual([answer]);
  });

  it.each([
    ['you can say claims, benefits, or something else', '"claims"'],
    ['please say eligibility benefits or claim status', '"claim status"'],
    ['in a few words tell me why you are calling today', '"claim status"'],
    ['how may i direct your call you can say things like claims or authorizations', '"claims"'],
    ['Please say one of the following. Precertification, claim status, billing.', '"claim status"'],
    ['please say one of the following billing claims credentialing', '"claims"'],
    ['Are you a member or a provider?', '"provider"'],
    ['Would you like medical, dental, or vision?', '"medical"'],
    ['Okay, provider. Is this about benefits, a claim, or something else?', '"claim"'],
    ['For eligibility, say benefits. For the status of a claim, say status.', '"status"'],
    ['are you calling about eligibility or a claim', '"claim"'],
    ['would you like to continue with the automated system or speak to an agent', '"agent"'],
    ['i found cedar grove family medicine is this correct', '"yes"'],
    ['are you calling about a claim please say yes or no', '"yes"'],
    ['are you a member please say yes or no', '"no"'],
    ['would you like to take a short survey after this call say yes or no', '"no"'],
    ['hi im your virtual assistant what are you calling about', '"claim status"'],
  ])('"%s" is answered by voice with %s', (text, answer) => {
    expect(done(text)).toEqual([answer]);
  });

  it.each([
    'welcome to example health your call may be monitored or recorded for quality purposes',
    'please listen carefully as our menu options have changed',
    'if this is a medical emergency please hang up and dial nine one one',
    'our office hours are monday through friday eight to five',
    'you can find claim forms on our website at w w w dot example dot com',
    'para espanol oprima el dos',
    'if you are a provider please stay on the line if you are a member press one',
  ])('"%s" is heard without an answer', (text) => {
    const call = dial();
    expect(call.hears(text)).toBe('');
    expect(call.keys).toEqual([]);
    expect(call.results).toBeUndefined();
  });
});

describe('what is to be entered', () => {
  it.each([
    ['please enter your ten digit n p i followed by the pound key', '1234567893#'],
    ['using your telephone keypad enter your n p i', '1234567893'],
    ['enter the last five digits of your tax i d number then press pound', '56789#'],
    ['Now the last five digits of the tax identification number.', '56789'],
    ['please enter the last 4 digits of the tax identification number', '6789'],
    ['enter the first three letters of the patients last name', '944'],
    [
      'please enter the first letter of the patients first name and the first six letters of the last name',
      '3944856',
    ],
    [
      'please enter the members date of birth two digits for the month two digits for the day and four digits for the year',
      '03041980',
    ],
    ['enter the date of birth as m m d d y y', '030480'],
    ['please enter the date of service using two digits for the month day and year', '011526'],
    [
      'enter the date of birth starting with the four digit year then the two digit month and two digit day',
      '19800304',
    ],
    ['please enter or say your member i d followed by the hash sign', '999123456#'],
    ['please enter your member i d numbers only without the letters', '123456'],
    ['please enter your n p i or press star if you do not have one', '1234567893'],
    ['please enter the claim number followed by pound if you do not have the claim number press two', '2'],
    ['to search by claim number press one to search by member i d press two', '2'],
    ['if you know your claim number press one otherwise press two', '2'],
  ])('"%s" is entered as %s', (text, keys) => {
    expect(done(text)).toEqual([keys]);
  });

  it('is said where the menu listens', () => {
    const call = dial();
    expect(call.hears('what is your n p i')).toContain('one, two');
    expect(call.keys).toEqual([]);
  });

  it('is given one after the other, each only when asked for', () => {
    expect(
      done('please enter your n p i followed by pound', 'thank you now enter your tax i d followed by pound'),
    ).toEqual(['1234567893#', '123456789#']);
  });

  it('is never given to a menu that does not ask', () => {
    const call = dial();
    for (const line of [
      'have your n p i ready',
      'welcome providers',
      'your member i d is on the card',
      'goodbye',
    ])
      call.hears(line);
    expect(call.keys).toEqual([]);
  });

  it('is confirmed by voice where the menu wants a yes', () => {
    expect(
      done(
        'what is your n p i',
        'i heard one two three four five six seven eight nine three is that correct',
      ),
    ).toEqual([expect.stringContaining('one, two'), '"yes"']);
  });

  it('is refused where the menu read it back wrong, and entered anew', () => {
    const lines = [
      'please enter the date of birth followed by pound',
      'you entered march fifth nineteen eighty press one if correct or two to re enter',
      'please enter the date of birth followed by pound',
      'you entered march fourth nineteen eighty press one if correct or two to re enter',
    ];
    expect(done(...lines)).toEqual(['03041980#', '2', '03041980#', '1']);
  });

  it('gets a closing pound key at a second try', () => {
    expect(done('please enter your n p i', 'sorry i did not get that please enter your n p i')).toEqual([
      '1234567893',
      '1234567893#',
    ]);
  });
});

describe('menus that lead nowhere', () => {
  it('are answered again when the keys had no effect, then otherwise', () => {
    const menu = 'for claims press one to speak to a representative press zero';
    expect(done(menu, menu, menu, menu)).toEqual(['1', '1', '0', '0']);
  });

  it('are left by another choice where the way goes in a circle', () => {
    const first = 'for members press one for providers press two';
    const second = 'for claims press one for benefits press two to speak with a representative press zero';
    expect(done(first, second, first, second, first, second)).toEqual(
      ['2', '1', '2', '0', '2', '0'].slice(0, 6),
    );
  });

  it('end the call as a failure of ours after a while', () => {
    const call = dial();
    for (let n = 0; n < 12; n++) call.hears('for pharmacy press one for dental press two');
    expect(call.keys).toEqual(['0']);
    expect(call.results?.[0]?.failure).toEqual({ reason: 'ivr_failure', fault: 'ours' });
  });

  it('are asked once more after an invalid entry', () => {
    const menu = 'for claims press one for benefits press two';
    expect(done(menu, 'that is an invalid entry please try again', menu)).toEqual(['1', '1']);
  });
});

describe('a menu that is still being read', () => {
  it('is answered as soon as the very words of the goal and their key are heard', () => {
    const call = dial();
    const text = 'for eligibility press one for claim status press two';
    const words = text.split(' ').map((word, index) => ({
      text: word,
      startMs: 5_000 + index * 300,
      endMs: 5_250 + index * 300,
      confidence: 0.9,
    }));
    const turn = { id: 't1', text, words, startMs: 5_000, endMs: 8_000, confidence: 0.9, overlapped: false };
    call.feed({ type: 'heard_so_far', atMs: 8_100, turn });
    expect(call.keys).toEqual(['2']);
    // The end of that turn is about what was answered already.
    call.feed({ type: 'turn_ended', atMs: 9_000, turn });
    expect(call.keys).toEqual(['2']);
  });

  it('is heard on where words before the key are about members', () => {
    const call = dial();
    const text = 'for members with questions on claim status press one';
    const turn = {
      id: 't1',
      text,
      words: [],
      startMs: 5_000,
      endMs: 8_000,
      confidence: 0.9,
      overlapped: false,
    };
    call.feed({ type: 'heard_so_far', atMs: 8_100, turn });
    expect(call.keys).toEqual([]);
  });

  it('hears the next menu in a turn that began before our keys', () => {
    const call = dial();
    call.hears('for claims press one');
    const text = 'for claims press one please enter your n p i followed by pound';
    const startMs = call.nowMs - 1_000;
    const words = text.split(' ').map((word, index) => ({
      text: word,
      startMs: startMs + index * 300,
      endMs: startMs + index * 300 + 250,
      confidence: 0.9,
    }));
    const turn = {
      id: 't2',
      text,
      words,
      startMs,
      endMs: startMs + 4_000,
      confidence: 0.9,
      overlapped: false,
    };
    call.feed({ type: 'turn_ended', atMs: startMs + 6_000, turn });
    expect(call.keys).toEqual(['1', '1234567893#']);
  });
});
