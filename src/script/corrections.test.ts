import { describe, expect, it } from 'vitest';
import { claimStatus, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const priorAuth = scriptOf('prior-auth');
const claim = (text: string, asked: readonly string[]) => readTurn(claimStatus, text, asked);

describe('An amount that is put right', () => {
  it.each([
    'One thirty, or, strike that, one twenty.',
    "One thirty, no wait, I'm looking at the wrong line, one twenty.",
    "Paid two hundred and ten, sorry, that's the wrong row, one twenty.",
    'Two hundred, ha, no, one twenty.',
    'We paid two twelve, gosh, no, one hundred and twenty.',
    'We paid one thirty. I misread that. One twenty.',
    'We paid one thirty. Okay. No, wait. Let me see. One twenty.',
    'It paid one twelve, or rather, one twenty.',
  ])('is the later one: %s', (text) => {
    expect(claim(text, ['paid']).paid).toBe(12000);
  });

  it.each([
    'Patient owes forty. I misspoke, make it twenty.',
    'Patient owes forty, oops, twenty.',
    "I'm showing forty, sorry, twenty.",
    'Forty. No wait. Twenty.',
    'Processed march twelfth, patient owes forty, oops, twenty.',
  ])('is the later one, and no year, where it is small: %s', (text) => {
    expect(claim(text, ['patientResponsibility']).patientResponsibility).toBe(2000);
  });

  it.each([
    'We paid one thirty. Scratch that.',
    'We paid one thirty, no wait.',
    'Paid one thirty. I misread that.',
  ])('is in doubt where nothing comes in its place: %s', (text) => {
    expect(claim(text, ['paid']).paid).toBe('13000?');
  });

  it.each([
    "We paid one thirty. I'm sorry.",
    'Paid one thirty, so sorry.',
    'We paid one thirty. Sorry for the delay.',
  ])('is none where somebody is only polite: %s', (text) => {
    expect(claim(text, ['paid']).paid).toBe(13000);
  });
});

describe('A date of which a part is put right', () => {
  it.each([
    ['The twenty fourth of april twenty twenty six, excuse me, of march.', '2026-03-24'],
    ['March nineteenth, did I say nineteenth, I meant ninth, twenty twenty six.', '2026-03-09'],
    ['April fifth, I read that wrong, sixth, twenty twenty six.', '2026-04-06'],
    ['March twelfth. Hmm. I take that back, march twentieth twenty twenty six.', '2026-03-20'],
    ['March twelfth, twenty twenty five, sorry, twenty six.', '2026-03-12'],
  ])('has the part that was said last: %s', (text, date) => {
    expect(claim(text, ['processedDate']).processedDate).toBe(date);
  });

  it('takes the year that stands behind the day', () => {
    const said = 'December twenty first, let me reread, thirty first, twenty twenty six.';
    expect(readTurn(priorAuth, said, ['approvedTo']).approvedTo).toBe('2026-12-31');
  });
});
