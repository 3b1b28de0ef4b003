import { describe, expect, it } from 'vitest';
import { claimStatus, patient, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const deductible = [
  'deductible.individual.total',
  'deductible.individual.met',
  'deductible.individual.remaining',
];

describe('A value beside words of which nobody knows what they do to it is read back', () => {
  it.each([
    [
      'The deductible is a hundred for the pharmacy.',
      deductible,
      { 'deductible.individual.total': '10000?' },
    ],
    [
      'The rider has a deductible of nine hundred dollars.',
      deductible,
      { 'deductible.individual.total': '90000?' },
    ],
    ['The wife has met nine hundred dollars.', deductible, { 'deductible.individual.met': '90000?' }],
    ['D M E is twenty percent.', ['coinsurancePct'], { coinsurancePct: '20?' }],
    ['It went up from fifteen hundred.', deductible, { 'deductible.individual.total': '150000?' }],
    ['Orthotics are forty dollars.', ['copay.specialist'], { 'copay.specialist': '4000?' }],
  ])('%s', (text, asked, expected) => {
    expect(readTurn(eligibility, text, asked)).toMatchObject(expected);
  });

  it.each([
    [
      'Okay let me see, so on my screen here her deductible is fifteen hundred dollars a year.',
      deductible,
      { 'deductible.individual.total': 150000 },
    ],
    [
      "Dana's got a deductible of two thousand and she's met four hundred.",
      deductible,
      { 'deductible.individual.total': 200000, 'deductible.individual.met': 40000 },
    ],
    [
      'Alrighty, after the deductible she pays twenty percent, hon.',
      ['coinsurancePct'],
      { coinsurancePct: 20 },
    ],
    ['For any specialist it runs forty dollars.', ['copay.specialist'], { 'copay.specialist': 4000 }],
  ])('but not beside plain words: %s', (text, asked, expected) => {
    expect(readTurn(eligibility, text, asked, patient)).toMatchObject(expected);
  });

  it('of claims as well', () => {
    expect(
      readTurn(claimStatus, 'The paid amount on the crossover is ninety dollars.', ['paid']),
    ).toMatchObject({
      paid: '9000?',
    });
    expect(readTurn(claimStatus, 'The claim itself was paid at ninety dollars.', ['paid'])).toMatchObject({
      paid: 9000,
    });
  });
});
