import { describe, expect, it } from 'vitest';
import type { Conversation } from '../testing/conversation.ts';
import { connected, dial, exampleTask, inquiring } from '../testing/conversation.ts';

const disclosed = /automated assistant/;

function failureOf(call: Conversation) {
  call.waits(10_000);
  return call.results?.[0]?.failure;
}

describe('somebody who minds robots', () => {
  it.each([
    'is this a recording',
    'are you a real person',
    'am i talking to a robot',
    'are you even a human',
    'you sound like a computer',
    'is this an a i',
  ])('hears the truth in one sentence for "%s", and the question again', (text) => {
    const said = inquiring().hears(text);
    expect(said).toMatch(/^Yes, I am an automated assistant calling on behalf of Cedar Grove/);
    expect(said).toMatch(/What is the status of the claim\?$/);
  });

  it('answers what is asked in the same breath', () => {
    const said = connected().hears('are you a robot okay what is the n p i');
    expect(said).toMatch(/Yes, I am an automated assistant.*The N P I is/);
  });

  it.each([
    "is this a recording i can't talk to a robot",
    "we don't release information to a i have a person call",
    'i need to speak to a real person',
    'is there a human i can talk to',
    'you need to have someone call us back with a live person',
    "we're not allowed to give information to automated systems",
    'put a real person on',
  ])('gets one polite offer for "%s", then is let go', (text) => {
    const call = connected();
    expect(call.hears(text)).toMatch(/I understand.*Could you please help me with that\?$/);
    expect(call.hears("i'm sorry i can't a person has to call goodbye")).toMatch(
      /Somebody from Cedar Grove.*goodbye\.$/,
    );
    expect(failureOf(call)).toEqual({ reason: 'refused_automation', fault: 'payor' });
  });

  it('goes on with somebody who lets it', () => {
    const call = connected();
    call.hears("i can't talk to a robot");
    expect(call.hears('okay fine what is the n p i')).toContain('The N P I is');
    expect(call.state.failure).toBeNull();
  });

  it('is told what is calling before anything else, also behind "Hello?"', () => {
    const call = dial();
    call.hears('please hold your call is important to us');
    call.hears('yeah um');
    expect(call.waits(4_000)).toBe('Hello?');
    expect(call.hears("i can't talk to a robot")).toMatch(disclosed);
  });
});

