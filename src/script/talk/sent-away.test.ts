import { describe, expect, it } from 'vitest';
import { connected, failureOf, inquiring } from '../testing/conversation.ts';
import type { Conversation } from '../testing/conversation.ts';

function verified(): Conversation {
  const call = connected();
  call.hears('can i have the member i d please');
  call.hears('thank you one moment please');
  return call;
}

describe('a system that is down', () => {
  it.each([
    'My computer just crashed and I cannot get back in. Please call again later.',
    "We're having an outage, so I can't get into anything. Please call back later. Bye.",
    'Our computers are down. You will need to call back.',
    "I'm sorry, everything is down right now. Call back tomorrow.",
    'My screen froze and is not responding, you may want to try again later.',
    "You'll have to call back, my system locked me out.",
    "We have some computer issues today and I can't pull anything up, so please try us back tomorrow.",
    "There's a nationwide outage.",
    "We lost our connection to the mainframe, so I can't pull anything. Try us tomorrow.",
    "Our platform's offline this afternoon, you'd have to call back.",
    'We have no power here, everything just went dark. Try back in an hour.',
    'All our systems are getting updated, so please call back in the morning.',
  ])('is why the call ends: "%s"', (text) => {
    for (const call of [connected(), verified(), inquiring()]) {
      expect(call.hears(text)).toBe('Thank you. Goodbye.');
      expect(failureOf(call)?.reason).toBe('system_down');
    }
  });

  it.each([
    "Thank you. One moment please. We're having an outage, so I can't get into anything. Please call back later. Bye.",
    'Let me check on that. Oh no, our system just went down. You will have to call back.',
    'Hold on. My screen froze. Still frozen. Try us again this afternoon, bye.',
  ])('is why the call ends, whatever was said before it: "%s"', (text) => {
    const call = connected();
    call.hears('can i have the member i d please');
    expect(call.hears(text)).toBe('Thank you. Goodbye.');
    expect(failureOf(call)?.reason).toBe('system_down');
  });

  it.each([
    'Our system is down, bear with me, it should be back in a few minutes.',
    'One moment. The system is down for a second, hold on.',
    'Sorry, my computer just froze. Let me restart it.',
    'My screen just froze, one moment.',
    'The system timed out, let me log back in.',
  ])('is waited for where it is so for a moment: "%s"', (text) => {
    const call = verified();
    expect(call.hears(text)).toBe('');
    expect(call.waits(60_000)).toBe('');
    expect(call.state.failure).toBeNull();
  });

  it.each([
    'The claim was delayed because we had an outage in March.',
    'I cannot see that on my screen.',
    'That is not working for that date of birth.',
    'We lost access to those records in March.',
    'The phone number is down here somewhere.',
  ])('is none where "%s"', (text) => {
    const call = inquiring();
    call.hears(text);
    expect(call.state.failure).toBeNull();
  });
});

describe('who is there and speaks of another day', () => {
  it.each([
    "Oh hon, we're about to close. You'll need to ring back Monday.",
    "We're closing up, so please call back on Monday. Bye.",
    "It's five o'clock, they're shutting us down for the night. Call tomorrow, okay? Bye.",
  ])('goes home: "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toBe('Thank you. Goodbye.');
    expect(failureOf(call)?.reason).toBe('closed');
  });

  it.each([
    ["It's still in process, so call back tomorrow and we should know more.", 'status', 'in_process'],
    ['It was received March third. Try us again on Monday for the rest.', 'receivedDate', '2026-03-03'],
  ])('has told us something: "%s"', (text, field, value) => {
    const call = inquiring();
    call.hears(text);
    expect(call.value(field)).toBe(value);
    expect(call.phase).toBe('conversation.inquiry');
    expect(call.state.failure).toBeNull();
  });

  it.each(['We can reopen that one if you send records.', 'You could try calling us on Monday.'])(
    'stays with us: "%s"',
    (text) => {
      const call = inquiring();
      call.hears(text);
      expect(call.state.failure).toBeNull();
    },
  );
});

describe('who sends us elsewhere while we wait', () => {
  it.each([
    ["You'll have to check the portal for that. Goodbye.", 'other_channel'],
    [
      "We don't do claim status by phone anymore, you have to look that up on our website. Goodbye.",
      'other_channel',
    ],
    ['I cannot give that over the phone, everything is on the portal. Goodbye.', 'other_channel'],
    ['We no longer give that out over the phone. You have to use our website. Goodbye.', 'other_channel'],
    ['You need to go on our website for that. Have a good day.', 'other_channel'],
    ["That information's only available on the provider portal. Goodbye.", 'other_channel'],
    ['You can only get that online now. Bye.', 'other_channel'],
    ['We can only give that information to the member. Have a good day.', 'refused_information'],
    ["That's not something I can share. Goodbye.", 'refused_information'],
    ['The member would have to call us for that. Take care.', 'refused_information'],
    ["I'm sorry, I'm not able to verify that. Please call back. Goodbye.", 'refused_information'],
  ])('is understood: "%s"', (text, reason) => {
    for (const call of [verified(), inquiring()]) {
      expect(call.hears(text)).toBe('Thank you. Goodbye.');
      expect(failureOf(call)?.reason).toBe(reason);
    }
  });

  it.each([
    'Did you know that you can check claims on our website?',
    'Visit our provider portal for faster service.',
  ])('is no recording: "%s"', (text) => {
    const call = verified();
    expect(call.hears(text)).toBe('');
    expect(call.state.talk.waiting).toBe(true);
    expect(call.state.failure).toBeNull();
  });
});

describe('one value that is refused', () => {
  it('ends nothing where another one is told in the same breath', () => {
    const call = inquiring();
    const said = call.hears(
      "The claim was received on March third. I can't tell you yet whether it will be paid. It's still processing.",
    );
    expect(said).not.toContain('anything that you are able to tell me');
    expect(call.value('receivedDate')).toBe('2026-03-03');
    expect(call.value('status')).toBe('in_process');
  });

  it.each([
    "I can't release that over the phone. That claim got rejected.",
    "That one was denied. The received date isn't something I can share.",
    "It's denied, but I'm not allowed to give out the received date.",
  ])('is recorded as declined: "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toContain('?');
    expect(call.answer('receivedDate')?.status).toBe('rep_declined');
    expect(call.value('status')).toMatch(/denied|rejected/);
    expect(call.state.failure).toBeNull();
  });

  it('is that one alone where it is named, and the other is asked for again', () => {
    const call = inquiring();
    expect(call.hears("I can't give you the received date.")).toContain('status');
    expect(call.answer('receivedDate')?.status).toBe('rep_declined');
    expect(call.answer('status')).toBeUndefined();
  });

  it.each([
    'That information is only for the member.',
    "I'm not comfortable sharing that.",
    "You're not authorized on this account.",
    'All of that is on our website now.',
    'We ask that you use our provider portal.',
  ])('is asked about once more where nothing was told yet: "%s"', (text) => {
    expect(inquiring().hears(text)).toMatch(/^I understand\./);
  });

  it.each([
    "Give me a second and I'll get somebody from claims on the line for you.",
    'I am going to have to loop in my supervisor, please hold.',
  ])('is none where they bring somebody: "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toBe('');
    expect(call.state.talk.waiting).toBe(true);
  });

  it('is no refusal of everything where our offer was not understood', () => {
    const call = inquiring();
    call.hears("I can't share that.");
    expect(call.hears("I'm sorry, could you repeat the question?")).toContain('?');
    expect(call.state.failure).toBeNull();
  });
});
