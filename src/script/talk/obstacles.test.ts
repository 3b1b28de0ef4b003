import { describe, expect, it } from 'vitest';
import { connected, dial, failureOf, inquiring } from '../testing/conversation.ts';

const disclosed = /automated assistant/;

describe('somebody who has no time or no access', () => {
  it('is left in peace while the system is slow', () => {
    const call = inquiring();
    expect(call.hears("it's slow today bear with me")).toBe('');
    expect(call.hears('still loading')).toBe('');
    expect(call.waits(70_000)).toBe('');
    expect(call.waits(70_000)).toBe('I am still here.');
    expect(call.hears('okay thank you for holding')).toBe(
      'When was the claim received, and what is its status?',
    );
  });

  it('is answered whether it may put us on hold', () => {
    const call = inquiring();
    expect(call.hears('Can I place you on a brief hold while I pull that up?')).toBe('Sure, I will hold.');
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
    expect(call.hears('thanks for your patience')).toBe('');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'music' });
    expect(call.waits(20_000)).toBe('');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'silence' });
    call.hears('thank you for holding');
    expect(call.waits(4_000)).toBe('When was the claim received, and what is its status?');
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

  it('goes on where the system is down for what was read back', () => {
    const call = inquiring();
    call.hears('the claim was paid on march third twenty twenty six');
    call.hears('the allowed amount is two hundred dollars');
    for (let turn = 0; turn < 40 && call.state.talk.pending?.kind !== 'read_back'; turn++)
      call.hears('i do not have that information');
    expect(call.hears('no, I cannot see that today, that system is down')).not.toContain('Goodbye');
    expect(call.state.stage).toBe('inquiry');
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

  it('gives nothing to who sends us to a telephone number on the card, and says goodbye', () => {
    const call = connected();
    const said = call.hears(
      "Oh, no, hon, we're just dental. You'll want the medical number on the back of the card. Bye now.",
    );
    expect(said).toBe('Thank you. Goodbye.');
    expect(call.state.talk.disclosed).toEqual([]);
    expect(failureOf(call)?.reason).toBe('wrong_department');
    expect(connected().hears('I need the number on the back of the card.')).toContain('The member I D is');
  });

  it.each([
    "You've reached the wrong line, this is dental.",
    "That's a different department.",
    'A different company handles those.',
    "You're on the wrong line, hon.",
    'This would be the wrong team for that.',
    "Oh, no, hon, we're just dental over here.",
    "We don't have anything to do with scans.",
    "This is the pharmacy side, we don't do medical authorizations. You'd have to call medical.",
    'You need to call the number on the back of the card.',
    'Try the number on the card, this is dental.',
  ])('is asked to put us through: "%s"', (text) => {
    expect(connected().hears(text)).toContain('transfer me to the right department');
  });

  it.each([
    'Sorry, I was reading the wrong line.',
    'I gave you the wrong line there, one second.',
    'It was denied because it was sent to the wrong department.',
    'It was forwarded to another department for review.',
    'Another company is primary.',
  ])('is none who says "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).not.toContain('transfer me');
    expect(call.state.failure).toBeNull();
  });

  it.each([
    'A different company handles that part.',
    "You'd have to call the vendor for that one.",
    "That's handled by another department, I can't transfer you.",
  ])('goes on with the next question where only that is with somebody else: "%s"', (text) => {
    const call = inquiring();
    call.hears('the claim was received on march third and it was denied');
    const [asked] = call.state.talk.pending?.kind === 'fields' ? call.state.talk.pending.fields : [];
    expect(call.hears(text)).toContain('?');
    expect(call.answer(asked ?? '')?.status).toBe('not_available');
    expect(call.state.failure).toBeNull();
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

  it('is why the call came to nothing where they leave over our offer', () => {
    const call = connected();
    call.hears('if you leave me a number somebody will call you back within two business days');
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    expect(call.results?.[0]?.failure?.reason).toBe('callback_required');
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
    expect(call.answer('receivedDate')?.status).toBe('rep_declined');
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
