import { describe, expect, it } from 'vitest';
import { connected, exampleTask, failureOf, inquiring } from '../testing/conversation.ts';

describe('talk', () => {
  it('is friendly in one sentence, and asks again', () => {
    expect(inquiring().hears('so how is your day going')).toBe(
      'I am doing well, thank you. When was the claim received, and what is its status?',
    );
  });

  it('tells no day', () => {
    const call = inquiring();
    call.hears("So how's your Monday going?");
    expect(call.value('receivedDate')).toBeUndefined();
  });

  it('asks somebody who leaves early for one thing more, then says goodbye', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    expect(call.hears('okay have a great day bye')).toMatch(/^Before you go.*\?/);
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
      'When was the claim received, and what is its status?',
    );
  });

  it('goes on for somebody who answered and then asks whether we are there', () => {
    const call = connected();
    call.hears('what is the date of birth');
    call.hears('okay thank you');
    expect(call.hears('hello are you there')).toBe('When was the claim received, and what is its status?');
    const other = connected();
    other.hears('what is the date of birth');
    expect(other.hears("i'm sorry could you repeat the question")).toBe(
      'When was the claim received, and what is its status?',
    );
  });

  it('takes a request whose first word was lost for a request', () => {
    expect(connected().hears('I have the member I D please?')).toContain('The member I D is');
    expect(connected().hears('Can five have the member five D please?')).toContain('say that again');
  });

  it('is not brought back from hold by a recording', () => {
    const call = inquiring();
    call.hears("i'll have to put you on hold for a moment");
    expect(call.hears('Thank you for holding. A representative will be with you shortly.')).toBe('');
    expect(call.hears("thank you for holding i'm back")).toBe(
      'When was the claim received, and what is its status?',
    );
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