describe('somebody who asks for what we do not have', () => {
  it('hears so once and politely, then shortly, and then may end it', () => {
    const call = connected();
    const [first, second] = [call.hears("what's the patient's social"), call.hears('i need the social')];
    expect(first).toBe("I'm sorry, I do not have the social security number.");
    expect(second).toBe("I'm sorry, I do not have it.");
    expect(call.hears("i can't go any further without it")).toMatch(/I understand\. Thank you\. Goodbye\./);
    expect(failureOf(call)).toEqual({
      reason: 'input_missing',
      fault: 'supplied',
      input: 'patientSocialSecurityNumber',
    });
  });

  it('may go on without it', () => {
    const call = connected();
    call.hears('what was the diagnosis');
    expect(call.hears('okay then the member i d please')).toContain('The member I D is');
  });

  it('is offered what helps in place of a claim number, and named as missing where it will not do', () => {
    const call = connected();
    expect(call.hears('what is the claim number')).toBe(
      'I do not have the claim number. I can give you the date of service and the billed amount.',
    );
    call.hears("without the claim number i can't help you");
    expect(failureOf(call)).toMatchObject({ reason: 'input_missing', input: 'claimNumber' });
  });

  it.each([
    ["what's your extension", 'I do not have an extension.'],
    ['can i get your email', "I'm sorry, I do not have an e-mail address."],
    ['and your fax number', "I'm sorry, I do not have a fax number."],
    ['what is your ptan', "I'm sorry, I do not have a P TAN."],
    ['may i have your last name', 'I am an automated assistant, so I have no last name.'],
    ['can i have the name of the practice please', 'The practice is Cedar Grove Family Medicine.'],
    ['what is the name of the doctor', 'The practice is Cedar Grove Family Medicine.'],
    ['what company are you calling from', 'The practice is Cedar Grove Family Medicine.'],
    ['what is the reason for your call', 'I am calling to check the status of a claim.'],
    [
      'what is your relationship to the patient',
      "I am an automated assistant calling for the provider's office, Cedar Grove Family Medicine.",
    ],
    ['what is the address of the practice', 'The address is 12 Example Street, Denver.'],
    ["what's the last four of the tax i d", 'The last four: six, seven, eight, nine.'],
    ['spell the last name please', /^The last name is Whitlow\. W as in Whiskey/],
    [
      'your name call back number and the n p i',
      /^My name is Holly\. The call back number is .* The N P I is/,
    ],
  ])('answers "%s" with just that', (text, said) => {
    expect(connected().hears(text)).toMatch(
      typeof said === 'string' ? new RegExp(`^${said.replace(/[.?]/g, '\\$&')}$`) : said,
    );
  });

  it('says what it lacks where nobody knows what is meant, rather than asking for ever', () => {
    const call = connected();
    expect(call.hears('can you give me the flux code')).toContain('say that again');
    expect(call.hears('can you give me the flux code')).toBe("I'm sorry, I do not have that information.");
  });

  it('does not give again what they say they have', () => {
    const said = connected().hears('okay i have the n p i now can i get the tax i d');
    expect(said).toMatch(/^The tax I D is/);
  });

  it('tells two claims of a day apart', () => {
    const call = connected();
    call.hears('what is the date of service');
    expect(call.hears('i have two claims that date which amount')).toBe(
      'The billed amount is two hundred fifty dollars.',
    );
    expect(connected().hears('which date of service')).toBe(
      'The date of service is January fifteenth, twenty twenty-six.',
    );
  });
});

describe('somebody who reads back', () => {
  const asked = () => {
    const call = connected();
    call.hears('can i have the member i d please');
    return call;
  };

  it('is told yes, or what is right', () => {
    expect(asked().hears("so that's w x y one two three four five six")).toBe('Yes, that is correct.');
    expect(asked().hears('w x y one two three four five six')).toBe('Yes, that is correct.');
    expect(asked().hears('w x y one two three five five six')).toMatch(/^No, it is W as in Whiskey/);
    expect(asked().hears('did you say w x y one two')).toBe('Yes, that is correct.');
  });

  it('is told so of dates and names, too', () => {
    const call = connected();
    call.hears('patient name and date of birth');
    expect(call.hears('was that march fourth nineteen eighty')).toBe('Yes, that is correct.');
    expect(call.hears('did you say march fifth nineteen eighty')).toBe(
      'No, it is March fourth, nineteen eighty.',
    );
    expect(call.hears('is that w h i t l o w')).toBe('Yes, that is correct.');
    expect(call.hears('is that w h i t l a w')).toMatch(/^No, it is Dana Whitlow\. D as in Delta/);
  });

  it('asks for the next thing in letters: that is no name said back', () => {
    const call = connected();
    call.hears("can i have the patient's name");
    expect(call.hears('can i have the n p i please')).toMatch(/^The N P I is/);
    call.hears("can i have the patient's name");
    expect(call.hears('n p i')).toMatch(/^The N P I is/);
  });

  it('hears it digit by digit, or one group a turn, where wanted', () => {
    const call = asked();
    expect(call.hears('slower please')).toContain('one. two. three.');
    const other = asked();
    expect(other.hears('can you give me that one group at a time')).toMatch(/Yankee\.$/);
    expect(other.hears('okay')).toBe('one, two, three.');
  });
});

