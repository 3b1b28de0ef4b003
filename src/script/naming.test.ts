import { describe, expect, it } from 'vitest';
import { connected, exampleTask, inquiring, patient, scriptOf } from './testing/conversation.ts';

const calls = {
  claim: { script: scriptOf('claim-status'), callType: 'claim_status', inputs: exampleTask.inputs },
  auth: {
    script: scriptOf('prior-auth'),
    callType: 'prior_auth',
    inputs: { ...patient, procedureCode: '97110' },
  },
  benefits: { script: scriptOf('eligibility'), callType: 'eligibility', inputs: patient },
  credentialing: {
    script: scriptOf('credentialing'),
    callType: 'credentialing_status',
    inputs: { providerFirstName: 'Drew', providerLastName: 'Mason', npi: '1234567893', taxId: '123456789' },
  },
} as const;

type Kind = keyof typeof calls;

/** Somebody has answered a call of this kind and has asked for these. */
function verifying(kind: Kind, asked: readonly string[] = []) {
  const { script, callType, inputs } = calls[kind];
  const call = connected({ script, tasks: [{ ...exampleTask, callType, inputs }] });
  for (const one of asked) call.hears(`can i have the ${one} please`);
  return call;
}

/** What a turn is told, by the names of our identifiers. */
function given(kind: Kind, text: string, asked: readonly string[] = []): string[] {
  const call = verifying(kind, asked);
  const before = call.effects.length;

  call.hears(text);
  const spoke = call.effects.slice(before).some(({ type }) => type === 'say');
  return spoke ? [...call.state.talk.lastAsked].sort() : [];
}

const who = ['patientName', 'patientDateOfBirth'];

