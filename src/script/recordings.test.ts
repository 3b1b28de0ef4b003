import { describe, expect, it } from 'vitest';
import { isRecordedTalk, recordedUntil } from './recordings.ts';
import { hear } from './words.ts';

const isRecorded = (text: string) => isRecordedTalk(hear(text).plain);

describe('what lines say of themselves', () => {
  it.each([
    'You are caller number two.',
    'There are four callers ahead of you.',
    'At the moment, there are six people in front of you.',
    'Your position in the queue is seven.',
    'Queue position, four.',
    'Your wait is approximately nine minutes.',
    'Expected answer time is under five minutes.',
    'We expect to get to you in roughly eleven minutes.',
    'Your call will be answered in the order in which it came.',
    'A member of our team will pick up shortly.',
    'Somebody is going to be right with you.',
    'Everyone on our team is tied up right now.',
    'We know your time matters.',
    'Our team is at full stretch this morning.',
    'Our associates are just slammed today.',
    'Hang in there, you have not been forgotten.',
    'Did you know that you can check claims online?',
    'Gracias por llamar. Su llamada es muy importante.',
    'Be aware that supervisors may listen in.',
  ])('is a recording: "%s"', (text) => {
    expect(isRecorded(text)).toBe(true);
  });

  it.each([
    'Provider services, Maria speaking, how can I help?',
    'Claims, this is Dan.',
    'Hi, this is Ann. Who do I have on the line?',
    "I'll be right back.",
    "We're slammed today, sorry. Claims, Dan.",
    'Have you forgotten the member I D?',
    'Can I get the member I D?',
    "Okay, I'm pulling that up.",
  ])('is none of it: "%s"', (text) => {
    expect(isRecorded(text)).toBe(false);
  });

  it('ends before the words of a person behind it', () => {
    const plain = hear('You are caller number one in the queue. Claims, this is Dan.').plain;
    expect(plain.slice(recordedUntil(plain)).trim()).toBe('claims this is dan');
  });
});
