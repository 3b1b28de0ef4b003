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

describe('An amount beside another one', () => {
  it.each([
    'One thirty, or is it one twenty.',
    'Paid one thirty, or maybe one twenty.',
    'We paid one thirty, or was it one twenty?',
  ])('is in doubt: %s', (text) => {
    expect(String(claim(text, ['paid']).paid)).toMatch(/\?$/);
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

describe('What a value is, put right', () => {
  const eligibility = scriptOf('eligibility');
  const met = 'deductible.individual.met';
  const remaining = 'deductible.individual.remaining';

  it.each([
    [
      'Eight twenty five remaining, no, sorry, that is what is met, six seventy five is remaining.',
      82500,
      67500,
    ],
    ["Eight twenty five remaining, my bad, that's the met, six seventy five remaining.", 82500, 67500],
    ["Eight twenty five met, oops, that's the remaining, six seventy five met.", 67500, 82500],
    ["Six seventy five met, wait, that's what's left, eight twenty five met.", 82500, 67500],
  ])('leaves how much it is: %s', (text, isMet, isLeft) => {
    const found = readTurn(eligibility, text, [met, remaining]);
    expect(String(found[met]).replace('?', '')).toBe(String(isMet));
    expect(String(found[remaining]).replace('?', '')).toBe(String(isLeft));
  });

  it.each([
    "One forty, no, that's the allowed, one twenty.",
    "One forty, no wait, that's the allowed, paid is one twenty.",
  ])('leaves the next value its own field: %s', (text) => {
    expect(claim(text, ['paid'])).toMatchObject({ allowed: 14000, paid: 12000 });
  });

  it.each([
    "Paid one forty, no, that's not what we paid, one twenty.",
    "Paid one forty, that's the wrong amount, one twenty.",
  ])('is told from how much it is: %s', (text) => {
    expect(String(claim(text, ['paid']).paid)).toMatch(/^12000/);
  });
});

describe('An amount for all of them', () => {
  const eligibility = scriptOf('eligibility');

  it.each([
    'Fifteen hundred each, three thousand for all of them.',
    "It's fifteen hundred a person and three thousand across everyone on the plan.",
    'Fifteen hundred apiece, three thousand for everybody combined.',
    'Individual is fifteen hundred, and three thousand for the four of them together.',
  ])('is the family: %s', (text) => {
    expect(readTurn(eligibility, text, ['deductible.individual.total'])).toMatchObject({
      'deductible.individual.total': 150000,
      'deductible.family.total': 300000,
    });
  });

  it.each(['Thirty for both of them.', "It's thirty for all of them.", 'Thirty for each.'])(
    'is each of what was asked for where that is told by no family: %s',
    (text) => {
      expect(readTurn(eligibility, text, ['copay.primaryCare', 'copay.specialist'])).toEqual({
        'copay.primaryCare': 3000,
        'copay.specialist': 3000,
      });
    },
  );
});
