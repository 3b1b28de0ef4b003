import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const claims = scriptOf('claim-status');
const auths = scriptOf('prior-auth');
const eligibility = scriptOf('eligibility');
const credentialing = scriptOf('credentialing');

function expectRead(script: typeof claims, field: string, text: string, value: unknown): void {
  expect(readTurn(script, text, [field])[field]).toEqual(value);
}

describe('whose it is', () => {
  it.each([
    'Sorry, my neighbor just yelled that her claim was denied for no authorization.',
    'My cube mate just had hers denied, one second.',
    'The lady next to me is saying zero paid.',
    "Hang on, somebody else's claim came up, that one denied.",
    "My coworker was telling me her caller's claim was rejected.",
    "Everyone else's is getting denied today.",
    'I have seen a lot of these get denied, let me check this one.',
    'Your other office had theirs denied.',
    'You guys had one yesterday that zero paid, so let me see about this one.',
    'That check also had three denied claims on it, yours was not one of those.',
  ])('takes no status of our claim from "%s"', (text) => {
    expectRead(claims, 'status', text, undefined);
  });

  it.each([
    ['In network. Doctor Henderson in your group is out of network, just so you know.', 'in'],
    ['One of the doctors in your group is out of network, but you are in network.', 'in'],
    ['You are in network. Your Aurora location is out of network, but this one is fine.', 'in'],
    ['You are in network. The Boulder office is not participating though.', 'in'],
    ['Two of the providers in your office are out of network.', undefined],
    ['In network. The anesthesiologist might be out of network.', 'in'],
    ['In network. Your old tax ID was out of network.', 'in'],
    ["In network. Your partner isn't contracted.", 'in'],
    ['Okay, I found it. Your Denver location is out of network.', 'out'],
    ['Your Denver location is out of network.', 'out'],
    ["You're out of network.", 'out'],
    ['Your provider is out of network.', 'out'],
  ])('network status: "%s"', (text, value) => {
    expectRead(eligibility, 'networkStatus', text, value);
  });

  it.each([
    ['Primary for her. For the kids we are secondary because of the birthday rule.', 'primary'],
    ["For the children we're secondary, for her we're primary.", 'primary'],
    ['We are secondary for the kids.', undefined],
    ['A lot of folks on this group have us as secondary, that trips up the billers.', undefined],
    ['Some of the members here have us as secondary.', undefined],
    ['Primary until he turns sixty five, then we go secondary.', undefined],
    ['Medicare paid first, we are secondary.', 'secondary'],
    ['We are secondary for her.', 'secondary'],
  ])('order of benefits: "%s"', (text, value) => {
    expectRead(eligibility, 'cob.order', text, value);
  });

  it.each([
    ['Medical is active. Her dental is inactive.', 'active'],
    ['Active. His vision is terminated.', 'active'],
    ["Medical's active, dental ended in march.", 'active'],
    ['It is active. The pharmacy benefit is inactive.', 'active'],
    ['The subscriber and all the dependents are active.', 'active'],
    ['Active. The COBRA one is terminated.', 'active'],
    ["Active. The daughter's coverage terminated when she turned twenty six.", 'active'],
    ["Active. It will be inactive at the end of the year if they don't pay.", 'active'],
    ['The coverage is inactive.', 'inactive'],
  ])('coverage: "%s"', (text, value) => {
    expectRead(eligibility, 'coverageStatus', text, value);
  });

  it.each([
    ['We paid one hundred twenty. The secondary paid zero.', 'paid', 12000],
    ['We paid eighty dollars. The workers comp paid nothing.', 'paid', 8000],
    ['The auto carrier paid zero, we paid eighty dollars.', 'paid', 8000],
  ])('what another payor paid: "%s"', (text, status, paid) => {
    expect(readTurn(claims, text, ['paid'])).toMatchObject({ status, paid });
  });
});

describe('how it was paid', () => {
  it.each([
    ['They were going to do a virtual card but you opted out so a check went.', 'check'],
    ['You were supposed to get EFT but it went out as a check.', 'check'],
    ['Check. Some of our plans use the virtual credit card but not this group.', 'check'],
    ['Some plans do a virtual card. This one was a check.', 'check'],
    ['Most of the providers get a virtual card but you get a check.', 'check'],
    ['A lot of our groups use EFT.', undefined],
    ['Check. No virtual card on this one.', 'check'],
    ['No EFT, it went by check.', 'check'],
    ['E F T bounced because the account was closed, so they cut you a check.', 'check'],
    ['It is a check. Your E F T enrollment is not finished.', 'check'],
    ['The EFT failed and they mailed a check.', 'check'],
    ['The virtual card was declined so we issued a check.', 'check'],
    ['Check. EFT starts next month.', 'check'],
    ['Check. You can sign up for EFT on our website.', 'check'],
    ['No, EFT.', 'eft'],
    ['It went by EFT and it did not bounce.', 'eft'],
    ['It was a virtual card.', 'vcc'],
  ])('"%s"', (text, value) => {
    expectRead(claims, 'paymentMethod', text, value);
  });
});

