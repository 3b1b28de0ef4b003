import { describe, expect, it } from 'vitest';
import { connected, dial, inquiring, scriptOf } from './testing/conversation.ts';

describe('verification', () => {
  it.each([
    [
      'can i have the n p i please',
      'The N P I is one, two, three. four, five, six. seven, eight. nine, three.',
    ],
    [
      'can i have the n p i or the tax i d please',
      'The N P I is one, two, three. four, five, six. seven, eight. nine, three.',
    ],
    ['What is your tax ID?', 'The tax I D is one, two, three. four, five, six. seven, eight, nine.'],
    [
      'may i have the member i d',
      'The member I D is W as in Whiskey, X as in X-ray, Y as in Yankee. one, two, three. four, five, six.',
    ],
    [
      "patient's name and date of birth",
      "The patient's name is Dana Whitlow. The date of birth is March fourth, nineteen eighty.",
    ],
    ['and the date of service please', 'The date of service is January fifteenth, twenty twenty-six.'],
    ['i need the billed amount', 'The billed amount is two hundred fifty dollars.'],
    [
      'can i get a call back number',
      'The call back number is three, zero, three. five, five, five. zero, one, four, two.',
    ],
    [
      'do you have the claim number',
      'I do not have the claim number. I can give you the date of service and the billed amount.',
    ],
    ['who am i speaking with', 'My name is Holly.'],
    ['what is the name of the practice', 'The practice is Cedar Grove Family Medicine.'],
    [
      "what was the diagnosis and the patient's social",
      "I'm sorry, I do not have the social security number. I'm sorry, I do not have the diagnosis.",
    ],
  ])('answers "%s" with that and nothing else', (asked, said) => {
    expect(connected().hears(asked)).toBe(said);
  });

  it('never lets an identifier be cached, and speaks it from single words', () => {
    const call = connected();
    call.hears('can i have the member i d please');
    const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
    expect(say).toMatchObject({ disclosing: true });
    expect(say?.clauses.slice(1).every(({ sensitive }) => sensitive)).toBe(true);
    expect(say?.clauses[1]?.parts).toEqual(['W as in Whiskey', 'X as in X-ray', 'Y as in Yankee']);
  });

  it('answers in the greeting what the greeting asks for', () => {
    const said = dial().hears('thank you for calling my name is angela can i have your n p i');
    expect(said).toMatch(/automated assistant.*The N P I is/);
  });

  it('spells a name when it is asked to, or asked again', () => {
    const call = connected();
    call.hears("can i have the patient's name");
    expect(call.hears('can you spell the last name')).toContain('W as in Whiskey, H as in Hotel');
  });

  it('says an identifier again when it was not heard', () => {
    const call = connected();
    call.hears('can i have the member i d please');
    expect(call.hears("sorry i didn't catch that")).toContain('The member I D is');
  });

  it('gives one group a turn when it is asked to be slower', () => {
    const call = connected();
    call.hears('can i have the n p i please');
    expect(call.hears('can you repeat the n p i one at a time please')).toBe('The N P I is one, two, three.');
    expect(call.hears('okay')).toBe('four, five, six.');
    expect(call.hears('go ahead')).toBe('seven, eight.');
    expect(call.waits(4_000)).toBe('nine, three.');
  });

  it('says its last words again to somebody who asks whether it is there', () => {
    const call = connected();
    call.hears('can i have the member i d please');
    expect(call.hears('hello are you there')).toContain('The member I D is');
  });

  it('gives the other identifier where the first of two did not do', () => {
    const call = connected();
    call.hears('can i have the n p i or the tax i d please');
    expect(call.hears('i did not get that can you repeat the n p i or the tax i d please')).toMatch(
      /^The tax I D is/,
    );
  });

  it('puts right what was heard wrong, and agrees to what was heard right', () => {
    const call = connected();
    call.hears('can i have the tax i d please');
    expect(call.hears('was that one two three four five six seven eight eight')).toMatch(
      /^No, it is one, two, three/,
    );
    expect(call.hears('so that is one two three four five six seven eight nine')).toBe(
      'Yes, that is correct.',
    );
  });

  it('waits patiently after "one moment", and says at times that it is still there', () => {
    const call = connected();
    call.hears('can i have the n p i please');
    expect(call.hears('thank you one moment please')).toBe('');
    expect(call.waits(60_000)).toBe('');
    expect(call.waits(20_000)).toBe('I am still here.');
    expect(call.waits(60_000)).toBe('');
  });

  it('keeps as disclosed only what was heard', () => {
    const call = connected({ plays: false });
    call.hears('can i have the n p i please');
    const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
    call.feed({
      type: 'said',
      atMs: call.nowMs,
      sayId: say?.sayId ?? '',
      heardText: 'The N',
      startMs: call.nowMs,
      complete: false,
    });
    expect(call.state.talk.disclosed).toEqual([]);
  });
});