describe('a turn that names what it wants of us and tells nothing', () => {
  it.each<[Kind, string, string[], string[]?]>([
    // One thing, by a noun alone or with its owner.
    ['claim', 'Their I D?', ['memberId']],
    ['claim', 'Date?', ['dateOfService']],
    ['claim', 'When did this take place?', ['dateOfService']],
    ['claim', 'And the day that the services were rendered?', ['dateOfService']],
    ['benefits', 'The name, and on what date was this person born?', who],
    ['benefits', 'On which date was the patient born?', ['patientDateOfBirth']],
    ['claim', 'And the date?', ['dateOfService']],
    ['claim', 'Can I have the date birth please?', ['patientDateOfBirth']],
    ['benefits', 'And the date?', ['patientDateOfBirth']],
    ['claim', 'What was the treatment date?', ['dateOfService']],
    ['benefits', 'Which one in the family is the patient?', ['patientName']],
    ['claim', 'Who on the policy is it for?', ['patientName']],
    ['benefits', 'Which dependent are we looking at?', ['patientName']],
    ['auth', 'And I D?', ['memberId'], ['n p i']],
    ['benefits', 'And the I D, then.', ['memberId']],
    ['claim', 'I D for the patient?', ['memberId']],
    ['claim', "what's the id for your patient", ['memberId']],
    ['benefits', 'The number for the subscriber?', ['memberId']],
    ['auth', "Insured's I D next.", ['memberId']],
    ['claim', "Policyholder's number?", ['memberId']],
    ['benefits', 'Enrollee I D, hon.', ['memberId']],
    ['auth', 'and the dependents id', ['memberId']],
    ['claim', 'The whole number, prefix and all?', ['memberId']],
    ['benefits', 'Identification for the member?', ['memberId']],
    ['claim', 'and his number with us', ['memberId']],
    ['auth', 'The I D printed on the card, please and thank you.', ['memberId']],
    ['claim', "Member's what, sorry? The number?", ['memberId']],
    ['benefits', 'Medicaid number?', ['memberId']],
    ['benefits', 'The recipient number, sugar.', ['memberId']],
    ['claim', 'Name?', ['patientName'], ['member i d']],
    ['auth', 'And the name there?', ['patientName'], ['member i d']],
    ['benefits', 'Name on the policy?', ['patientName'], ['member i d']],
    ['claim', 'name of the insured', ['patientName']],
    ['auth', "Who've we got?", ['patientName'], ['member i d']],
    ['claim', 'And the patient is?', ['patientName'], ['member i d']],
    ['benefits', 'Which patient are we talking about?', ['patientName'], ['member i d']],
    ['claim', 'Who was the patient on that?', ['patientName']],
    ['claim', 'And born when?', ['patientDateOfBirth']],
    ['auth', 'Birth date for her, please.', ['patientDateOfBirth']],
    ['benefits', "And what's their D O B, love?", ['patientDateOfBirth']],
    ['claim', 'Birthdate on him?', ['patientDateOfBirth']],
    // The visit.
    ['claim', 'And the date?', ['dateOfService'], ['member i d', 'patient name', 'date of birth']],
    ['claim', 'when were they seen', ['dateOfService']],
    ['claim', 'What day did the patient come in?', ['dateOfService']],
    ['claim', 'Day of the visit?', ['dateOfService']],
    ['claim', 'When did you treat him?', ['dateOfService']],
    ['claim', 'And when was the service rendered?', ['dateOfService']],
    ['claim', 'Which day are we talking about?', ['dateOfService']],
    ['claim', 'The date she was treated.', ['dateOfService']],
    ['claim', 'when was that', ['dateOfService'], ['member i d', 'patient name', 'date of birth']],
    ['claim', 'Date of the appointment?', ['dateOfService']],
    ['claim', 'For when?', ['dateOfService']],
    ['claim', 'And that was for when?', ['dateOfService']],
    ['claim', 'Okay, from when is it?', ['dateOfService']],
    ['claim', 'And how much did you bill?', ['billedAmount']],
    ['claim', 'The charge on it?', ['billedAmount']],
    ['claim', 'and the total billed', ['billedAmount']],
    ['claim', 'For how much?', ['billedAmount']],
    ['claim', 'And the amount, last thing.', ['billedAmount']],
    ['claim', 'Claim number, if you have it?', ['claimNumber']],
    ['claim', 'The I D of the claim?', ['claimNumber']],
    ['auth', 'And the code?', ['procedureCode']],
    ['auth', 'For which procedure, now?', ['procedureCode']],
    ['auth', 'What are they having done?', ['procedureCode']],
    ['auth', 'Case number, do you have one?', ['authNumber']],
    // Who calls.
    ['claim', 'who are you calling from', ['practiceName']],
    ['benefits', 'Which clinic?', ['practiceName']],
    ['auth', "What's the office?", ['practiceName']],
    ['claim', 'And this is for which provider?', ['practiceName']],
    ['benefits', 'Who are you with?', ['practiceName']],
    ['auth', 'You calling from a doctor, or?', ['practiceName']],
    ['claim', 'Provider number?', ['npi']],
    ['claim', 'I D of the provider?', ['npi']],
    ['auth', "I'd need the tax I D", ['taxId']],
    ['benefits', 'Tax number for the group, please.', ['taxId']],
    ['claim', 'number to call you back on', ['callbackNumber']],
    ['auth', "I didn't catch the name, who's this?", ['callerName']],
    ['claim', 'And yours? Your name?', ['callerName']],
    ['credentialing', 'And the practitioner is?', ['providerName']],
    ['credentialing', 'Name of the doc?', ['providerName']],
    ['credentialing', 'Which practitioner?', ['providerName']],
    ['credentialing', 'Their name?', ['providerName']],
    ['credentialing', 'Their I D number, the N P I.', ['npi']],
    // Several things in one breath.
    ['claim', 'I D of the member, and the name?', ['memberId', 'patientName']],
    ['claim', 'The I D and who the patient is?', ['memberId', 'patientName']],
    ['auth', 'The I D and name?', ['memberId', 'patientName']],
    ['benefits', 'Name, I D, birthday, in that order.', ['memberId', ...who]],
    ['claim', 'Name, and the date they were born.', who],
    ['claim', 'Number and name for the subscriber?', ['memberId', 'patientName']],
    ['auth', 'who is it and when were they born', who, ['member i d']],
    ['claim', 'Date of birth, and then the date you saw them.', ['dateOfService', 'patientDateOfBirth']],
    ['claim', 'What date, and how much?', ['billedAmount', 'dateOfService'], ['date of birth']],
    ['benefits', 'Your name and where are you calling from?', ['callerName', 'practiceName']],
    ['auth', 'Patient, and birthdate.', who, ['member i d']],
    ['claim', 'Last, the date of birth and the day of service.', ['dateOfService', 'patientDateOfBirth']],
    ['claim', 'Who are we looking at? Start with the I D.', ['memberId']],
    ['benefits', "What's the name and number? Lead with the number.", ['memberId']],
    // The owner alone.
    ['claim', 'Member?', ['memberId']],
    ['auth', 'And the member.', ['memberId']],
    ['benefits', 'Go ahead with the patient.', ['memberId']],
    ['claim', 'And the provider?', ['npi', 'practiceName']],
    ['auth', "Let me have the patient's information.", ['memberId', ...who]],
  ])('%s: "%s" is told %j', (kind, text, names, asked) => {
    expect(given(kind, text, asked)).toEqual([...names].sort());
  });

  it.each<[Kind, string]>([
    ['claim', 'The member I D is showing inactive.'],
    ['claim', 'The reference number is one two three four.'],
    ['claim', 'Okay, I have the member.'],
    ['benefits', 'Thank you for the I D.'],
    ['auth', 'I see the name here.'],
    ['claim', "I'm searching by the name and birth date."],
    ['benefits', "Got the I D, and that's a good name."],
    ['claim', 'Their I D is coming up now.'],
    ['auth', 'That number looks right to me.'],
    ['claim', "I'll type in that I D."],
    ['benefits', 'The patient is active.'],
    ['claim', 'Let me look under the date.'],
    ['auth', "My name is Carla, that's C A R L A."],
    ['claim', 'The claim was for one hundred twenty dollars, right amount.'],
    ['benefits', 'Just putting the number in.'],
    ['credentialing', 'The provider is enrolled.'],
    ['claim', 'So that I D pulls right up.'],
    ['auth', 'We go by the code, not the date.'],
    ['claim', 'You already gave me the name.'],
    ['benefits', 'The name matches.'],
  ])('%s: "%s" is no request', (kind, text) => {
    expect(given(kind, text)).toEqual([]);
  });

  it.each<[Kind, string, string[], string[]?]>([
    ['claim', 'Whats the number on the front of her card, babe?', ['memberId']],
    ['auth', "I'll take the recipient's number when you got it.", ['memberId']],
    ['benefits', 'Could ya spit out the I D for me?', ['memberId']],
    ['claim', 'Alrighty then, subscriber?', ['memberId']],
    ['benefits', 'Y el I D del paciente, the I D?', ['memberId']],
    ['auth', "And the kid's number?", ['memberId']],
    ['claim', 'Which member is that for?', ['patientName']],
    ['benefits', 'Whose coverage we checkin, name please?', ['patientName']],
    ['claim', 'What name is it under?', ['patientName']],
    ['auth', 'And that would be for who?', ['patientName']],
    ['benefits', 'The first and the last name of the insured?', ['patientName']],
    ['claim', 'And her birthday would be?', ['patientDateOfBirth']],
    ['auth', 'Born?', ['patientDateOfBirth']],
    ['benefits', 'Month, day and year of birth?', ['patientDateOfBirth']],
    ['claim', 'Date they was in the office?', ['dateOfService']],
    ['claim', 'When did the visit take place?', ['dateOfService']],
    ['claim', 'And what date of service are you inquiring about?', ['dateOfService']],
    ['claim', 'What were the charges on that?', ['billedAmount']],
    ['claim', "What's the dollar amount?", ['billedAmount']],
    ['claim', 'And it was billed for?', ['billedAmount']],
    ['auth', 'What code we lookin for?', ['procedureCode']],
    ['auth', 'And the procedure they want done?', ['procedureCode']],
    ['claim', "Who's the provider?", ['practiceName']],
    ['benefits', 'And which doctor is calling?', ['practiceName']],
    ['auth', 'Name of the facility, and its tax I D?', ['practiceName', 'taxId']],
    ['claim', "What's your call back, in case?", ['callbackNumber']],
    ['benefits', 'Good number for you?', ['callbackNumber']],
    ['credentialing', 'The doctor we are talking about?', ['providerName']],
    ['credentialing', 'N P I and name of the practitioner, that is?', ['npi', 'providerName']],
    ['claim', 'N P I, then the member I D, then the birthday.', ['memberId', 'npi', 'patientDateOfBirth']],
    ['auth', 'I need three things, the I D, the name and the date of birth.', ['memberId', ...who]],
    ['benefits', 'Just the name and the birth date of the subscriber and we are set.', who],
    ['auth', "Lastly who's the patient and the code?", ['patientName', 'procedureCode']],
  ])('%s: "%s" is told %j', (kind, text, names, asked) => {
    expect(given(kind, text, asked)).toEqual([...names].sort());
  });

  it.each<[Kind, string]>([
    ['claim', 'Okay, the name comes right up.'],
    ['benefits', 'I am not finding that number anywhere.'],
    ['auth', 'That I D belongs to another plan.'],
    ['claim', 'Let me key in the date of birth.'],
    ['benefits', 'We have two members with that name.'],
    ['claim', 'Provider services, good morning.'],
  ])('%s: "%s" is no request', (kind, text) => {
    expect(given(kind, text)).toEqual([]);
  });

  it.each([
    ['Their I D again?', 'The member I D is'],
    ["And the patient's date of birth?", 'The date of birth is'],
    ['Sorry, the N P I?', 'The N P I is'],
    ['And the name of the patient?', "The patient's name is"],
  ])('is told once we ask, too, where it can be nothing else: "%s"', (text, said) => {
    expect(inquiring().hears(text)).toContain(said);
  });

  it.each([
    'The number?',
    'The date?',
    'The claim number?',
    'The patient?',
    'Which number do you need?',
    'Name?',
  ])('is not told once we ask where it may be what we asked for: "%s"', (text) => {
    const call = inquiring();
    const before = [...call.state.talk.disclosed];
    call.hears(text);
    expect(call.state.talk.lastAsked).toEqual(['memberId']);
    expect(call.state.talk.disclosed).toEqual(before);
  });

  it.each<[string]>([
    ['The social?'],
    ['And their social, last four?'],
    ['Diagnosis?'],
    ['What were they treated for?'],
  ])('never discloses what is withheld: "%s"', (text) => {
    expect(given('claim', text)).toEqual([]);
  });
});