describe('a guess before they looked, and what would be', () => {
  it.each([
    'I bet it is going to be denied for no authorization like the rest of them today, let me look.',
    "I'd bet it denied, give me a second.",
    'If I had to guess it denied, but let me look.',
    "I'm willing to bet it was paid at zero.",
  ])('takes nothing from "%s"', (text) => {
    expectRead(claims, 'status', text, undefined);
  });

  it.each([
    ['Primary. If Medicare comes in at sixty five we would go secondary.', 'primary'],
    ['We are secondary only when Medicare is in the picture and he is way too young for that.', undefined],
    ["We're secondary only if he has Medicare.", undefined],
    ['If his wife has coverage at work we are secondary.', undefined],
    ["If I'm reading this right we're primary.", 'primary?'],
  ])('order of benefits: "%s"', (text, value) => {
    expectRead(eligibility, 'cob.order', text, value);
  });

  it.each([
    ['Had it been denied you would see a letter.', undefined],
    ['Had they sent records it would be approved.', undefined],
    ['A partial approval would show differently.', undefined],
    ['I had it approved on the fourth.', 'approved'],
  ])('authorization: "%s"', (text, value) => {
    expectRead(auths, 'status', text, value);
  });

  it('takes no date of what would have been', () => {
    expectRead(
      auths,
      'decisionDue',
      'November twenty third twenty twenty six. Had it stayed urgent it was due the eighteenth.',
      '2026-11-23',
    );
  });
});

describe('one part of several', () => {
  it.each([
    ['Line two paid zero dollars because it is bundled.', undefined],
    ['The claim is paid, line two was denied.', 'paid'],
    ['One of the lines was denied, the other paid.', 'paid'],
    ['The second line denied as bundled.', undefined],
    ['Originally the modifier was denied but that got fixed.', undefined],
    ['Twenty. Nothing was denied.', undefined],
    ['It is paid. The one right above it is denied.', 'paid'],
    ['It is paid. The next one down is in process.', 'paid'],
    ['It is paid, unlike the January one, which denied.', 'paid'],
    ['The facility claim denied but the professional one paid.', 'paid'],
    ['The facility claim denied.', 'denied?'],
    ['They resubmitted and it paid, the original was rejected.', 'paid'],
    ["It would've denied under the old system.", undefined],
    ['Line one was denied.', 'denied'],
    ['The whole claim was denied.', 'denied'],
  ])('claim: "%s"', (text, value) => {
    expectRead(claims, 'status', text, value);
  });

  it.each([
    [
      'The home health piece was approved. The therapy, which is the one you are asking about, is still pended.',
      'pended',
    ],
    ['Approved in full. It is the imaging that was partially approved.', 'approved'],
    ['It is approved. The brace portion was denied.', 'approved'],
    ['Approved. The second request, the one for the brace, is denied.', 'approved'],
    ['It is approved. There is one from march that expired.', 'approved'],
    ['It is approved. The other code was denied.', 'approved'],
    [
      'It is approved. There was an extension request that got denied, but the original is approved.',
      'approved',
    ],
    ['It is approved. The level of care review is still pending.', 'approved'],
    ['The request for the injection was okayed.', 'approved'],
  ])('authorization: "%s"', (text, value) => {
    expectRead(auths, 'status', text, value);
  });

  it.each([
    ['Approved for nine seven one one zero. The nine seven one four zero on there was denied.', 'approved'],
    ['Nine seven one four zero was denied. Nine seven one one zero is approved.', 'approved'],
    ['97140 was denied but 97110 is approved.', 'approved'],
    ['97140 is denied.', undefined],
    ['97110 and 97140 were approved.', 'approved'],
    ['97110 is denied.', 'denied'],
    ['It is denied.', 'denied'],
  ])('authorization of one code: "%s"', (text, value) => {
    expect(readTurn(auths, text, ['status'], { procedureCode: '97110' }).status).toEqual(value);
  });

  it('still hears what is missing', () => {
    expectRead(credentialing, 'missingItems.1', "It's the signature page that's missing.", 'signature page');
  });

  it.each([
    [
      'Not the Medicare one, those go to payer I D six zero zero five four, yours would be seven one four one two.',
      '71412',
    ],
    [
      "Not the dental one, that's payer I D one one one one one, the medical is payer I D two two two two two.",
      '22222',
    ],
    ['The payer I D is six zero zero five four.', '60054'],
  ])('payer ID: "%s"', (text, value) => {
    expectRead(eligibility, 'payerId', text, value);
  });

  it.each([
    [
      'Member side is january fifth twenty twenty seven, provider side march thirtieth twenty twenty seven.',
      '2027-03-30',
    ],
    ['Members get until June first, providers have until July first.', '2026-07-01'],
    ['March thirtieth twenty twenty seven. Expedited appeals are seventy two hours.', '2027-03-30'],
    ['For providers it is July first twenty twenty six.', '2026-07-01'],
  ])('appeal deadline: "%s"', (text, value) => {
    expectRead(auths, 'appealDeadline', text, value);
  });

  it.each([
    ['Not business days, calendar. Business days we only use for appeals.', 'calendar'],
    ['Twenty calendar days, business days would be about fourteen.', 'calendar'],
    ['Twenty business days, not calendar days.', 'business'],
  ])('days: "%s"', (text, value) => {
    expect(readTurn(claims, text, ['expectedDays', 'dayType'])).toMatchObject({ dayType: value });
  });

  it.each([
    [
      'Claim received march ninth twenty twenty six, and medical records came in on march eighteenth.',
      '2026-03-09?',
    ],
    ['We got it March ninth. Your appeal came in April second.', '2026-03-09'],
    ['The records were received on March eighteenth.', undefined],
    ['The claim was received on March ninth.', '2026-03-09'],
  ])('received: "%s"', (text, value) => {
    expectRead(claims, 'receivedDate', text, value);
  });

  it('takes no amount of what is free or past a limit', () => {
    expectRead(eligibility, 'deductible.individual.met', 'There is no deductible for preventive.', undefined);
    expectRead(
      eligibility,
      'outOfPocketMax.individual.remaining',
      'Twenty percent until the out of pocket is met, then zero.',
      undefined,
    );
    expectRead(eligibility, 'deductible.individual.total', 'There is no deductible.', 0);
  });
});