describe('somebody who finds nothing', () => {
  it('gets the other identifiers, then lets go of the provider', () => {
    const call = connected();
    call.hears('can i have the n p i');
    expect(call.hears("there's nothing on file for that n p i do you have a different tax i d")).toMatch(
      /^The tax I D is/,
    );
    call.hears("i'm not finding anything for that tax i d either");
    expect(failureOf(call)).toEqual({ reason: 'provider_not_found', fault: 'supplied', input: 'taxId' });
  });

  it('is offered the tax ID unasked: it is no secret of the patient', () => {
    const call = connected();
    call.hears('can i have the n p i');
    expect(call.hears('that n p i is not coming up')).toBe(
      'I can also give you another number. The tax I D is one, two, three. four, five, six. seven, eight, nine.',
    );
  });

  it('hears the member ID once more and a way to look, then lets go of the member', () => {
    const call = connected();
    call.hears('can i have the member i d');
    expect(call.hears("i'm not finding a member with that i d number")).toMatch(
      /^Let me say it again\. The member I D is/,
    );
    expect(call.hears("still can't find that member")).toBe(
      'Could you please look by the name and date of birth?',
    );
    call.hears("no i don't see that member anywhere");
    expect(failureOf(call)).toEqual({ reason: 'member_not_found', fault: 'supplied', input: 'memberId' });
  });

  it('hears once more what does not match, then the input is named as incorrect', () => {
    const call = connected();
    call.hears('what is the date of birth');
    expect(call.hears("that date of birth doesn't match")).toMatch(
      /^Let me say it again\. The date of birth is/,
    );
    expect(call.hears("it still doesn't match the date of birth i have")).toContain('Goodbye.');
    expect(failureOf(call)).toEqual({
      reason: 'input_incorrect',
      fault: 'supplied',
      input: 'patientDateOfBirth',
    });
    const name = connected();
    name.hears("what's the patient's name");
    name.hears('the name does not match');
    name.hears("no the last name doesn't match either");
    expect(['patientLastName']).toContain(failureOf(name)?.input);
  });

  it('is believed that there is no claim', () => {
    const call = connected();
    call.hears('i do not see a claim on file for that date of service');
    expect(call.value('status')).toBe('not_on_file');
  });
});

