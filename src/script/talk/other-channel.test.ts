import { describe, expect, it } from 'vitest';
import { connected, failureOf, inquiring, scriptOf } from '../testing/conversation.ts';

const looksItUp = /could you please look it up for me this once/;

describe('who tells it by no telephone', () => {
  const wordings = [
    'We no longer give that out over the phone. You have to use our website.',
    "That's on the portal now, we don't give it over the phone.",
    "You'll need to go online for that, we stopped doing it by phone.",
    "I'm only able to direct you to the website for claim status.",
    "Everything's on the portal now, hon.",
    'Providers have to get that through Availity.',
    'That has to come from the website.',
    "You can find that on our website, we can't give it to you on the phone.",
    'We are no longer able to provide that verbally. It has to be obtained online.',
    "That can be found on our website, I'm not able to provide it.",
    'We only accept those inquiries by fax.',
    "I'm going to need you to check that online.",
    "It's portal only.",
    "The phone line doesn't do that anymore, it's all web based.",
  ];

  it.each(wordings)('is asked once to look all the same: "%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).toMatch(looksItUp);
    expect(call.hears(text)).toContain('Goodbye.');
    expect(failureOf(call)?.reason).toBe('other_channel');
  });

  it.each(wordings)('declines what was asked, where there are answers already: "%s"', (text) => {
    const call = inquiring();
    call.hears('the claim was denied');
    expect(call.hears(text)).toContain('?');
    expect(call.answer('receivedDate')?.status).toBe('rep_declined');
    expect(call.state.failure).toBeNull();
  });

  it.each([
    'We no longer give that out over the phone, use our website.',
    "You'll need to go online for that.",
    "I'd have to refer you to our website for that information.",
  ])('is no recording while we wait: "%s"', (text) => {
    const call = connected();
    call.hears('can i have the member i d please');
    call.hears('thank you one moment please');
    expect(call.hears(text)).toMatch(looksItUp);
  });

  it.each([
    'The claim was submitted through the portal.',
    'You sent it through Availity on May second.',
    'The denial letter is also on the portal.',
    'You can appeal through the portal.',
    'The corrected claim has to be submitted online.',
    'It came in through our website.',
    'Did you try the portal already?',
    'It was received March third by mail.',
  ])('is not who says "%s"', (text) => {
    expect(inquiring().hears(text)).not.toMatch(looksItUp);
  });
});

describe('a refusal', () => {
  it('holds no plain answer to the question', () => {
    const call = inquiring({ script: scriptOf('eligibility') });
    call.hears('We no longer give that out over the phone.');
    expect(call.answer('coverageStatus')).toBeUndefined();
    call.hears("No, I can't share that.");
    expect(call.answer('coverageStatus')).toBeUndefined();
  });

  it.each([
    'We do not give that out to providers.',
    'We never release that to offices.',
    'I will not give you that.',
  ])('is of what was asked, whatever preposition stands behind it: "%s"', (text) => {
    const call = inquiring({ script: scriptOf('prior-auth') });
    call.hears('it was approved');
    call.hears(text);
    expect(call.answer('authNumber')?.status).toBe('rep_declined');
    expect(call.answer('approvedTo')).toBeUndefined();
  });
});
