import { describe, expect, it } from 'vitest';
import { dial, scriptOf } from './testing/conversation.ts';

/** What a new call does about one prompt: keys, and words in quotes. */
function done(line: string, file = 'claim-status'): string | undefined {
  const call = dial({ script: scriptOf(file) });
  const said = call.hears(line);
  return call.keys[0] ?? (said === '' ? undefined : `"${said}"`);
}

const rows = (file: string, table: readonly (readonly [string, string])[]) =>
  it.each(table)('"%s" is answered with %s', (line, answer) => {
    expect(done(line, file)).toBe(answer);
  });

describe('a row of choices and keys', () => {
  it.each([
    ['Are you calling about a referral, one, a claim, two, or benefits, three?', '2'],
    ['Referrals, one, claims, two, benefits, three.', '2'],
    ['Press zero at any time for an operator. For claims, press one. For benefits, press two.', '1'],
    ['Press star to repeat. For benefits, press one. For claims, press two.', '2'],
    ['Referrals, one, claims, two, benefits, three, thank you.', '2'],
  ])('"%s" ends with a key, which is answered with %s', (line, answer) => {
    expect(done(line)).toBe(answer);
  });

  describe('is read with the key before its choice', () =>
    rows('claim-status', [
      ['Dial one, claims. Dial two, enrollment. Dial three, mailing address.', '1'],
      ['Good day. Fern Valley Health Trust. Press one, providers. Press two, patients and families.', '1'],
      ["Redstone Valley Choice. Press one if you're an office.", '1'],
      ['Are you calling about, one, benefits, two, a claim, or three, a referral?', '2'],
      ['What can we help with, one, coverage, two, claims, or three, something else?', '2'],
      ['Your choices are, one, claims, two, benefits, three, authorizations.', '1'],
      ['Ash Meadow Kids. One, a clinician. Two, a parent or guardian.', '1'],
      ['One, claims. Two, all other topics.', '1'],
      ['Touch one for subscribers, touch two for hospitals and facilities, touch three for brokers.', '2'],
      [
        'Option one: eligibility. Option two: claims and remittance advice. Option three: something else.',
        '2',
      ],
      ['You have four choices. One: benefits. Two: claims. Three: referrals. Four: a representative.', '2'],
      ['Choose six for an EOP question, choose seven for coverage questions.', '6'],
      ['Hit pound to talk with a live associate, or star to hear this again.', '#'],
      ['Press one now if this call concerns a claim already on file.', '1'],
      ['Press two for claims, three for appeals, and four for everything else.', '2'],
      ['Press one for medical benefits, two for claim payment, or zero to reach a team member.', '2'],
      ['Push three, that is claims. Push four, that is benefits.', '3'],
      ['Please make your selection now. One for members. Two for professionals.', '2'],
      ['press 1 eligibility press 2 claims press 3 authorizations', '2'],
      ['one eligibility two claims three authorizations', '2'],
      ['Four will get you claims, and five will get you authorizations.', '4'],
      [
        'Select one for a claim that was filed. Select two for a benefit quote. Select eight for the fax numbers.',
        '1',
      ],
    ]));

  describe('is read with the key behind its choice', () =>
    rows('claim-status', [
      ["Now, claims is one, eligibility's two, and for pharmacy it's three.", '1'],
      ['Claims resolution is one. Coverage desk is two. Case management is three.', '1'],
      ['You have dialed Lakeside Union Care. Physician offices key in one. Members key in two.', '1'],
      ['Wheatland Senior Choice. Offices, one. Seniors and their families, two.', '1'],
      ['Wheatland Health Alliance automated attendant. Providers two. Members three.', '2'],
      ['Is this for a Medicaid patient or a commercial patient? For either one, press one to go on.', '1'],
      ['Summer Field Health. To be served as a provider, press one; as a member, two.', '1'],
      ['Has the claim been sent in? Then press one. Not yet? Then press two.', '1'],
      ['Authorizations on one. Claims on two. Anything on benefits, three.', '2'],
      ["Facilities and billing services, that's option two. Subscribers, option one.", '2'],
      ['Remittance is four. Referrals is five. Anything else is six.', '4'],
      ['Patients and parents is one; practices and clinics is two.', '2'],
      ["If you're calling from a practice, that's three. If you're calling for yourself, that's four.", '3'],
      ["A question about money we paid you? Five. A question about a patient's coverage? Six.", '5'],
      [
        "Members and their caregivers should press one. Everyone calling from a provider's office should press two.",
        '2',
      ],
      ['For a pharmacist, one. For a physician, two. For a patient, three.', '2'],
      ['Claims? Press one. Benefits? Press two.', '1'],
      ['Benefits, press one; claims, two; authorizations, three; or hold for an agent.', '2'],
      ['Main menu. Eligibility, 1. Claims, 2. Authorizations, 3. Operator, 0.', '2'],
      ['eligibility one claims two authorizations three operator zero', '2'],
      ['eligibility press 1 claims press 2 authorizations press 3', '2'],
      ['Claims and billing can be reached on four. Care managers can be reached on five.', '4'],
      ["If it's claims, push three. If it's benefits, push four.", '3'],
      ['Provider? Press two. Patient? Press one.', '2'],
      ['Clinical review is one. Payment inquiries are two. Contract questions are three.', '2'],
      ['Behavioral health, one. Medical, two. Substance use, three.', '2'],
    ]));

  describe('is understood by what its choices mean', () =>
    rows('claim-status', [
      ['Prairie Lantern Choice. For the office side, press one. For the family side, press two.', '1'],
      ['For professional callers press one.', '1'],
      ['Juniper Flats Care Review. Professional line, press one.', '1'],
      [
        'Thank you for calling the Provider Service Center. For claims, press 1. For eligibility and benefits, press 2. For prior authorization, press 3. For all other inquiries, press 4.',
        '1',
      ],
      [
        'If you are a health care professional calling about a member, press 2. If you are a member, press 1.',
        '2',
      ],
      ['To check the status of a claim or payment, press or say 3.', '3'],
      ['To reach someone who can help with a claim, just press five.', '5'],
      ['Dental, press one. Vision, press two. Medical, press three.', '3'],
      ["If you are calling on behalf of a member as part of a doctor's office, press three.", '3'],
      ['For status of a referral press one, for status of a bill you sent us press two', '2'],
      [
        'For submitting a claim press one. For an appeal press two. For anything about a claim we already have press three.',
        '3',
      ],
      ['If you work for a clinic or hospital, please press seven.', '7'],
      [
        'To print a form, press one. To check a claim with a person, press three. To hear your last payment, press two.',
        '3',
      ],
    ]));

  describe('is told from numbers that are no keys', () =>
    rows('claim-status', [
      ['Our hours are Monday through Friday, eight to five Eastern. For claims, press two.', '2'],
      ['You can reach us twenty four seven at 1 800 555 0142. For claim status, press one.', '1'],
      ['If this is an emergency, hang up and dial 911. Providers, press two. Members, press one.', '2'],
      [
        'Please listen to all seven options, as our menu changed in 2026. For benefits press one. For claims press five.',
        '5',
      ],
      [
        'To get a live person at any point, say agent or press zero. For eligibility, one. For claims, two.',
        '2',
      ],
    ]));

  describe('may ask for a yes, a language or anything', () =>
    rows('claim-status', [
      ['Press any key to continue.', '1'],
      ['Say or press one for English.', '1'],
      ['For English, press one. Para español, oprima el dos.', '1'],
      ["Do you have the member's ID number? Press one for yes, two for no.", '1'],
      ["Ivory Coast Life and Health. Are you with a provider's office? Press one for yes, two for no.", '1'],
      ['Are you a member of our plan? If so, press one. If not, press two.', '2'],
      ['Is your call about a claim? Yes is one, no is two.', '1'],
      ["If you have the claim number, press one. If you'd rather use the member I D, press two.", '2'],
      ['Key in your N P I, then the pound sign.', '1234567893#'],
      ["Punch in the patient's birth date as month, day and year, eight digits.", '03041980'],
    ]));

  describe('may be answered aloud', () =>
    rows('claim-status', [
      ["Tell me in a few words why you're calling.", '"claim status"'],
      ['You can say things like check a claim, verify benefits, or speak to an agent.', '"check a claim"'],
      ['Which one do you need: claims, benefits or authorizations?', '"claims"'],
      ['To get started, just say who you are: patient, provider, or broker.', '"provider"'],
    ]));
});

