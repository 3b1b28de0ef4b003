import { describe, expect, it } from 'vitest';
import { connected, dial, failureOf, inquiring } from '../testing/conversation.ts';

const disclosed = /automated assistant/;

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
    expect(said).toMatch(/^I am an automated assistant calling on behalf of Cedar Grove/);
    expect(said).toMatch(/what is its status\?$/);
  });

  it('answers what is asked in the same breath', () => {
    const said = connected().hears('are you a robot okay what is the n p i');
    expect(said).toMatch(/I am an automated assistant.*The N P I is/);
  });

  it.each([
    "is this a recording i can't talk to a robot",
    "we don't release information to a i have a person call",
    'i need to speak to a real person',
    'is there a human i can talk to',
    'you need to have someone call us back with a live person',
    "we're not allowed to give information to automated systems",
    'put a real person on',
    "You'll need to have somebody from the office phone us.",
    "Nope. Somebody from the office's gotta call.",
    'Like I said, get a human to us.',
  ])('gets one polite offer for "%s", then is let go', (text) => {
    const call = connected();
    expect(call.hears(text)).toMatch(/I understand.*Could you please help me with that\?$/);
    expect(call.hears("i'm sorry i can't a person has to call goodbye")).toMatch(
      /Somebody from Cedar Grove.*goodbye\.$/,
    );
    expect(failureOf(call)).toEqual({ reason: 'refused_automation', fault: 'payor' });
  });

  it('is offered nothing more by whoever wants a person after another offer', () => {
    const call = connected();
    expect(call.hears("We can't give that information over the phone.")).toContain('able to tell me');
    expect(call.hears('No. Have somebody from the office call.')).toContain('Goodbye'.toLowerCase());
    expect(failureOf(call)?.reason).toBe('refused_automation');
  });

  it.each(["No, I'm sorry, I can't do that. Have a nice day.", 'No, we cannot do that.'])(
    'is let go for that reason by whoever turns the offer down: "%s"',
    (text) => {
      const call = connected();
      call.hears("we're not permitted to give information to automated callers");
      call.hears(text);
      expect(failureOf(call)?.reason).toBe('refused_automation');
    },
  );

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
