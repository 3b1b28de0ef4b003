import { describe, expect, it } from 'vitest';
import { leadInOf } from './lead-in.ts';
import { claimStatus } from './testing/conversation.ts';

const behind = (text: string) => text.slice(leadInOf(text, claimStatus.grounding.frames));

describe('what leads up to a text', () => {
  it.each([
    ['Rationale in here says conservative treatment was not tried', 'conservative treatment was not tried'],
    ['The note on my screen just reads no referral on file', 'no referral on file'],
    ['Looks like the remark says duplicate of a paid claim', 'duplicate of a paid claim'],
    ['Remit description is lacks information', 'lacks information'],
    ['The explanation they gave is that coverage had ended', 'coverage had ended'],
    ['Let me see, reason I am seeing here is bundled', 'bundled'],
    ['comment on the line says services not covered', 'services not covered'],
    ['My system is telling me the member was not eligible', 'member was not eligible'],
    ['And then the second one is the diagnosis is not covered', 'diagnosis is not covered'],
    ['First it says no authorization on file', 'no authorization on file'],
    ['code on it means the benefit maximum was reached', 'benefit maximum was reached'],
    ['According to the letter the records were never sent', 'records were never sent'],
    ['What the reviewer asked for was the operative report', 'operative report'],
    ["What they're asking for is the itemized bill", 'itemized bill'],
    ["What's missing is the W nine", 'W nine'],
    ['All it says is not covered under the plan', 'not covered under the plan'],
    ["The only thing we're still waiting on is the consent form", 'consent form'],
    ['The problem was it came in after the deadline', 'it came in after the deadline'],
    ['So the edit that fired on this was for exclusive procedures', 'exclusive procedures'],
    ['Um, from what I can tell the doctor was not enrolled', 'doctor was not enrolled'],
    ['They kicked this thing back on account of a wrong subscriber', 'wrong subscriber'],
    ['Well, two things, there was no referral', 'no referral'],
    ['he felt like it was experimental', 'he felt like it was experimental'],
    ['like it was experimental', 'experimental'],
    ['It got kicked out for an invalid modifier', 'an invalid modifier'],
    ['They denied it back for no authorization', 'no authorization'],
    ['The rejection was for an invalid subscriber number', 'an invalid subscriber number'],
    ['Well, the denial came down because of a missing modifier', 'missing modifier'],
    ['Our claim denial is due to late filing', 'late filing'],
  ])('in "%s" ends before "%s"', (text, rest) => {
    expect(behind(text)).toBe(rest);
  });

  it.each([
    'records do not support the level of service',
    'provider was not certified that day',
    'service description is missing',
    'units exceed what was approved',
    'letter was never received',
    'All services are excluded',
    "patient's condition was not documented",
    'document they sent is illegible',
  ])('is no part of "%s"', (text) => {
    expect(behind(text)).toBe(text);
  });
});