describe('other types of calls', () => {
  describe('for an authorization', () =>
    rows('prior-auth', [
      ['Opal River Medical Review. For professional callers press one.', '1'],
      ['For the state of a request press two. To hand in a request press three.', '2'],
      ['Status of an authorization is one. Start a new one is two.', '1'],
      ['Pre service review is two. Post service review is three.', '2'],
      ['Key in three for precertification. Key in one for claims.', '3'],
      ['One, claims. Two, authorizations. Three, finding a therapist.', '2'],
      ['Thank you for calling Golden Mesa Secure. Imaging centers and physicians, one. Enrollees, two.', '1'],
      ['Need to check on an authorization? Press two. Need anything else? Press three.', '2'],
      ['U M is one, claims is two.', '1'],
      ['Medical review is three. Member services is four.', '3'],
      ['To start a new request, press one. To follow up on a pending request, press two.', '2'],
      ['Referrals and precert, press four. Claims, press five.', '4'],
      ['Clinical services, one. Claims, two.', '1'],
      ['Intake, one. Status, two. Peer to peer, three.', '2'],
      ['Utilization, three. Pharmacy prior auth, four.', '3'],
      ['Prior authorization status, three. Claims, one.', '3'],
      ['Six, claims. Two, referrals and approvals.', '2'],
      ['For a decision on a request you already faxed, hit two. To fax back clinical notes, hit three.', '2'],
    ]));
  describe('for benefits', () =>
    rows('eligibility', [
      ['Claims, one. Coverage, two. Pharmacy, three.', '2'],
      ["To find out what's covered, press four. For a bill, press five.", '4'],
      ['Is a patient active with us? Press two. Anything about a bill, press three.', '2'],
      ['Member eligibility is two, claims is three.', '2'],
      ['Benefit quotes on one. Claims on two.', '1'],
    ]));
  describe('for credentialing', () =>
    rows('credentialing', [
      ['Provider enrollment is four, claims is one.', '4'],
      ['To ask about your application, press three; for claims, press one.', '3'],
      ['Joining our network, two. Claims, three.', '2'],
    ]));
});

describe('words with numbers that offer nothing', () => {
  it.each([
    'Our office is open from eight to five, Monday through Friday.',
    'Call 1-800-555-0142 for claims, or 1-800-555-0143 for benefits.',
    'We are available twenty four seven for claims and benefits.',
    'Since 1985 we have served one million members in two states.',
    'Please mail claims to P O Box 2 4 1 7, Denver, Colorado.',
    'You are caller number two in line.',
    'There are one or two things to note about claims before we go on, so please listen.',
    'Please have two forms of identification ready, one with the member ID.',
    'Claims received after January one will be processed under plan year two thousand twenty six.',
    "If you know your party's four digit extension, dial it now.",
    'For members, press one. For brokers, press two.',
    'Para español, oprima el dos.',
    'The claim number is one two three four five.',
    'Claims for dates of service in two plan years need one form for each year.',
  ])('"%s"', (line) => {
    expect(done(line)).toBeUndefined();
  });
});
