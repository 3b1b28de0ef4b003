import { describe, expect, it } from 'vitest';
import { optionsOf } from './menu-words.ts';
import { dial, scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** What a new call of this kind does about the lines of a menu. */
function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('prompts as lines really word them', () => {
  it.each([
    // Claims.
    [
      'claim-status',
      'Hi, you have reached Pinecrest Benefit Partners. Are you one of our members? Press one. Do you work with patients? Press two.',
      '2',
    ],
    [
      'claim-status',
      'Our menu is short today. Touch four if a claim is why you called; touch five for anything else.',
      '4',
    ],
    [
      'claim-status',
      'For help with money matters, such as a check or a remit, the number is six. For plan benefits, the number is seven.',
      '6',
    ],
    ['claim-status', 'Patients first: press one. Offices, your turn: press two.', '2'],
    [
      'claim-status',
      "Calling to see what a plan covers? That'll be one. Calling to see if a claim went through? That'll be two.",
      '2',
    ],
    [
      'claim-status',
      'Claim questions go to three, benefit questions go to four, and all the rest go to zero.',
      '3',
    ],
    ['claim-status', 'Subscriber: one. Provider of care: two. Plan sponsor: three.', '2'],
    ['claim-status', 'If you bill for a doctor, the two key. If you see a doctor, the one key.', '2'],
    [
      'claim-status',
      'We pay claims at this desk on two. We verify benefits on three. We sell policies on four.',
      '2',
    ],
    ['claim-status', 'Benefits is option one, claims option two, everything else option three.', '2'],
    ['claim-status', 'Choose your path. One takes you to benefits. Two takes you to claims.', '2'],
    ['claim-status', 'One equals members. Two equals providers.', '2'],
    ['claim-status', 'Punch one for subscriber matters and punch nine for provider matters.', '9'],
    [
      'claim-status',
      'Got a question on a bill you submitted? Eight. Got a question on a referral? Nine.',
      '8',
    ],
    [
      'claim-status',
      'Number one, eligibility. Number two, claims status. Number three, precertification.',
      '2',
    ],
    ['claim-status', 'Medical claims press one, dental claims press two, vision claims press three.', '1'],
    [
      'claim-status',
      'Press two to learn whether a claim has been paid, three to dispute a payment, or nine to speak to a person.',
      '2',
    ],
    [
      'claim-status',
      'For questions regarding a payment you received, or did not receive, press seven. For anything else, remain on the line.',
      '7',
    ],
    [
      'claim-status',
      'You may press zero at any time for an attendant. Otherwise: one, benefits; two, claims; three, authorizations.',
      '2',
    ],
    [
      'claim-status',
      'Thanks for calling on this fine day. Hospital or clinic staff, that is a three. Plan members, that is a four.',
      '3',
    ],
    ['claim-status', 'Welcome. 1 for English. 2 for Spanish.', '1'],
    [
      'claim-status',
      'In order to serve you better, tell us who you are. Press 1 - Member. Press 2 - Provider. Press 3 - Broker.',
      '2',
    ],
    [
      'claim-status',
      'If you have your claim number handy press one, if you only have the member I D press two',
      '2',
    ],
    ['claim-status', 'Enter one to check a claim, two to check benefits, three to go back.', '1'],
    [
      'claim-status',
      'To speak with a claims person hit three, to speak with an enrollment person hit four.',
      '3',
    ],
    ['claim-status', "I can help with claims, that's one, or with coverage, that's two.", '1'],
    // Authorizations.
    ['prior-auth', 'Precert is four. Claims is five. Anything else, zero.', '4'],
    [
      'prior-auth',
      'If a request is already in, press six. If you want to put in a new request, press seven.',
      '6',
    ],
    ['prior-auth', 'Care management, two; payment, three.', '2'],
    ['prior-auth', 'One, see where a request stands. Two, send us a new one. Three, speak to a nurse.', '1'],
    ['prior-auth', 'Approvals and referrals press three, bills and payments press four', '3'],
    // Benefits.
    ['eligibility', "A patient's benefits, that's one. A patient's claim, that's two.", '1'],
    ['eligibility', 'Is somebody covered? Press five. Was something paid? Press six.', '5'],
    ['eligibility', 'Copays and deductibles on one, claim payments on two, approvals on three.', '1'],
    // Credentialing.
    [
      'credentialing',
      'To join our network or ask about an application, press eight. Claims, press two.',
      '8',
    ],
    // Aloud.
    [
      'claim-status',
      "Just tell me what you're after. For example: claim status, eligibility, or a person.",
      '"claim status"',
    ],
    [
      'claim-status',
      "So I can send you to the right place, who's calling: a member, a provider, or someone else?",
      '"provider"',
    ],
    // Entries.
    ['claim-status', 'Tap in the tax number of the practice, nine digits, no dashes.', '123456789'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it.each([
    'Two of our three claims centers are closed for the holiday.',
    'Our claims desk is at one one five Main Street, suite two.',
    'For claims older than two years, write to us.',
    'This is the first of two messages.',
    'Starting January one, members and providers have new cards.',
  ])('nothing is done about "%s"', (line) => {
    expect(done('claim-status', line)).toEqual([]);
  });
});

describe('a prompt that pauses between its choices', () => {
  it.each([
    [['Claims resolution is one.', 'Coverage desk is two.', 'Case management is three.'], '1'],
    [['Coverage desk, one.', 'Claims, two.'], '2'],
    [['One, members.', 'Two, providers.'], '2'],
    [["Benefits, that's one.", "Claims, that's two.", "And for pharmacy it's three."], '2'],
  ])('%j is answered with %s, and "Hello?" is not said to it', (lines, answer) => {
    expect(done('claim-status', ...lines)).toEqual([answer]);
  });

  it('is not told of a person who says one number', () => {
    const call = dial();
    call.hears('Claims, one moment.');
    expect(call.keys).toEqual([]);
  });
});

describe('a prompt that may be read in two ways', () => {
  const menu = 'example health press one claims press two benefits';

  it('is heard again before it is answered, then gets each answer once', () => {
    expect(done('claim-status', menu)).toEqual([]);
    expect(done('claim-status', menu, menu, menu).toSorted()).toEqual(['1', '2']);
  });

  it('is answered at once where both ways come to the same', () => {
    expect(done('claim-status', 'for claims press one, or press nine for everything else')).toEqual(['1']);
  });
});

describe('numbers that people say', () => {
  it.each([
    'The claim number is one two three four five.',
    'I have one, two, three claims for that date.',
    'Line one was denied, line two was paid.',
    'One, the claim was denied. Two, the appeal window has closed.',
    'I show two visits used, three remaining.',
    'Your quantity is two, and the limit is three.',
    'It is one of two things, either the modifier or the diagnosis.',
    'Physical therapy has six left. Occupational therapy has two.',
    'That is a nine, then a two.',
    'The reference is four, seven, one, two.',
    'There is one on file from May two.',
    'Unit one is approved and unit two is pending.',
    'The copay is two. The deductible is three.',
    'He is in network at tier one, not tier two.',
    'We got it on May one and paid it on May two.',
  ])('"%s" offers no keys', (line) => {
    expect(optionsOf(line)).toEqual([]);
  });
});
