import { describe, expect, it } from 'vitest';
import { connected, inquiring, scriptOf } from '../testing/conversation.ts';

const caller = "I am an automated assistant calling for the provider's office, Cedar Grove Family Medicine.";
const unsure = "I'm sorry, I do not know that.";
const onlyAsking = 'No, thank you. I am only calling to ask.';
const ready = 'Yes, please go ahead.';
const question = 'When was the claim received, and what is its status?';

describe('what is asked about us and our call', () => {
  it.each([
    ['Is this for yourself or for a patient?', caller],
    ['Are you the member or the provider?', caller],
    ['Are you calling as the patient or on behalf of the doctor?', caller],
    ['Is this the member I am speaking with?', caller],
    ['Are you the billing company or the office itself?', caller],
    ['Do you work for the doctor?', caller],
    ["So you're with the provider's office, correct?", caller],
    ['Are you calling about a claim or benefits?', 'I am calling to check the status of a claim.'],
    ['Is this in regards to a claim?', 'I am calling to check the status of a claim.'],
    ['Is this call being recorded?', 'I am an automated assistant, and the call may be recorded.'],
    ['How many claims do you have today?', 'I have one in all.'],
    ['Is that for the facility or the doctor?', 'It is for the practice, Cedar Grove Family Medicine.'],
    ['Is it a UB or a HCFA?', 'It is for the practice, Cedar Grove Family Medicine.'],
    ["I'm showing three locations. Which one?", 'The address is 12 Example Street, Denver.'],
    ['Which location was this at?', 'The address is 12 Example Street, Denver.'],
    ['Are you asking about medical or behavioral?', unsure],
    ['Is that inpatient or outpatient?', unsure],
    ['Is the patient the subscriber or a dependent?', unsure],
    ['Are you the ordering or the rendering provider?', unsure],
    ['Is that the ordering or the rendering N P I?', unsure],
    ['Did you fax that in or submit it online?', unsure],
    ['Could it be under a different provider?', unsure],
    ['Is the patient there with you?', unsure],
    ['Have you called about this before?', unsure],
    ['Did someone already give you a reference number?', unsure],
    ['Do you know if the patient has other insurance?', unsure],
    ['Ready for the number?', ready],
    ['Do you have a pen ready?', ready],
    ['Got something to write with?', ready],
    ["Tell me when you're ready.", ready],
  ])('is answered with that and no number of ours: "%s"', (asked, said) => {
    for (const call of [connected(), inquiring()]) expect(call.hears(asked)).toBe(said);
  });

  it.each([
    ['Would you like me to fax that to you?', `No, thank you. ${question}`],
    ['Do you want me to send you a copy of the EOB?', `No, thank you. ${question}`],
    ['Would you like me to check on that?', 'Yes, please.'],
    ['Do you want the breakdown?', 'Yes, please.'],
    ['Would you like me to go ahead and cancel that?', `${onlyAsking} ${question}`],
    ['Do you want that canceled?', `${onlyAsking} ${question}`],
    ['Should I reprocess the claim?', `${onlyAsking} ${question}`],
    ['Would you like me to start an appeal?', `${onlyAsking} ${question}`],
    ['Can I update the address for you?', `${onlyAsking} ${question}`],
    ['Should I start with a new request?', `${onlyAsking} ${question}`],
    ['Can I get a request started for you?', `${onlyAsking} ${question}`],
    ['Do you want to start with the appeal?', `${onlyAsking} ${question}`],
    ['Should I update provider information?', `${onlyAsking} ${question}`],
    [
      'Have you checked our website?',
      `I only have the telephone. Could you please look it up for me? ${question}`,
    ],
  ])('is taken or turned down: "%s"', (offered, said) => {
    expect(inquiring().hears(offered)).toBe(said);
  });

  it('is answered together with what they ask for', () => {
    expect(connected().hears('Are you the provider or the member? And the N P I?')).toBe(
      `${caller} The N P I is one, two, three. four, five, six. seven, eight. nine, three.`,
    );
  });

  it('leaves our question open', () => {
    const call = inquiring();
    call.hears('Is that inpatient or outpatient?');
    call.hears('Okay, it was paid.');
    expect(call.value('status')).toBe('paid');
  });

  it.each([
    'Can I have the N P I or the tax I D?',
    'Is that the N P I or the tax I D?',
    'Provider N P I, whenever you are ready.',
    'Do you have the N P I?',
    'And what N P I are you billing with?',
    'Which N P I is the provider calling with?',
    'Can I start with your N P I?',
    'Do you want to start off with the N P I?',
    "Could I have the ordering physician's N P I?",
    'And ordering or rendering N P I?',
    'The requesting or servicing provider N P I please?',
  ])('is no request for our numbers: "%s"', (asked) => {
    expect(connected().hears(asked)).toContain('N P I is');
  });

  it('is no question what we want', () => {
    const call = connected();
    expect(call.hears('Okay, I have the claim. What would you like to know?')).toBe(question);
  });

  it('is not what we ask for ourselves', () => {
    const call = inquiring({ script: scriptOf('eligibility') });
    expect(call.hears('Did you need the in network or the out of network benefits?')).not.toBe(unsure);
  });
});