describe('somebody who has no time or no access', () => {
  it('is left in peace while the system is slow', () => {
    const call = inquiring();
    expect(call.hears("it's slow today bear with me")).toBe('');
    expect(call.hears('still loading')).toBe('');
    expect(call.waits(70_000)).toBe('');
    expect(call.waits(70_000)).toBe('I am still here.');
    expect(call.hears('okay thank you for holding')).toBe('What is the status of the claim?');
  });

  it('is answered whether it may put us on hold', () => {
    const call = inquiring();
    expect(call.hears('may i put you on a brief hold')).toBe('Of course.');
    expect(call.waits(30_000)).toBe('');
  });

  it('is met again where we were after music, and the time is no part of the budget', () => {
    const call = inquiring();
    call.hears("i'll have to put you on hold");
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 5_000, sound: 'music' });
    expect(call.phase).toBe('hold');
    expect(call.state.mouth).toBe('closed');
    call.nowMs += 10 * 60_000;
    expect(call.hears('thank you for holding a representative will be with you shortly')).toBe('');
    expect(call.phase).toBe('hold');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'speech' });
    expect(call.hears('thank you for holding')).toBe('What is the status of the claim?');
    expect(call.state.heldMs).toBeGreaterThan(10 * 60_000);
    call.hears('the claim was denied');
    expect(call.value('status')).toBe('denied');
  });

  it('is somebody new where they introduce themselves after a hold', () => {
    const call = inquiring();
    call.hears('please hold');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'music' });
    expect(call.hears('thank you for calling my name is robert how can i help you')).toMatch(disclosed);
  });

  it('is thanked where the system is down, and the call ends', () => {
    const call = inquiring();
    expect(call.hears("our system's down try in two hours")).toBe('Thank you. Goodbye.');
    expect(failureOf(call)?.reason).toBe('system_down');
  });

  it('may say so with the first words and is not hung up on', () => {
    const call = dial();
    expect(call.hears('hi this is angela our system is down today can you call back')).toContain('Goodbye.');
    expect(failureOf(call)?.reason).toBe('system_down');
  });

  it('puts us through, and the next one is told anew who calls', () => {
    const call = inquiring();
    call.hears('the claim was received on march third');
    expect(call.hears("that's the wrong department i'm transferring you to claims")).toBe('Thank you.');
    expect(call.phase).toBe('hold');
    const said = call.hears('thank you for calling this is robert how can i help you');
    expect(said).toMatch(/^Hello, Robert, this is Holly, an automated assistant/);
    expect(call.value('receivedDate')).toBe('2026-03-03');
    expect(call.state.talk.disclosed).toEqual([]);
  });

  it('is asked to put us through where it is the wrong department, then let go', () => {
    const call = connected();
    expect(call.hears('you have the wrong department')).toBe(
      'I see. Could you please transfer me to the right department?',
    );
    expect(call.hears("no i can't transfer you")).toContain('Goodbye.');
    expect(failureOf(call)?.reason).toBe('wrong_department');
  });

  it('may send us to another vendor', () => {
    const call = connected();
    call.hears("authorizations go through another vendor i don't see them");
    call.hears("you'll have to call them directly no");
    expect(failureOf(call)?.reason).toBe('wrong_department');
  });

  it('offers to call back: declined once, then the number is given where asked for', () => {
    const call = connected();
    expect(call.hears('leave a callback number someone will call in 48 hours')).toBe(
      'Thank you, but I can wait. Could you please check it now?',
    );
    expect(call.hears("no we can't what is the callback number")).toMatch(
      /^The call back number is three, zero, three.*Goodbye\.$/,
    );
    expect(failureOf(call)?.reason).toBe('callback_required');
  });

  it('asks for a number in case we are cut off: that is no callback', () => {
    expect(connected().hears('can i have a callback number in case we get disconnected')).toMatch(
      /^The call back number is/,
    );
  });

  it('sends us to the portal: asked once to look, then let go', () => {
    const call = inquiring();
    expect(call.hears("you'll have to check the portal for that")).toContain('look it up for me');
    expect(call.hears('no you have to use the portal')).toContain('Goodbye.');
    expect(failureOf(call)?.reason).toBe('other_channel');
  });

  it('keeps what was told where only one thing is on the portal', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    const said = call.hears("you'll have to check the portal for that");
    expect(said).toContain('?');
    expect(call.answer('claimNumber')?.status).toBe('rep_declined');
    expect(call.state.failure).toBeNull();
  });

  it('will not tell anything: asked once whether there is something, then let go', () => {
    const call = inquiring();
    expect(call.hears("i'm not able to give out that information")).toContain(
      'anything that you are able to tell me',
    );
    call.hears("no i can't share anything");
    expect(failureOf(call)?.reason).toBe('refused_information');
  });

  it('has no reference number', () => {
    const call = inquiring();
    call.hears('i do not have that claim on file');
    call.hears("i don't have a reference number use my name and today's date");
    expect(call.answer('callReference')?.status).toBe('not_available');
    expect(call.phase).toBe('conversation.closing');
  });
});

