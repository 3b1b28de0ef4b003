import { describe, expect, it } from 'vitest';
import { connected, inquiring } from '../testing/conversation.ts';

/** Somebody has asked us to wait. */
function waiting(modelAvailable = false) {
  const call = inquiring({ modelAvailable });
  call.hears('I have to look that up, can you hold on for me?');
  expect(call.state.talk.waiting).toBe(true);
  return call;
}

describe('words in mid answer that otherwise ask us to wait', () => {
  it.each([
    'It was April twenty-first, wait no, wrong one, so April twenty-eighth.',
    "I have six zero four one eight four here, hang on, that's not right, six zero four four one eight.",
    'That was fifty dollars, hold on, I misread it, eighty dollars.',
    "March third, oh wait, I'm looking at the wrong column, March ninth.",
  ])('"%s" is a correction', (text) => {
    const call = inquiring();
    call.hears(text);
    expect(call.state.talk.waiting).toBe(false);
  });

  it.each([
    'Hold on, no, that is the wrong screen, let me pull up the right one.',
    'Wait, I need to open the claim for March third.',
    'Hang on, sorry, somebody is at my desk.',
  ])('"%s" is a request', (text) => {
    const call = inquiring();
    call.hears(text);
    expect(call.state.talk.waiting).toBe(true);
  });
});

describe('talk that has nobody wait', () => {
  it.each([
    'Hang on, am I talking to one of those computer voices?',
    'Sorry, my computer is so slow today. Is it snowing where you are?',
    'The examiner is still reviewing it.',
    "There's a second one on here, but that's not yours.",
    "Nobody's coming up under that member I D.",
  ])('"%s"', (text) => {
    const call = inquiring();
    expect(call.hears(text)).not.toBe('');
    expect(call.state.talk.waiting).toBe(false);
  });

  it.each([
    "I'm still reviewing it.",
    'Okay, coming up now.',
    'My screen froze up, can I set you on a brief hold, dear?',
    'Let me pull that up, do you have a minute?',
  ])('but "%s" does', (text) => {
    const call = inquiring();
    call.hears(text);
    expect(call.state.talk.waiting).toBe(true);
  });

  it('nor does a whole sentence that is said once more', () => {
    const call = inquiring();
    const text = 'The other team is the one that is looking, let me check with nobody there.';
    call.hears(text);
    expect(call.state.talk.waiting).toBe(true);
    call.hears('Hello, are you there?');
    call.hears(text);
    expect(call.state.talk.waiting).toBe(false);
  });
});

describe('playing for time in a sentence', () => {
  it('has nobody wait, and is no part of what is told', () => {
    const call = inquiring();
    call.hears('The claim number, let me see, is eight eight one two zero four three seven.');
    expect(call.value('claimNumber')).toBe('88120437');
    expect(call.state.talk.waiting).toBe(false);
  });
});

describe('what they were asked to look up, told before we ask', () => {
  it('is read back', () => {
    const call = connected();
    call.hears('can i have the member i d please');
    call.hears('thank you one moment please');
    expect(call.hears('Okay. Bad news, that one came back denied.')).toContain('denied. Is that correct?');
    expect(call.answer('status')).toMatchObject({ value: 'denied', status: 'doubtful' });
  });

  it.each(['Okay. That window brought everything along.', 'Yes, the other one opened at last.'])(
    'is asked for where it is not understood: "%s"',
    (text) => {
      const call = connected();
      call.hears('can i have the member i d please');
      call.hears('thank you one moment please');
      expect(call.hears(text)).toContain('status');
      expect(call.state.tasks[0]?.answers.status).toBeUndefined();
    },
  );
});

describe('a question about what we spoke of, while we wait', () => {
  it.each([
    'Did you fax that in or submit it online?',
    'What diagnosis was that submitted with, do you know?',
  ])('is no recording: "%s"', (text) => {
    const call = waiting();
    expect(call.hears(text)).not.toBe('');
    expect(call.state.talk.waiting).toBe(false);
  });

  it.each([
    'Did you know that you can check the status of a claim online?',
    'Have you tried our mobile app yet?',
    'Is it time for your flu shot?',
  ])('but this is: "%s"', (text) => {
    const call = waiting();
    expect(call.hears(text)).toBe('');
    expect(call.state.talk.waiting).toBe(true);
  });
});

describe('a line that asks for our numbers, while we wait', () => {
  it.each([
    'Thanks for holding. Someone will be with you shortly. Do you have your member I D ready?',
    'To help us serve you faster, please say or enter your tax I D.',
    "While you wait, please have the patient's date of birth and member I D ready.",
  ])('is told nothing: "%s"', (text) => {
    const call = waiting();
    expect(call.hears(text)).toBe('');
    expect(call.state.talk.waiting).toBe(true);
  });

  it('is no person who is back', () => {
    const call = waiting();
    expect(call.hears('Thanks for waiting. Can I have the member I D again?')).toContain('The member I D is');
  });
});

describe('words of nobody in particular, while we wait', () => {
  const line = 'At Wheatland Senior Choice, we treat you like a neighbor.';

  it('are waited out', () => {
    const call = waiting();
    expect(call.hears(line)).toBe('');
    expect(call.state.talk.waiting).toBe(true);
  });

  it('are put to a model, and waited out where it knows nothing', () => {
    const call = waiting(true);
    expect(call.hears(line)).toBe('');
    const turnId = call.state.talk.proposing?.id ?? '';
    call.feed({ type: 'proposed', atMs: call.nowMs, turnId, calls: [] });
    expect(call.state.talk.waiting).toBe(true);
    expect(call.state.talk.saying).toEqual([]);
  });

  it('end the waiting where the model knows what was meant', () => {
    const call = waiting(true);
    call.hears('so the other window brought everything along');
    const turnId = call.state.talk.proposing?.id ?? '';
    const arguments_ = {
      intent: 'is_ready',
      identifier: 'none',
      quote: 'so the other window brought everything along',
    };
    call.feed({
      type: 'proposed',
      atMs: call.nowMs,
      turnId,
      calls: [{ tool: 'note_intent', arguments: arguments_ }],
    });
    expect(turnId).not.toBe('');
    expect(call.state.talk.waiting).toBe(false);
    expect(call.state.talk.waitingSinceMs).toBeNull();
  });
});
