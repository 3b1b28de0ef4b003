import type { Draft, Twist } from '../draft.ts';
import { askedFields, isFound, withTelling } from '../draft.ts';

/** Own sentences for values; `{value}` is the value in words. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  receivedDate: [
    'Looks like we got that in on {value}.',
    'So it hit our system {value}.',
    'That came to us {value}.',
    'I show a received date of {value}.',
  ],
  processedDate: [
    'It finished processing {value}.',
    'That finalized on {value}.',
    'So that one was worked {value}, it finalized the same day.',
  ],
  allowed: [
    'So the allowable on that is {value}.',
    'Our allowance was {value}.',
    'Allowed was {value} on that.',
  ],
  paid: ['And we paid out {value} on it.', 'So payment on that was {value}.', 'Paid was {value}.'],
  patientResponsibility: [
    "And then the patient's responsible for {value}.",
    'Member responsibility, {value}.',
    'The patient portion comes to {value}.',
  ],
  claimNumber: [
    'Okay so claim number, ready? {value}.',
    "Claim number's gonna be {value}.",
    "Yep, it's {value}.",
  ],
  paymentNumber: ['So that number is gonna be {value}.', 'Okay, ready? {value}.', "It's number {value}."],
  paymentDate: ['That went out {value}.', 'It was cut on {value}.', 'Payment was released {value}.'],
  appealDeadline: [
    "You've got until {value} to get the appeal in.",
    'An appeal would have to be received by {value}.',
    'Last day to appeal would be {value}.',
  ],
  infoRequested: ["We're still needing {value} from you guys.", "It's waiting on {value}."],
  effectiveDate: [
    'Effective {value}.',
    'The effective date I show is {value}.',
    'It went into effect {value}.',
  ],
  termDate: ['It termed {value}.', 'Coverage ended {value}.', 'Their last day was {value}.'],
  planName: ["They're on the {value} plan.", "It's called {value}.", 'Plan name is {value}.'],
  'copay.primaryCare': ['Primary care is {value}.', "It's {value} for a primary care visit."],
  'copay.specialist': ['Specialist is {value}.', 'For a specialist they would pay {value}.'],
  coinsurancePct: [
    'After the deductible the member pays {value} percent.',
    "The member's coinsurance is {value} percent.",
  ],
  'cob.otherPayer': ['The other coverage is {value}.', 'They also have {value}.'],
  pcpName: ['The P C P on file is {value}.', "They're assigned to {value}."],
  authNumber: ['Auth number on that is {value}.', 'Okay, the authorization, that is {value}.'],
  approvedFrom: ["It's good from {value}.", 'Start date is {value}.'],
  approvedTo: ['And it runs through {value}.', 'End date is {value}.'],
  denialReason: ['The reason they gave is {value}.', 'So it was denied as {value}.'],
  'missingDocs.1': ["We're still waiting on {value}.", 'What they asked for was {value}.'],
  'missingItems.1': ["We're still missing {value}.", 'What they need is {value}.'],
  decisionDue: ['A decision is due by {value}.', 'You should have a decision by {value}.'],
};

/** Tells some facts in other words than usual. */
export const phrasesItsOwnWay: Twist = (draw, draft) => {
  if (!isFound(draft)) return undefined;
  const fields = askedFields(draft).filter((field) => sentences[field] !== undefined);
  const chosen = draw.shuffled(fields).slice(0, draw.int(1, 4));
  const said = chosen.reduce<Draft>(
    (made, field) => withTelling(made, field, { say: draw.pick(sentences[field] ?? ['{value}.']) }) ?? made,
    draft,
  );
  return said === draft ? undefined : said;
};
