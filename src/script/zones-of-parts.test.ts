import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { expectRead, readTurn } from './testing/grounding.ts';

const claims = scriptOf('claim-status');
const auths = scriptOf('prior-auth');
const eligibility = scriptOf('eligibility');
const credentialing = scriptOf('credentialing');

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
