import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { expectRead, readTurn } from './testing/grounding.ts';

const claims = scriptOf('claim-status');
const auths = scriptOf('prior-auth');
const eligibility = scriptOf('eligibility');

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
