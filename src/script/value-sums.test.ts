import { describe, expect, it } from 'vitest';
import { claimStatus, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const paid = (text: string) => readTurn(claimStatus, text, ['paid']).paid;

describe('An amount that is reckoned from others', () => {
  it.each([
    'One forty less twenty is one twenty, that is what you got.',
    'One forty minus the twenty leaves one twenty.',
    'One hundred plus twenty, so one twenty.',
    'One forty take away twenty makes one hundred and twenty.',
  ])('is what they make: %s', (text) => {
    expect(String(paid(text))).toMatch(/^12000/);
  });

  it.each(['We paid one forty less twenty.', 'Paid one forty minus the twenty.'])(
    'is in doubt where nobody says what they make: %s',
    (text) => {
      expect(paid(text)).toBe('14000?');
    },
  );

  it.each([
    'Sixty dollars a unit, two units, a hundred twenty.',
    'Sixty a unit, so one twenty.',
    'Forty per visit, three visits, one hundred twenty dollars.',
    'Sixty dollars apiece, one hundred and twenty in all.',
  ])('is the sum and not the rate: %s', (text) => {
    expect(String(paid(text))).toMatch(/^12000/);
  });

  it('is in doubt where only a rate was told', () => {
    expect(paid('We paid sixty dollars a unit.')).toBe('6000?');
  });

  it.each([
    ['We paid one hundred twenty dollars.', 'paid', 12000],
    ['One hundred twenty, less than usual.', 'paid', 12000],
    ['The allowed was one forty, less a twenty dollar copay.', 'allowed', 14000],
  ])('is no sum elsewhere: %s', (text, field, value) => {
    expect(String(readTurn(claimStatus, text, [field])[field])).toMatch(new RegExp(`^${String(value)}`));
  });

  it('is how a plan charges', () => {
    const found = readTurn(eligibility, 'Primary care is thirty a visit, specialist is fifty a visit.', [
      'copay.primaryCare',
      'copay.specialist',
    ]);
    expect(String(found['copay.primaryCare'])).toMatch(/^3000/);
    expect(String(found['copay.specialist'])).toMatch(/^5000/);
  });
});

describe('What is paid once something is met', () => {
  it.each([
    'Twenty percent until the out of pocket is met, then zero.',
    "Twenty percent till the out of pocket max is reached, after that it's zero.",
    'It is twenty percent, once the out of pocket is satisfied, then nothing.',
  ])('is nothing of what is met: %s', (text) => {
    const found = readTurn(eligibility, text, ['coinsurancePct']);
    expect(found.coinsurancePct).toBe(20);
    expect(found).not.toHaveProperty(['outOfPocketMax.individual.remaining']);
  });
});

describe('No deductible for some service', () => {
  it.each([
    'Fifteen hundred. There is no deductible for preventive.',
    'Fifteen hundred. No deductible on generics.',
    "Fifteen hundred. There isn't a deductible for wellness visits.",
    'Fifteen hundred. No deductible for routine screenings.',
  ])('says nothing of the deductible: %s', (text) => {
    const found = readTurn(eligibility, text, ['deductible.individual.total', 'deductible.individual.met']);
    expect(found).not.toHaveProperty(['deductible.individual.met']);
    expect(String(found['deductible.individual.total'])).toMatch(/^150000/);
  });

  it.each(['There is no deductible.', 'No deductible on this plan.', 'No individual deductible.'])(
    'is told from a plan without one: %s',
    (text) => {
      expect(
        readTurn(eligibility, text, ['deductible.individual.total'])['deductible.individual.total'],
      ).toBe(0);
    },
  );
});
