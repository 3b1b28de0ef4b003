import { describe, expect, it } from 'vitest';
import { optionsOf } from './menu-words.ts';
import { scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** What a new call of this kind does about the lines of a menu. */
function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('who is meant by a choice', () => {
  it.each([
    ['eligibility', 'Doctor or dentist offices, one. Employers, two. Members, three.', '1'],
    ['claim-status', 'Members or families, one. Physicians and pharmacies, two. Anything else, three.', '2'],
    ['claim-status', 'Members and employers, one. Providers and vendors, two.', '2'],
    ['claim-status', 'If you are a member press one. If you are a hospital or dental office press two.', '2'],
    ['claim-status', 'Member claims, one; provider claims, two.', '2'],
    ['eligibility', 'For member benefits press one, for benefits as a provider press two', '2'],
    // Where nobody is told apart, members are whom it is about.
    ['eligibility', 'For member eligibility press one, for the provider directory press two', '1'],
    [
      'eligibility',
      'Press 1 for benefits for a patient, 2 for money owed to you, or 3 for your address.',
      '1',
    ],
    // Nobody is named whom we are not.
    ['claim-status', 'Dental offices, one. Eye doctors and opticians, two. Everyone else, three.', '3'],
  ])('%s: "%s" is answered with %s', (file, line, key) => {
    expect(done(file, line)).toEqual([key]);
  });
});

describe('a key for yes', () => {
  it.each([
    [
      'Thank you for choosing Tidewater Select. Are you a healthcare professional? If yes, press one. If no, press two.',
      '1',
    ],
    ['Hi there, how are you? Are you with a medical office? Press one if you are, two if you are not.', '1'],
    ['Welcome to Touch of Health. Are you a member? If so press 1. If not press 2.', '2'],
    ['Thanks for choosing Enter Health. Are you a provider press one for yes press two for no', '1'],
    ['Would you take a survey? Press one for yes, or two for no.', '2'],
  ])('answers the question right before it: "%s" is %s', (line, key) => {
    expect(done('claim-status', line)).toEqual([key]);
  });
});

describe('a number in front of the verb of a key', () => {
  it.each([
    ['prior-auth', 'For pre certification or to follow up on one, press three. For claims, press one.', '3'],
    [
      'claim-status',
      'To submit a claim or to check on one please press two. For anything else press three.',
      '2',
    ],
    ['prior-auth', 'Press three to start a request or follow up on one, and press two for claims', '3'],
    ['claim-status', 'Members on one, providers on two, press zero for everything else.', '2'],
    ['claim-status', 'Claims are on one, press two for benefits', '1'],
  ])('%s: "%s" is answered with %s', (file, line, key) => {
    expect(done(file, line)).toEqual([key]);
  });
});

describe('a key that stands before what it is for', () => {
  it.each([
    ['Two for claims, four for the credentialing team.', '2'],
    ['Okay. Two for claims, four for the credentialing team, zero for the operator.', '2'],
    ['Nine for members, four for claims or six for eligibility', '4'],
    ['9 if you are a member, 4 if you work for a provider', '4'],
    ['Three Rivers Health. Four for claims, two for benefits.', '4'],
  ])('needs no order: "%s" is answered with %s', (line, key) => {
    expect(done('claim-status', line)).toEqual([key]);
  });

  it.each([
    'I show two for the 97110, four for the 97140.',
    'It was two for him and four for her.',
    'They gave two for that and seven for this.',
  ])('"%s" offers none', (line) => {
    expect(optionsOf(line)).toEqual([]);
  });
});

describe('of several choices about what we call for', () => {
  it.each([
    [
      'prior-auth',
      'For outpatient radiology authorizations press one. For all other authorizations press two. To check the status of any authorization press three.',
      '3',
    ],
    ['claim-status', 'To file a claim press one. To follow up on a claim press two.', '2'],
    ['claim-status', 'Claims, one. New claims, two.', '1'],
    ['eligibility', 'Hear eligibility by phone: one. Have it faxed: two. Have it emailed: three.', '1'],
    ['claim-status', 'To use the automated system press one. To wait for the next person press two.', '2'],
  ])('%s: "%s" is answered with %s', (file, line, key) => {
    expect(done(file, line)).toEqual([key]);
  });
});

describe('what is not listed', () => {
  it.each([
    [
      'To pay a premium, one. Agents and brokers, three. If you do not hear your reason, press the star key.',
      '*',
    ],
    ['To buy a plan press one. If none of these apply press five.', '5'],
    ['For Medicare, one. For commercial, two. If you are not sure, three.', '3'],
    ['Self insured groups press one. Fully insured groups press two. Not sure? Press three.', '3'],
    ['For Texas, press one. For Oklahoma, press two. For every other state, press three.', '3'],
    ["Sales, one. If you didn't hear what you're looking for, eight.", '8'],
  ])('has a key of its own: "%s" is answered with %s', (line, key) => {
    expect(done('claim-status', line)).toEqual([key]);
  });
});

describe('a menu of which nothing is ours', () => {
  const menu = 'Press one if the plan is green, two if the plan is blue, three for sales.';

  it('is heard again, then asked for anybody, then answered with what is not plainly for others', () => {
    expect(done('claim-status', menu, menu, menu, menu)).toEqual(['0', '1', '2']);
  });
});
