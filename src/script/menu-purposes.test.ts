import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** What a new call of this kind does about the lines of a menu. */
function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('a choice in everyday words, beside one for everything else', () => {
  it.each([
    [
      'prior-auth',
      'If you need a prior authorization or the status of one, press two. For all else press three.',
      '2',
    ],
    ['eligibility', 'Please choose. One, I am a provider. Two, I am an employer. Three, I am a member.', '1'],
    [
      'eligibility',
      'Juniper Valley. Press one if you are calling to see if a patient is insured, or two for something else.',
      '1',
    ],
    [
      'eligibility',
      'Press one to find out if somebody has insurance with us, press two for anything else.',
      '1',
    ],
    [
      'eligibility',
      'If you want to know whether a patient still has a policy with us, press one. For all other calls, press two.',
      '1',
    ],
    [
      'eligibility',
      'For everything else press three. To ask if a person is on one of our plans press one.',
      '1',
    ],
    [
      'eligibility',
      'To confirm that a patient is enrolled, press two. For any other reason, press five.',
      '2',
    ],
    [
      'eligibility',
      "Press one if you'd like to know what a plan pays for, two if you want to know why we did not pay, three for everything else.",
      '1',
    ],
    ['claim-status', 'Press one if you sent us a bill and have not heard back, two for something else.', '1'],
    ['claim-status', 'Press one to ask about getting paid, two for anything else.', '1'],
    ['claim-status', 'To find out what became of a bill, press four. For another reason, press zero.', '4'],
    [
      'claim-status',
      'If you are waiting on a check from us press one. If you want to see if a patient is insured press two.',
      '1',
    ],
    [
      'prior-auth',
      'Press one if you need to know whether we said yes to a procedure, two for something else.',
      '1',
    ],
    [
      'prior-auth',
      'If you asked us to approve a service and want to know what we decided, press one. Otherwise, press two.',
      '1',
    ],
    ['prior-auth', 'Press one to see if a surgery has been approved, press two for all other calls.', '1'],
    [
      'credentialing',
      'Press one if you applied to be in our network and want to know how it is going, two for something else.',
      '1',
    ],
    [
      'credentialing',
      'If you want to see patients on our plans, or asked to already, press three. For all else, press four.',
      '3',
    ],
    ['claim-status', 'Are you calling as a member or a provider?', '"provider"'],
    [
      'claim-status',
      'Thank you for calling Example Health. If this is a medical emergency, please hang up and dial nine one one. Calls may be monitored or recorded for quality. If you are a member, press one. If you are a health care provider, press two. For all other callers, press three.',
      '2',
    ],
    [
      'claim-status',
      'For provider services, press four. For member services, press one. For sales, press six.',
      '4',
    ],
    ['eligibility', 'Para continuar en español oprima el dos. To continue in English press one.', '1'],
    [
      'claim-status',
      'Did you know you can check claims on our web site? Visit example health dot com slash providers. For eligibility and benefits, press one. Most claims can be seen online within a day. For claims, press two. You can also submit authorizations online. For authorizations, press three.',
      '2',
    ],
    [
      'prior-auth',
      'Our web portal is the fastest way to get an authorization. To check on a request that was submitted already press one, to begin a request press two, to speak with intake press three.',
      '1',
    ],
    [
      'prior-auth',
      'For inpatient authorizations press one, for outpatient authorizations press two, for the status of an authorization press three',
      '3',
    ],
    [
      'claim-status',
      'For claim status press one, for claim denials and appeals press two, for refunds and overpayments press three, for electronic payments press four.',
      '1',
    ],
    [
      'claim-status',
      "If you know your party's extension, you may dial it at any time. For claims, press 2.",
      '2',
    ],
    ['claim-status', 'For provider services, say provider or press two.', '2'],
    ['eligibility', 'To get benefits by fax press one, to hear them press two.', '2'],
    [
      'eligibility',
      'For medical benefits press one. For behavioral health press two. For pharmacy press three.',
      '1',
    ],
    [
      'claim-status',
      'If you are a participating provider press one. If you are a non participating provider press two.',
      '1',
    ],
    [
      'claim-status',
      'Press one if you are calling about a medical claim, press two for a dental claim, press three for a vision claim.',
      '1',
    ],
    ['claim-status', 'For professional claims press one. For facility claims press two.', '1'],
    [
      'claim-status',
      'If you are calling about one claim press one. If you are calling about more than one claim press two.',
      '1',
    ],
    [
      'eligibility',
      'Hit one to see whether your patient has insurance here. Hit two for anything else.',
      '1',
    ],
    [
      'eligibility',
      "If you're checking that a patient's policy is still good, that's one. Any other reason, that's two.",
      '1',
    ],
    [
      'eligibility',
      "If you're wondering what a visit will cost a patient, press one. If it's something different, press two.",
      '1',
    ],
    [
      'eligibility',
      'One, is my patient on your plan. Two, something I was denied. Three, everything else.',
      '1',
    ],
    ['eligibility', 'Press one for what we cover, press two for what we owe you.', '1'],
    ['claim-status', 'Press one for what we cover, press two for what we owe you.', '2'],
    ['claim-status', "Press one if you haven't been paid, press two if you want something else.", '1'],
    ['claim-status', 'If a bill came back to you unpaid press one, everything else press two.', '1'],
    [
      'claim-status',
      "Press one to see if we've received your paperwork for a visit, two for everything else.",
      '1',
    ],
    [
      'claim-status',
      'To ask about something you billed us for, press one. For other matters, press two.',
      '1',
    ],
    ['claim-status', 'Want to know where your payment is? Press one. Anything else? Press two.', '1'],
    [
      'prior-auth',
      'If you need our okay before a procedure, or asked for it and wait to hear, press one. Other callers, press two.',
      '1',
    ],
    ['prior-auth', "To hear if we've signed off on a treatment press one; for all else press two.", '1'],
    ['prior-auth', 'Press one to check on an approval, or two for something else.', '1'],
    [
      'credentialing',
      'If you are a doctor who has asked to join us, press one. For anything else press two.',
      '1',
    ],
    [
      'credentialing',
      'To find out whether a provider is in our system yet press one, all other calls two.',
      '1',
    ],
    ['credentialing', 'For getting on our panel, press three. For getting paid, press four.', '3'],
    [
      'claim-status',
      'To buy insurance press one. To see if you qualify for help with costs press two. For something else press three.',
      '3',
    ],
    ['claim-status', 'To find out if a patient is insured press one. For anything else press two.', '2'],
    ['eligibility', 'To find out if a bill was paid press one. For anything else press two.', '2'],
    ['prior-auth', 'Press one to see if a patient is insured, two for something else.', '2'],
    ['claim-status', 'To ask why your card has not arrived press one. For all other calls press two.', '2'],
    [
      'eligibility',
      'To learn if a drug is covered at the pharmacy press one. All other questions press two.',
      '2',
    ],
    [
      'claim-status',
      'The information given on this call is not a guarantee of payment. Benefits are subject to the terms of the plan. If you agree, press one to go on.',
      '1',
    ],
    [
      'eligibility',
      'By continuing you agree that this call may be recorded. Press one to accept, or two to decline.',
      '1',
    ],
    [
      'claim-status',
      'Please note that as of March first we no longer accept paper claims. For claim status, press two. For help with electronic claims, press three.',
      '2',
    ],
    [
      'claim-status',
      'Save time: visit us at example dot com to check claims, benefits and more. Otherwise, for claims press one; for benefits press two.',
      '1',
    ],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it('is not taken where the line goes on by itself', () => {
    const line = 'For English, please remain on the line. Para español, oprima el número dos.';
    expect(done('eligibility', line)).toEqual([]);
  });
});
