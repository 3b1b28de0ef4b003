import { describe, expect, it } from 'vitest';
import { optionsOf } from './menu-words.ts';
import { scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** What a new call of this kind does about the lines of a menu. */
function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('prompts in the words of people', () => {
  it.each([
    [
      'eligibility',
      "Northgate Plan. If you're a provider, that's one. If you have coverage through us, that's two.",
      '1',
    ],
    [
      'eligibility',
      "Elkhorn Health, provider line. If it's about benefits, one. If it's about a claim, two. If it's about approval for a service, three.",
      '1',
    ],
    ['eligibility', 'Riverbend Health. Is this a provider calling? One for yes.', '1'],
    [
      'eligibility',
      'Copper Basin Plan provider line. One is eligibility. Two is claims. Three is medical management.',
      '1',
    ],
    ['prior-auth', 'Chestnut Grove. If you treat our members, press one. If you are one, press two.', '1'],
    ['credentialing', 'Credentialing one, roster changes two.', '1'],
    // unseen
    ['claim-status', "If you're calling from a hospital, hit two. If you're insured with us, hit one.", '2'],
    ['claim-status', "Are you with a doctor's office? If yes, press one.", '1'],
    ['claim-status', 'Calling for a practice? Hit one for yes, two for no.', '1'],
    ['eligibility', 'Are you a member? One for yes, two for no.', '2'],
    ['claim-status', 'One is members, two is providers, three is brokers.', '2'],
    ['claim-status', "Two's claims. Three's benefits. Four's everything else.", '2'],
    ['eligibility', 'Claims three, benefits four.', '4'],
    ['claim-status', 'Say or press one for benefits. Say or press two for claims.', '2'],
    ['claim-status', 'You can say claims or press two, say benefits or press three.', '2'],
    [
      'prior-auth',
      "If it's to ask about a request you've made, that's four. If it's to make one, that's five.",
      '4',
    ],
    [
      'claim-status',
      'If you belong to our plan, press one. If you care for someone who does, press two.',
      '2',
    ],
    [
      'claim-status',
      'If you need a claim looked up, two. If you need a benefit looked up, three. All others, zero.',
      '2',
    ],
    ['eligibility', 'Three for claims. Four for coverage. Or five for all others.', '4'],
    [
      'claim-status',
      "For either claims or payments, it's three. For either benefits or referrals, it's four.",
      '3',
    ],
    ['credentialing', 'If you have joined us or want to, one. If you are a patient, two.', '1'],
    ['credentialing', 'Contracts one. Credentialing two. Fee schedules three.', '2'],
    ['claim-status', 'Offices: hit one. Everybody else: hit two.', '1'],
    ['claim-status', "It's one for claims. It's two for benefits.", '1'],
    ['eligibility', "You'll want one for benefits and two for claims.", '1'],
    [
      'eligibility',
      'Does your call concern a patient? Press one. Does it concern your own plan? Press two.',
      '1',
    ],
    [
      'prior-auth',
      'Number four is for authorizations. Number five is for claims. Number six is for all others.',
      '4',
    ],
    ['claim-status', "If this is a doctor's office, just press one, and if not, please hold.", '1'],
    ['claim-status', 'Members one, providers two, everybody else three.', '2'],
    [
      'claim-status',
      "Main menu. If you're checking on a claim, one. If you're checking a benefit, two.",
      '1',
    ],
    ['prior-auth', 'One is claims. Two is precert. Star is to hear this again.', '2'],
    ['prior-auth', "If it's claims you want, one; if it's authorizations, two.", '2'],
    ['eligibility', "If you're not a provider, two. If you are, one.", '1'],
    ['claim-status', 'Are you a provider? Press one. If not, press two.', '1'],
    ['claim-status', 'If you are a member, press one. If you see our members, press two.', '2'],
    ['claim-status', 'One if you bill us, two if we bill you.', '1'],
    ['claim-status', "Are you calling from a provider's office? One if so, two if not.", '1'],
    [
      'eligibility',
      "If you're with a practice, go ahead and hit one. If you get your insurance from us, hit two.",
      '1',
    ],
    ['eligibility', 'Two gets you benefits. Three gets you claims. All others, zero.', '2'],
    ['claim-status', 'If it concerns a claim, two; if it concerns anything else, zero.', '2'],
    ['prior-auth', 'So, benefits one, claims two, authorizations three, and zero for all others.', '3'],
    ['claim-status', 'For members it is one. For providers it is two.', '2'],
    ['credentialing', 'Say credentialing or press four. Say contracting or press five.', '4'],
    ['eligibility', 'Is it about coverage? That is a one. Is it about a payment? That is a two.', '1'],
    ['claim-status', 'Either a claim or a payment: one. Either a benefit or a referral: two.', '1'],
    ['claim-status', 'Press one, if you are a member, or two, if you are a provider.', '2'],
    [
      'eligibility',
      'If you want to know what someone is covered for, hit one. If you want to know about a claim, hit two.',
      '1',
    ],
    ['claim-status', 'Are you a member? Press one for yes. Otherwise press two.', '2'],
    ['claim-status', 'Is this about your own coverage? One for yes, two for no.', '2'],
    ['eligibility', 'Coverage is option one and claims is option two.', '1'],
    ['claim-status', 'Claims, that is four. Eligibility, that is five. All others, that is zero.', '4'],
    ['eligibility', 'Three Rivers Select. For providers, one. For anybody else, zero.', '1'],
    ['claim-status', 'Two Lakes Health Plan. Offices, four. Patients, nine.', '4'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it.each([
    ['eligibility', ["If it's about benefits, one.", "If it's about a claim, two."], '1'],
    ['eligibility', ['One is eligibility.', 'Two is claims.', 'Three is medical management.'], '1'],
    ['credentialing', ['Credentialing one,', 'roster changes two.'], '1'],
    ['claim-status', ["If you're a member, that's one.", "If you're an office, that's two."], '2'],
    ['claim-status', ['One for benefits.', 'Two for claims.'], '2'],
    ['claim-status', ['Pharmacy is one.', 'Dental is two.', 'Vision is three.', 'Claims is four.'], '4'],
    ['claim-status', ['Pharmacy one.', 'Dental two.', 'Vision three.', 'Claims four.'], '4'],
    ['claim-status', ['Benefits, one.', 'Claims, two.', 'All others, three.'], '2'],
  ])('%s: %j, with pauses, is answered with %s', (file, lines, answer) => {
    expect(done(file, ...lines)).toEqual([answer]);
  });
});

describe('what people tell with numbers', () => {
  it.each([
    'The plan name is Select. Five thousand dollars is the deductible. Two thousand is met.',
    'Line one is missing modifier, line two is denied.',
    'One is approved, two are denied.',
    'One is approved. Two is denied.',
    'One is for the office visit, the other is for the x-ray.',
    'If he goes in network, one. If he goes out, two.',
    'One was paid, and two is still in process.',
    'Visit one is covered, visit two is not.',
    'There is one for March and two for April.',
    'I see three claims. One is paid, two are pending.',
    'It takes one for the initial and two for the follow up.',
    'Tier one is in network. Tier two is out of network.',
    'She has two. One is Medicare. Two is Aetna.',
    'Code one needs an authorization, code two does not.',
    'Deductible one, fifty. Copay two, fifty.',
    "If you need the fax number, it's one eight hundred five five five.",
    'One is the primary and two is the secondary.',
    'We allow one per day, two per week.',
    'He used one in March, two in April.',
    'Okay so one is the hospital and two is the surgeon.',
    'One is professional, two is technical.',
    'The first one is a duplicate, the second one is denied.',
    'If it is in network, one copay applies. If it is out, two apply.',
    'Claim one, paid. Claim two, denied.',
    'Modifier one, position two.',
    "I'd say three calendar days.",
    'If it is a new patient, one visit is allowed, if it is not, two visits.',
    'Is that one claim? Yes, one.',
    'Physical therapy one, occupational therapy two left.',
    'Denial code one, remark code two.',
    'Number one is missing the modifier. Number two is missing the diagnosis.',
    'Line one missing modifier, line two missing notes.',
    'Her plan is the Select. Two visits are left.',
    'Page one, page two, and page three.',
    'The specialist is forty, primary is twenty, urgent care is seventy five.',
    'Two denials. One for timely filing, one for no auth.',
    'Is there one for you? Yes, one for the surgeon.',
  ])('"%s" offers no keys', (line) => {
    expect(optionsOf(line)).toEqual([]);
  });
});

describe('one desk for several kinds of business', () => {
  it.each([
    ['claim-status', 'For pension, press one. For medical and dental claims, press two.'],
    [
      'claim-status',
      'For medical, dental and vision claims, press two. For the pension office, press three.',
    ],
    ['claim-status', 'Dental and medical claims, two. Retirement, three.'],
    [
      'prior-auth',
      'Pharmacy authorizations, press one. Medical or behavioral health authorizations, press two.',
    ],
    ['eligibility', 'For medical, pharmacy, and vision benefits, press two. For the hall, press three.'],
    ['claim-status', 'For dental and vision claims, press one. For medical claims, press two.'],
    ['claim-status', 'For mental health or vision claims, press three. For all other claims, press two.'],
  ])('is ours where medicine is among them (%s): "%s"', (file, line) => {
    expect(done(file, line)).toEqual(['2']);
  });
});

describe('who asks for the reason of the call', () => {
  it.each([
    'Welcome to provider services. Please say the reason for your call.',
    'Please state the purpose of your call.',
    'Okay. Say the reason for the call now.',
    'To get you to the right place, please say the nature of your call after the tone.',
  ])('is told it: "%s"', (line) => {
    expect(done('claim-status', line)).toEqual(['"claim status"']);
  });
});