describe('who makes us wait', () => {
  it.each([
    'Let me put you on another quick hold.',
    'I have to place you on a silent hold.',
    "I'm going to mute you.",
    'Hold please.',
    'Hang tight.',
    'Sit tight for me.',
    'Let me just double check something.',
    'Sorry, my computer is crawling today.',
  ])('is waited for: "%s"', (text) => {
    for (const call of [connected(), inquiring()]) {
      expect(call.hears(text)).toBe('');
      expect(call.state.talk.waiting).toBe(true);
    }
  });

  it.each([
    'Let me put you on another quick hold, okay?',
    'Would it be alright if I placed you on hold?',
    'Give me a couple of minutes to look into this, is that okay?',
  ])('is told so where they ask: "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toBe('Sure, I will hold.');
    expect(call.state.talk.waiting).toBe(true);
  });
});

describe('what is no transfer and no hold', () => {
  it.each([
    "Sorry, go ahead, I didn't mean to cut you off.",
    'Do you have a copy of the card in front of you?',
    'You have a great rest of your day!',
  ])('keeps us talking: "%s"', (text) => {
    for (const call of [connected(), inquiring()]) {
      expect(call.hears(text)).not.toMatch(/^(?:Thank you\.|)$/);
      expect(call.phase).toMatch(/^conversation/);
    }
  });

  it.each([
    'Let me bounce you to the right team.',
    "I'm gonna get you over to the claims folks, hang on.",
    "I'll patch you through.",
  ])('unlike "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toBe('Thank you.');
    expect(call.phase).toBe('hold');
  });

  it('holds no answer where they only ask', () => {
    expect(inquiring().hears('Which deductible, individual or family?')).not.toContain('Is that correct?');
  });
});

describe('who has lost the thread', () => {
  it.each([
    'Sorry, where were we?',
    'What was your question again?',
    'Sorry, what was it you needed?',
    "I'm sorry, I lost my train of thought. What were you asking?",
    'Did I lose you?',
    'Can you speak up a bit?',
    'I can barely hear you.',
    'Huh?',
    'What?',
    'You cut out there.',
  ])('hears our question once more, in the same words: "%s"', (text) => {
    expect(inquiring().hears(text)).toBe(question);
  });

  it.each([
    'Is it storming where you are?',
    'Are you guys busy over there?',
    'Did you have a nice Thanksgiving?',
    'Any plans for the weekend?',
    'Staying warm over there?',
  ])('or chats is answered in a friendly way, and asked again: "%s"', (text) => {
    expect(inquiring().hears(text)).toBe(`I am doing well, thank you. ${question}`);
  });
});
