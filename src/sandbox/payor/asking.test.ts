import { expect, test } from 'vitest';
import { makeAsking } from './asking.ts';
import { knowledgeFor } from './knowledge/index.ts';
import { wordsOf } from './hearing.ts';

const asks = (callType: string, text: string) =>
  makeAsking(knowledgeFor(callType, {}))
    .asksOf(text)
    .map(({ stem }) => stem);

const eligibility: [string, string[]][] = [
  ['Is the coverage active?', ['coverageStatus']],
  ['Is the policy active or inactive?', ['coverageStatus']],
  ['What is the coverage status?', ['coverageStatus']],
  ['Is this member eligible on the date of service?', ['coverageStatus']],
  ['Is the patient currently covered?', ['coverageStatus']],
  ['What is the effective date?', ['effectiveDate']],
  ['When did the coverage become effective?', ['effectiveDate']],
  ['When did the coverage start?', ['effectiveDate']],
  ['What is the termination date?', ['termDate']],
  ['When did the coverage end?', ['termDate']],
  ['What type of plan is it?', ['planType']],
  ['Is the plan an H M O or a P P O?', ['planType']],
  ['What is the plan type, and what is the plan name?', ['planType', 'planName']],
  ['What is the name of the plan?', ['planName']],
  ['What is the group number?', ['groupNumber']],
  ['Is the plan fully insured or self insured?', ['fundingType']],
  ['Is the provider in network or out of network?', ['networkStatus']],
  ['Is the practice in network with this plan?', ['networkStatus']],
  ['Is our provider participating?', ['networkStatus']],
  ['What is the copay for a specialist visit?', ['copay.specialist']],
  ['What are the copays for primary care and for a specialist?', ['copay.primaryCare', 'copay.specialist']],
  [
    'What is the primary care copay, and what is the specialist copay?',
    ['copay.primaryCare', 'copay.specialist'],
  ],
  ['What is the urgent care copay?', ['copay.urgentCare']],
  ['And for the emergency room copay?', ['copay.emergency']],
  ['What is the coinsurance?', ['coinsurancePct']],
  ['What percentage is the patient responsible for?', ['coinsurancePct']],
  ['What is the individual deductible?', ['deductible.individual.total']],
  [
    'What is the individual deductible, and how much of it has been met?',
    ['deductible.individual.total', 'deductible.individual.met'],
  ],
  ['How much of the individual deductible has been met?', ['deductible.individual.met']],
  ['How much is remaining on the individual deductible?', ['deductible.individual.remaining']],
  ['What is the remaining individual deductible?', ['deductible.individual.remaining']],
  ['How much of the deductible remains?', ['deductible.individual.remaining']],
  [
    'What is the family deductible, and how much has been met?',
    ['deductible.family.total', 'deductible.family.met'],
  ],
  ['How much of the family deductible is left?', ['deductible.family.remaining']],
  ['What is the individual out of pocket maximum?', ['outOfPocketMax.individual.total']],
  [
    'What is the individual out-of-pocket maximum, and how much has been met?',
    ['outOfPocketMax.individual.total', 'outOfPocketMax.individual.met'],
  ],
  ['What is the family out of pocket maximum?', ['outOfPocketMax.family.total']],
  ['How much of the out of pocket maximum is left?', ['outOfPocketMax.individual.remaining']],
  ['Does code nine nine two one three require prior authorization?', ['authRequired.#']],
  ['Is prior authorization required for that procedure?', ['authRequired.#']],
  ['Is a referral required?', ['referralRequired']],
  ['Is a referral required to see a specialist?', ['referralRequired']],
  ['Who is the primary care physician on file?', ['pcpName']],
  ["What is the P C P's name?", ['pcpName']],
  ['Is there a visit limit?', ['visitLimit.max']],
  ['How many visits are allowed, and how many have been used?', ['visitLimit.max', 'visitLimit.used']],
  ['How many visits have been used?', ['visitLimit.used']],
  ['Is the visit limit combined with any other service?', ['visitLimit.combinedWith']],
  ['Is this plan primary or secondary?', ['cob.order']],
  ['Is this coverage primary?', ['cob.order']],
  ['What is the coordination of benefits?', ['cob.order']],
  ['What is the name of the other insurance?', ['cob.otherPayer']],
  ['Who is the primary payer?', ['cob.otherPayer']],
  ['When was the coordination of benefits last updated?', ['cob.lastUpdated']],
  ['What is the mailing address for claims?', ['claimsAddress']],
  ['What is the claims address?', ['claimsAddress']],
  ['What is the payer I D?', ['payerId']],
  ['What is the timely filing limit?', ['timelyFilingDays']],
];