describe('inquiry', () => {
  it('reads a check number back and takes a clear yes for its confirmation', () => {
    const call = inquiring();
    expect(call.hears('the claim was paid by check the check number is four four eight two one three')).toBe(
      'The check number is four, four, eight. two, one, three. Is that correct?',
    );
    call.hears('yes that is right');
    expect(call.answer('paymentNumber')).toMatchObject({ value: '448213', confirmed: true });
  });

  it('hears "no" beside the very words that were read back as agreement', () => {
    const call = inquiring({ script: scriptOf('eligibility') });
    call.hears('i think the coverage is not active');
    call.hears("no it isn't active");
    expect(call.answer('coverageStatus')).toMatchObject({ value: 'inactive', confirmed: true });
  });

  it('takes nothing that was begun before its question for the answer, unless it says of what it is', () => {
    const call = inquiring({ script: scriptOf('eligibility') });
    call.hears('i think the coverage is inactive');
    const begun = (text: string) => {
      const startMs = (call.state.talk.pending?.sinceMs ?? 0) - 300;
      const turn = {
        id: 'early',
        text,
        words: [],
        startMs,
        endMs: startMs + 900,
        confidence: 1,
        overlapped: true,
      };
      call.feed({ type: 'turn_ended', atMs: call.nowMs, turn });
    };
    begun('yes');
    expect(call.answer('coverageStatus')).toMatchObject({ value: 'inactive', confirmed: false });
    begun('the coverage is active');
    expect(call.value('coverageStatus')).toBe('active');
  });

  it('does not take "mm-hm" for a yes', () => {
    const call = inquiring();
    call.hears('the claim was paid by check the check number is four four eight two one three');
    call.hears('mm hmm');
    expect(call.answer('paymentNumber')?.confirmed).toBe(false);
  });

  it('takes no yes for a read-back that was cut off, and reads back again', () => {
    const call = inquiring({ plays: false });
    call.hears('the claim was paid by check the check number is four four eight two one three');
    const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
    call.feed({
      type: 'said',
      atMs: call.nowMs,
      sayId: say?.sayId ?? '',
      heardText: 'The check number is',
      startMs: call.nowMs,
      complete: false,
    });
    expect(call.hears('yes')).toContain('The check number is four, four, eight.');
    expect(call.answer('paymentNumber')?.confirmed).toBe(false);
  });

  it('replaces a value that is put right and reads the new one back', () => {
    const call = inquiring();
    call.hears('the claim was paid by check the check number is four four eight two three one');
    expect(call.hears('no the check number is four four eight two one three')).toContain('two, one, three');
    call.hears('yes');
    expect(call.answer('paymentNumber')).toMatchObject({ value: '448213', confirmed: true });
  });

  it('takes a correction a turn later without the field being named', () => {
    const call = inquiring();
    call.hears('the claim was paid by check the check number is four four one seven five');
    call.hears('sorry that was four four seven one five');
    expect(call.value('paymentNumber')).toBe('44715');
  });

  it('asks openly after a bare no', () => {
    const call = inquiring();
    call.hears('the claim was paid by check the check number is four four eight two three one');
    expect(call.hears("no that's not right")).toBe("I'm sorry. What is the check number?");
    expect(call.answer('paymentNumber')?.status).toBe('doubtful');
  });

  it('does not ask for what was volunteered', () => {
    const call = inquiring();
    call.hears('the claim was received on march third and denied on march tenth');
    expect(call.value('status')).toBe('denied');
    const questions = [call.hears('the claim number is four four seven one nine zero'), call.hears('yes')];
    expect(questions.join(' ')).not.toContain('received');
  });

  it('reads a guessed status back', () => {
    const call = inquiring();
    expect(call.hears('i think it was denied')).toBe('The status of the claim is denied. Is that correct?');
    call.hears('yes it was denied');
    expect(call.answer('status')).toMatchObject({ status: 'answered', confirmed: true });
  });

  it('hears in a yes that what was read back is right, never the yes to the question before', () => {
    const call = connected({ script: scriptOf('eligibility') });
    call.hears('how can i help you');
    expect(call.hears('i think the coverage is inactive')).toBe('The coverage is inactive. Is that correct?');
    call.hears('yes that is right');
    expect(call.answer('coverageStatus')).toMatchObject({ value: 'inactive', confirmed: true });
  });

  it('doubts what is always read back where the call ends without a yes to it', () => {
    const call = inquiring();
    call.hears('the claim was paid by check the check number is four four eight two one three');
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    expect(call.results?.[0]?.answers.paymentNumber).toMatchObject({ value: '448213', status: 'doubtful' });
  });

  it('asks at most three times, and never invents', () => {
    const call = inquiring();
    for (let turn = 0; turn < 5; turn += 1) call.hears('blah blue blah bleh blip');
    expect(call.state.tasks[0]?.progress.status?.asks).toBeLessThanOrEqual(3);
    expect(call.answer('status')).toBeUndefined();
  });

  it('asks again in another way each time', () => {
    const call = inquiring();
    expect(['one', 'two', 'three'].map(() => call.hears('blah blue blah bleh blip'))).toEqual([
      'What is the status: was the claim paid or denied, or is it still in process? In one word, please.',
      'Could you please look up the status for me? What does it show?',
      'When was the claim received? Just the month, day and year, please.',
    ]);
  });

  it('asks again for a date that lies before the service', () => {
    const call = inquiring();
    call.hears('the claim is still in process the claim number is four four seven one nine');
    call.hears('yes');
    expect(call.hears('we received it on march third twenty nineteen')).toBe(
      'When was the claim received? Just the month, day and year, please.',
    );
    call.hears('march third twenty twenty six');
    expect(call.value('receivedDate')).toBe('2026-03-03');
  });

  it('notes what the other side does not know, and what it declines to tell', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears("i don't have that information");
    expect(call.answer('receivedDate')?.status).toBe('not_available');
    call.hears("i'm not able to give that out");
    expect(call.answer('processedDate')?.status).toBe('rep_declined');
  });

  it('settles the field that is named as unknown, not the one just asked for', () => {
    const call = inquiring();
    call.hears("i don't have a reference number use my name");
    expect(call.answer('callReference')?.status).toBe('not_available');
    expect(call.answer('status')).toBeUndefined();
  });

  it('says goodbye to a person whose system is down', () => {
    const call = inquiring();
    expect(call.hears("our system's down try in two hours")).toBe('Thank you. Goodbye.');
    call.waits(4_000);
    expect(call.results?.[0]?.failure?.reason).toBe('system_down');
  });

  it('keeps where in the call a value was said', () => {
    const call = inquiring();
    call.hears('okay the claim was denied');
    const turn = call.events.filter((event) => event.type === 'turn_ended').at(-1)?.turn;
    expect(call.answer('status')?.evidence).toMatchObject({
      turn: turn?.id,
      quote: 'denied',
      offsetMs: turn?.words[4]?.startMs,
      speaker: 'representative',
    });
    expect(call.answer('status')?.evidence?.questionTurn).toMatch(/^s\d+$/);
  });

  it('takes facts and still waits in "denied, one moment"', () => {
    const call = inquiring();
    expect(call.hears("it's denied, CO 197, one moment")).toBe('');
    expect(call.value('denials.1.code')).toBe('CO-197');
  });

  it('repeats its question when asked, and after a silence', () => {
    const call = inquiring();
    expect(call.hears('could you repeat that')).toBe('When was the claim received, and what is its status?');
    expect(call.waits(9_000)).toBe('When was the claim received, and what is its status?');
  });
});

