import { describe, expect, it } from 'vitest';
import { optionsOf } from './menu-words.ts';
import { dial, scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** A kind of call, the lines that it hears, and what it does about them: keys, and words in quotes. */
type Lines = readonly [file: string, lines: readonly string[], answers: readonly string[]];

function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) }, silenceMs);
}

/** Longer than a line pauses between two choices. */
const silenceMs = 4_000;

describe('a row of bare numbers, or one choice alone', () => {
  it.each([
    ['claim-status', 'Two for claims.', '2'],
    ['claim-status', 'Blue River Mutual. Two for claims.', '2'],
    ['claim-status', 'Claims, two.', '2'],
    ['eligibility', 'One for eligibility.', '1'],
    ['prior-auth', 'Authorizations, three.', '3'],
    [
      'eligibility',
      'Say or press a number. One, check whether someone is covered. Two, where is my money. Three, anything to do with authorizations.',
      '1',
    ],
    [
      'claim-status',
      'Say or press a number. One, check whether someone is covered. Two, where is my money. Three, anything to do with authorizations.',
      '2',
    ],
    [
      'prior-auth',
      'Say or press a number. One, check whether someone is covered. Two, where is my money. Three, anything to do with authorizations.',
      '3',
    ],
    ['claim-status', 'Pick a number. One, a patient. Two, a doctor. Three, a broker.', '2'],
    [
      'claim-status',
      'Choose from these. Four, a claim you sent. Five, a claim you want to send. Six, anything else.',
      '4',
    ],
    ['claim-status', 'Three for claims and payments.', '3'],
    ['eligibility', 'Cedar Valley. Benefits is four.', '4'],
    ['eligibility', 'Number three for benefits.', '3'],
    ['claim-status', 'Provider? Two.', '2'],
    [
      'claim-status',
      'Choose a number. One, see what we paid. Two, see who is insured. Three, see what we approved.',
      '1',
    ],
    [
      'eligibility',
      'Choose a number. One, see what we paid. Two, see who is insured. Three, see what we approved.',
      '2',
    ],
    [
      'prior-auth',
      'Choose a number. One, see what we paid. Two, see who is insured. Three, see what we approved.',
      '3',
    ],
    [
      'claim-status',
      'Please say or press one of the following. One, I am a patient. Two, I am a provider.',
      '2',
    ],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it.each<Lines>([
    ['claim-status', ['Claims, two.', 'Claims, two.'], ['2']],
    ['claim-status', ['Members, one.'], []],
    ['claim-status', ['One for pharmacy.'], []],
    ['claim-status', ['Two for benefits.', 'Four for claims.', 'Six for approvals.'], ['4']],
  ])('%s: %j is answered with %j', (file, lines, answers) => {
    expect(done(file, ...lines)).toEqual(answers);
  });
});

describe('keys that are no single digit', () => {
  it.each([
    ['claim-status', 'For claims press one one. For benefits press one two.', '11'],
    ['claim-status', 'Claims, press 2 1. Benefits, press 2 2.', '21'],
    ['claim-status', 'For claims, press star one. For benefits, press star two.', '*1'],
    [
      'claim-status',
      'For benefits press one. For authorizations press two. Press star to repeat, or press pound for more options.',
      '#',
    ],
    [
      'claim-status',
      'For pharmacy, press one. For dental, press two. For more options, press the pound key.',
      '#',
    ],
    ['prior-auth', 'Press star to hear this again. Press pound to go on.', '#'],
    ['claim-status', 'For claims press 10, for benefits press 11.', '10'],
    ['claim-status', 'For claim status dial extension two one four. For benefits dial two one five.', '214'],
    [
      'claim-status',
      'Claims and payment questions, press 3. Eligibility and benefits, press 1. To request an authorization, press 2. To repeat these options, press star.',
      '3',
    ],
    [
      'claim-status',
      'For dental press one. To hear these options again press star. For other choices press pound.',
      '#',
    ],
    ['claim-status', 'To go back press star. To continue press pound.', '#'],
    ['claim-status', 'Press pound two for claims or pound three for benefits.', '#2'],
    ['claim-status', 'For claims press 3 1. For benefits press 3 2. For anything else, press 0.', '31'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });
});

describe('menus behind menus', () => {
  it.each<Lines>([
    [
      'claim-status',
      [
        'For member services press one. For provider services press two.',
        'For claims and payment press one. For eligibility press two. For all other provider questions press three.',
        'To check a claim press one. To dispute a claim press two. To speak with a claims associate press three.',
      ],
      ['2', '1', '1'],
    ],
    [
      'eligibility',
      [
        'Welcome. To continue in English, say English or press one.',
        'If you are calling from a provider office, press two, otherwise stay on the line.',
        'Eligibility, benefits and copay, press one. Claims, press two.',
      ],
      ['1', '2', '1'],
    ],
    [
      'prior-auth',
      [
        'Thank you for calling the provider line. Our menu has changed. Please listen to all of the options. For behavioral health, press one. For medical, press two.',
        'For radiology and cardiology, press one. For all other services, press two.',
        'To start a new request press one. To check on a submitted request press two.',
      ],
      ['2', '2', '2'],
    ],
    [
      'credentialing',
      [
        'For claims press one, for benefits press two, for contracting and credentialing press three',
        'To apply press one. To check on an application press two. To update your information press three.',
      ],
      ['3', '2'],
    ],
  ])('%s: %j is answered with %j', (file, lines, answers) => {
    expect(done(file, ...lines)).toEqual(answers);
  });
});

describe('what no key is, or no two', () => {
  it.each([
    'Two denials. One for timely filing, one for no auth.',
    'I show line one denied. Two, the modifier is missing. Three, the claim is a duplicate.',
    'You can reach them at extension two one four, or I can transfer you.',
    'If this is an emergency, hang up and dial nine one one.',
    'Dial one eight hundred five five five zero one four two.',
  ])('"%s" offers none', (line) => {
    expect(optionsOf(line)).toEqual([]);
  });

  it.each(['Claims, one moment.', 'Two for claims? Let me check.', 'Is it just one for claims?'])(
    'nothing is pressed behind "%s"',
    (line) => {
      const call = dial();
      call.hears(line);
      call.waits(4_000);
      expect(call.keys).toEqual([]);
    },
  );

  it('waits a while for what comes behind a first choice', () => {
    const call = dial();
    call.hears('One for claims.');
    expect(call.keys).toEqual([]);
    call.hears('Two for claim status.');
    expect(call.keys).toEqual(['2']);
  });
});