const claims: [string, string[]][] = [
  ['What is the status of the claim?', ['status']],
  ['Has the claim been paid or denied?', ['status']],
  ['When was the claim received, and when was it processed?', ['receivedDate', 'processedDate']],
  ['What is the billed amount?', ['billed']],
  ['What was the allowed amount, and what was the paid amount?', ['allowed', 'paid']],
  ['How much did you pay?', ['paid']],
  ['What is the patient responsibility?', ['patientResponsibility']],
  ['How much of that went to the deductible?', ['patientShare.deductible']],
  [
    'How much of the patient responsibility is copay, coinsurance or deductible?',
    ['patientResponsibility', 'patientShare.copay', 'patientShare.coinsurance', 'patientShare.deductible'],
  ],
  ['Was the payment method check or E F T?', ['paymentMethod']],
  ['Was it paid by check or electronically?', ['paymentMethod']],
  ['What is the check number?', ['paymentNumber']],
  ['What is the trace number?', ['paymentNumber']],
  ['What is the payment date?', ['paymentDate']],
  ['When was the payment issued?', ['paymentDate']],
  ['Was it part of a bulk payment?', ['bulkAmount']],
  ['What is the bulk amount?', ['bulkAmount']],
  ['Who is the payee?', ['payee']],
  ['Has the check been cashed?', ['cashed']],
  ['When did the check clear?', ['clearedDate']],
  ['Where was the check mailed?', ['mailedTo']],
  ['What address was the check mailed to?', ['mailedTo']],
  ['What is the denial reason?', ['denials.#.reason']],
  ['Why was the claim denied?', ['denials.#.reason']],
  ['What is the denial code?', ['denials.#.code']],
  ['Is there a denial code?', ['denials.#.code']],
  ['Is there a remark code?', ['denials.#.remark']],
  ['What is the denial reason, and what is the denial code?', ['denials.#.reason', 'denials.#.code']],
  ['What information is needed?', ['infoRequested']],
  ['What information did you request?', ['infoRequested']],
  ['Who was the request sent to?', ['infoSentTo']],
  ['When was the request sent?', ['infoSentDate']],
  ['How many days should it take, and are those business or calendar days?', ['expectedDays', 'dayType']],
  ['What is the appeal deadline?', ['appealDeadline']],
  ['By when do we have to appeal?', ['appealDeadline']],
  ['What is the address for appeals?', ['appealAddress']],
  ['What is the fax number for appeals?', ['appealFax']],
  ['Where do we send an appeal?', ['appealAddress']],
  ['What is the deadline for a corrected claim?', ['correctedClaimDeadline']],
  ['How should we resubmit the claim?', ['resubmitMethod']],
  ['How can a corrected claim be submitted?', ['resubmitMethod']],
  ['What is the claim number?', ['claimNumber']],
  ['May I have a call reference number?', ['callReference']],
  ['May I have your name, please?', ['repName']],
  ['And the first initial of your last name?', ['repInitial']],
  ['What are the next steps?', ['nextAction']],
];