describe('another plan', () => {
  it.each([
    ['PPO. The company also offers an HMO.', 'planType', 'PPO'],
    ['PPO. Not the HMO one.', 'planType', 'PPO'],
    ['It is an HMO.', 'planType', 'HMO'],
    ['No. HMO members need a referral.', 'referralRequired', 'no'],
    ['No referral needed. On the HMO side a referral is required.', 'referralRequired', 'no'],
    ['Yes, a referral is required.', 'referralRequired', 'yes'],
  ])('"%s"', (text, field, value) => {
    expectRead(eligibility, field, text, value);
  });
});

describe('another time', () => {
  it.each([
    ['In network since july. Before that you were non participating.', 'in'],
    ["You used to be out of network, you're in network now.", 'in'],
    ['Before July you were non participating.', undefined],
  ])('network status: "%s"', (text, value) => {
    expectRead(eligibility, 'networkStatus', text, value);
  });

  it.each([
    ['It was doctor Alan Ruiz until may, now it is doctor Susan Patel.', 'Doctor Susan Patel'],
    ["It used to be Doctor Lee, now it's Doctor Susan Patel.", 'Doctor Susan Patel'],
    ['It was doctor Lee up to March and now it is doctor Susan Patel.', 'Doctor Susan Patel'],
  ])('whose patient: "%s"', (text, value) => {
    expectRead(eligibility, 'pcpName', text, value);
  });

  it.each([
    ['The first go around paid zero. Second go around paid one hundred twenty dollars.', '12000?'],
    ['The first time through paid nothing. The second time paid one hundred twelve dollars.', 11200],
    ['The initial pass paid zero, then it was reprocessed and paid eighty dollars.', 8000],
  ])('paid: "%s"', (text, value) => {
    const said = readTurn(claims, text, ['paid']);
    expect(said.paid).toEqual(value);
    expect(said.status).not.toBe('zero_paid');
  });

  it('knows what a code used to be', () => {
    expectRead(
      claims,
      'denials.1.code',
      'C O one ninety seven. It used to say P R ninety six before the adjustment.',
      'CO-197',
    );
    expectRead(claims, 'denials.1.code', "It used to be CO 16, now it's CO 197.", 'CO-197');
  });

  it.each([
    ['It is approved. Before this year no authorization was required for that code.', 'approved'],
    ['They denied it. The first nurse had it approved, then the medical director overturned her.', 'denied'],
    ['It was approved, then our doctor overturned it.', undefined],
    ['It was denied and the denial was upheld.', 'denied'],
    ["The denial was overturned, it's approved.", 'approved?'],
  ])('authorization: "%s"', (text, value) => {
    expectRead(auths, 'status', text, value);
  });

  it.each([
    ['They asked for it expedited but it was downgraded to standard.', 'standard?'],
    ['You guys marked it as urgent but it was changed to routine.', 'standard?'],
    ['It is expedited.', 'expedited'],
  ])('urgency: "%s"', (text, value) => {
    expectRead(auths, 'urgency', text, value);
  });
});

describe('who does not know', () => {
  it.each([
    'Issued three twenty four twenty six, cleared? I can not see cleared.',
    'Treasury would know that, I do not.',
    "Treasury might know. I don't.",
    "I wouldn't know that.",
  ])('says nothing of the check: "%s"', (text) => {
    expectRead(claims, 'cashed', text, undefined);
  });

  it('tells having no answer from having no peer to peer', () => {
    expectRead(auths, 'peerToPeer.available', "I don't have that, sorry.", undefined);
    expectRead(auths, 'peerToPeer.available', "We don't have that.", 'no');
    expectRead(auths, 'peerToPeer.available', "We don't do those.", 'no');
    expectRead(claims, 'cashed', 'No, it has not cleared.', 'no');
  });
});
