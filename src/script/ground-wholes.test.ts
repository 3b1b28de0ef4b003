import { describe, expect, it } from 'vitest';
import { inquiring, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const priorAuth = scriptOf('prior-auth');
const all = ['total', 'met', 'remaining'].map((aspect) => `deductible.individual.${aspect}`);
const ofWhole = (text: string, asked: string[] = all) => readTurn(eligibility, text, asked);

describe('a family amount as a multiple of the individual one', () => {
  it.each([
    "So individual's three thousand, family is double that, six thousand.",
    'Individual is three thousand, family is double, so six thousand.',
    'The individual is three thousand and the family is twice that at six thousand.',
  ])('is the amount behind it: "%s"', (text) => {
    expect(ofWhole(text)).toEqual({
      'deductible.individual.total': 300_000,
      'deductible.family.total': 600_000,
    });
  });

  it.each(['Family is double that.', 'Individual is two thousand and family is twice that.'])(
    'is none that nobody said: "%s"',
    (text) => {
      expect(ofWhole(text)['deductible.family.total']).toBeUndefined();
    },
  );
});

describe('an amount beside the one that was asked for', () => {
  const wanted = ['deductible.individual.met', 'deductible.individual.remaining'];

  it.each([
    'nine hundred eighty of the individual deductible is used, so individual deductible thirty five hundred',
    'the individual deductible is thirty five hundred and nine hundred eighty met',
    'nine hundred eighty is met, the deductible is thirty five hundred',
  ])('is all of it where the other has its own words: "%s"', (text) => {
    expect(ofWhole(text, wanted)).toEqual({
      'deductible.individual.total': 350_000,
      'deductible.individual.met': 98_000,
    });
  });

  it('is a guess at what was asked for where there is no other', () => {
    expect(ofWhole('the deductible is three hundred', wanted)).toEqual({
      'deductible.individual.met': '30000?',
    });
  });
});

describe('cents that nobody called cents', () => {
  it.each([
    'Twenty-two fifty of that has been met.',
    'The deductible is five thousand and twenty-two fifty of that has been met.',
    'the deductible is five thousand, two fifty met',
  ])('are in doubt in what runs into thousands: "%s"', (text) => {
    expect(String(ofWhole(text)['deductible.individual.met'])).toContain('?');
  });

  it.each([
    ['four hundred twelve dollars and fifty cents met', 41_250],
    ['three hundred twenty met', 32_000],
    ['$412.50 met', 41_250],
  ])('are none where they are, or nothing is left open: "%s"', (text, met) => {
    expect(ofWhole(text)['deductible.individual.met']).toBe(met);
  });
});

describe('fewer than were asked for', () => {
  it.each([
    'of the sixteen you submitted we approved six',
    'we approved six out of sixteen',
    'Of the twelve requested, eight were approved.',
    'You asked for sixteen and we approved six',
    'six of the sixteen visits were approved',
    'You requested twelve visits but we only gave eight.',
  ])('are approved in part: "%s"', (text) => {
    expect(readTurn(priorAuth, text, ['status']).status).toBe('partial');
  });

  it.each([
    'all sixteen of the sixteen were approved',
    'sixteen of the sixteen were approved',
    'You asked for sixteen and we approved sixteen',
    'approved twelve visits, four of twelve used',
    'approved twelve visits, four used',
  ])('are all of them: "%s"', (text) => {
    expect(readTurn(priorAuth, text, ['status']).status).toBe('approved');
  });
});

describe('days and plans that are of something else', () => {
  it.each([
    'The appeal is sixty days',
    'You have an appeal window of ninety days',
    'A decision takes fourteen days',
  ])('tell no unit of what was approved: "%s"', (text) => {
    expect(readTurn(priorAuth, text)['lines.1.unitType']).toBeUndefined();
  });

  it.each([
    'Cigna, but that termed in June',
    'They had Humana but it was terminated last June.',
    'Her Medicare has lapsed.',
  ])('do not end our coverage: "%s"', (text) => {
    expect(readTurn(eligibility, text, ['cob.otherPayer']).coverageStatus).toBeUndefined();
  });

  it.each(['It termed in June', 'the policy was terminated June first', 'Her coverage has lapsed.'])(
    'ours is over: "%s"',
    (text) => {
      expect(readTurn(eligibility, text).coverageStatus).toBe('inactive');
    },
  );

  it('has no unit without a limit', () => {
    const call = inquiring({ script: eligibility });
    call.hears('the coverage is active');
    call.hears('there is some limit, and those are visits');
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    expect(call.results?.[0]?.answers['visitLimit.unit']?.value).toBeNull();
  });
});