const priorAuth: [string, string[]][] = [
  ['What is the status of the authorization?', ['status']],
  ['Was the authorization approved or denied?', ['status']],
  ['What is the authorization number?', ['authNumber']],
  ['May I have the auth number?', ['authNumber']],
  ['What dates is it approved for?', ['approvedFrom', 'approvedTo']],
  ['What are the approved dates?', ['approvedFrom', 'approvedTo']],
  ['From what date to what date is it valid?', ['approvedFrom', 'approvedTo']],
  ['What is the start date, and what is the end date?', ['approvedFrom', 'approvedTo']],
  ['When does the authorization expire?', ['approvedTo']],
  ['Which codes are approved?', ['lines.#.code']],
  ['Which procedure code is it for?', ['lines.#.code']],
  ['How many visits were approved?', ['lines.#.approved']],
  ['How many units were approved, and how many have been used?', ['lines.#.approved', 'lines.#.used']],
  ['How many have been used?', ['lines.#.used']],
  ['Are those visits, units, days or hours?', ['lines.#.unitType']],
  ['What diagnosis codes are on the authorization?', ['diagnosisCodes.#']],
  ['Who is the requesting provider?', ['requestingProvider']],
  ['Who is the servicing provider?', ['servicingProvider']],
  ['What is the facility?', ['facility']],
  ['What is the reason for the denial?', ['denialReason']],
  ['What criteria were used?', ['criteria']],
  ['Is a peer to peer review available?', ['peerToPeer.available']],
  ['What is the phone number for the peer to peer?', ['peerToPeer.phone']],
  ['What is the deadline for the peer to peer?', ['peerToPeer.deadline']],
  ['Is a peer to peer available, and by when?', ['peerToPeer.available', 'peerToPeer.deadline']],
  ['What is the appeal deadline?', ['appealDeadline']],
  ['What is the appeal fax number?', ['appealFax']],
  ['What documents are missing?', ['missingDocs.#']],
  ['What information do you still need?', ['missingDocs.#']],
  ['What fax number should they be sent to?', ['submitFax']],
  ['What is the fax number to submit the documents?', ['submitFax']],
  ['Is there a portal where we can upload them?', ['portalUrl']],
  ['When is the decision due?', ['decisionDue', 'expectedDays']],
  ['When can we expect a decision?', ['expectedDays', 'decisionDue']],
  ['Is it a standard or an expedited request?', ['urgency']],
  ['How many days will it take?', ['expectedDays']],
  ['Are those business or calendar days?', ['dayType']],
];

const credentialing: [string, string[]][] = [
  ['What is the status of the application?', ['status']],
  ['When was the application received?', ['receivedDate']],
  ['What is the effective date?', ['effectiveDate']],
  ['What items are missing?', ['missingItems.#']],
  ['What is still needed?', ['missingItems.#']],
  ['What is the next step?', ['nextStep']],
  ['How long should it take?', ['expectedDays']],
];

const sorted = (names: readonly string[]) => [...names].sort();

for (const [callType, questions] of [
  ['eligibility', eligibility],
  ['claim_status', claims],
  ['prior_auth', priorAuth],
  ['credentialing_status', credentialing],
] as const)
  test.each(questions)(`${callType}: "%s" asks for %j`, (question, fields) => {
    expect(sorted(asks(callType, question))).toEqual(sorted(fields));
    // A recogniser writes no commas and no question marks.
    expect(sorted(asks(callType, wordsOf(question).join(' ')))).toEqual(
      expect.arrayContaining(fields.slice(0, 1)),
    );
  });

test('a question that follows needs no topic', () => {
  const asking = makeAsking(knowledgeFor('eligibility', {}));
  asking.asksOf('What is the family deductible?');
  expect(asking.asksOf('And how much of that has been met?').map(({ stem }) => stem)).toEqual([
    'deductible.family.met',
  ]);
});

test('a field of a call type that nobody knows is asked for by its name', () => {
  const asking = makeAsking(
    knowledgeFor('site_visit', { inspectionDate: '2026-03-05', visitOutcome: 'passed' }),
  );
  expect(asking.asksOf('What is the inspection date?').map(({ stem }) => stem)).toEqual(['inspectionDate']);
});