describe('talk', () => {
  it('is friendly in one sentence, and asks again', () => {
    expect(inquiring().hears('so how is your day going')).toBe(
      'I am doing well, thank you. What is the status of the claim?',
    );
  });

  it('asks somebody who leaves early for one thing more, then says goodbye', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    expect(call.hears('okay have a great day bye')).toMatch(/^Before you go.*\?$/);
    expect(call.hears('goodbye')).toBe('Thank you. Goodbye.');
    expect(failureOf(call)?.reason).toBe('line_dropped');
  });

  it('takes what is told behind the goodbye, and answers what is asked', () => {
    const call = inquiring();
    call.hears('i do not have that claim on file');
    call.hears('there is no reference number');
    expect(call.phase).toBe('conversation.closing');
    expect(call.hears('may i have your callback number before you go')).toContain('The call back number is');
    call.hears('bye');
    expect(call.effects.some(({ type }) => type === 'hang_up')).toBe(true);
  });

  it('does not say the same words behind every answer', () => {
    const call = inquiring();
    const said = [
      call.hears('the claim is in process'),
      call.hears('there is no claim number'),
      call.hears('march third'),
      call.hears('thirty days'),
      call.hears('business days'),
    ].join(' ');
    expect(said.match(/thank you/gi)?.length ?? 0).toBeLessThan(2);
    expect(said.match(/okay\./gi)?.length ?? 0).toBeLessThan(2);
  });

  it('repeats its last words on request, and asks in its own way when that does not help', () => {
    const call = inquiring();
    const said = Array.from({ length: 4 }, () => call.hears('could you repeat that'));
    expect(new Set(said).size).toBeLessThanOrEqual(2);
  });

  it('speaks up for a person who says nothing, three times, and says goodbye', () => {
    const call = inquiring();
    const said = call.waits(120_000);
    expect(said).toContain('are you still there');
    expect(said).toMatch(/Goodbye\.$/);
    expect(call.results?.[0]?.failure?.reason).toBe('line_dropped');
  });

  it('takes its leave politely when its time is up, with what it has', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    let said = '';
    for (let turn = 0; turn < 400 && call.phase !== 'ended'; turn += 1) {
      call.nowMs += 20_000;
      said += call.waits(1_000);
      if (call.phase === 'conversation.inquiry') said += call.hears('could you repeat that');
    }
    expect(said).toContain('Goodbye.');
    expect(call.results?.[0]?.answers.status?.value).toBe('denied');
  });

  it('greets nobody with the name of the one before, and does not report it', () => {
    const call = connected();
    call.hears('let me transfer you');
    expect(call.hears('claims how can i help you')).toMatch(/^Hello, this is Holly/);
    expect(call.answer('repName')).toBeUndefined();
  });

  it('knows nothing of other tasks in a call of one', () => {
    expect(inquiring({ tasks: [exampleTask] }).hears('is it the same patient')).not.toMatch(/same patient/);
  });
});

describe('several things in one breath', () => {
  it('waits no longer than they do', () => {
    const call = inquiring();
    expect(call.hears('thank you one moment please okay the claim was denied')).toContain('?');
    const other = connected();
    expect(other.hears('one moment okay i have the claim what would you like to know')).toBe(
      'What is the status of the claim?',
    );
  });

  it('goes on for somebody who answered and then asks whether we are there', () => {
    const call = connected();
    call.hears('what is the date of birth');
    call.hears('okay thank you');
    expect(call.hears('hello are you there')).toBe('What is the status of the claim?');
    const other = connected();
    other.hears('what is the date of birth');
    expect(other.hears("i'm sorry could you repeat the question")).toBe('What is the status of the claim?');
  });

  it('takes a request whose first word was lost for a request', () => {
    expect(connected().hears('I have the member I D please?')).toContain('The member I D is');
    expect(connected().hears('Can five have the member five D please?')).toContain('say that again');
  });

  it('is not brought back from hold by a recording', () => {
    const call = inquiring();
    call.hears("i'll have to put you on hold for a moment");
    expect(call.hears('Thank you for holding. A representative will be with you shortly.')).toBe('');
    expect(call.hears("thank you for holding i'm back")).toBe('What is the status of the claim?');
  });

  it('takes a claim number that is told before anything was asked for an answer, not for a request', () => {
    const call = connected({
      tasks: [{ ...exampleTask, inputs: { ...exampleTask.inputs, claimNumber: '8947345433' } }],
    });
    call.hears('can i have the member i d');
    const said = call.hears(
      "okay it's still processing. the claim number is eight nine four seven three four five four three three.",
    );
    expect(said).not.toContain('The claim number is');
    expect(said).toMatch(/\?$/);
    expect(call.value('claimNumber')).toBe('8947345433');
  });
});