describe('people who mind robots', () => {
  it('never denies being one', () => {
    expect(connected().hears('are you a real person')).toContain('I am an automated assistant');
  });

  it('offers once, then lets go with refused_automation', () => {
    const call = connected();
    expect(call.hears("i can't talk to a robot")).toContain('Could you please help me with that?');
    expect(call.hears('we do not release information to a i have a person call')).toContain(
      'Goodbye.'.toLowerCase(),
    );
    call.waits(5_000);
    expect(call.results?.[0]?.failure).toEqual({ reason: 'refused_automation', fault: 'payor' });
  });
});

describe('closing', () => {
  const closing = () => {
    const call = inquiring();
    call.hears('i do not have that claim on file');
    call.hears('there is no reference number');
    return call;
  };

  it('says thank you and goodbye, and lets the other side finish before it hangs up', () => {
    const call = closing();
    expect(call.phase).toBe('conversation.closing');
    expect(call.effects.some(({ type }) => type === 'hang_up')).toBe(false);
    call.hears('have a great day goodbye');
    expect(call.effects.some(({ type }) => type === 'hang_up')).toBe(true);
  });

  it('hangs up after a while where the other side says nothing', () => {
    const call = closing();
    call.waits(4_000);
    expect(call.phase).toBe('ended');
    expect(call.results?.[0]?.failure).toEqual({ reason: 'claim_not_found', fault: 'supplied' });
    expect(call.results?.[0]?.required).toEqual(['status', 'repName', 'callReference']);
  });

  it('finishes as line_dropped with what it has where the line goes dead', () => {
    const call = inquiring();
    call.hears('the claim was paid');
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    expect(call.results?.[0]?.failure?.reason).toBe('line_dropped');
    expect(call.results?.[0]?.answers.status?.value).toBe('paid');
    expect(call.results?.[0]?.answers['denials.1.reason']?.status).toBe('not_applicable');
  });

  it('is polite when it is called off', () => {
    const call = inquiring();
    call.feed({ type: 'command', atMs: call.nowMs, command: 'cancel' });
    call.waits(4_000);
    expect(call.results?.[0]?.failure?.reason).toBe('canceled');
  });
});
