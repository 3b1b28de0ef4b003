import { describe, expect, it } from 'vitest';
import { claimStatus } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const shares = ['patientShare.deductible', 'patientShare.copay', 'patientShare.coinsurance'];
const read = (text: string, asked: readonly string[] = ['patientResponsibility']) =>
  readTurn(claimStatus, text, asked);

describe("The plan's deductible", () => {
  it.each([
    'Twenty. His deductible is fifteen hundred by the way but that is all met.',
    'Twenty. Her deductible, which is eight hundred, was satisfied back in february.',
    'Twenty. And he still has four hundred and ten of deductible to go for the year.',
    'Twenty. Fun fact, they met eleven hundred of their deductible already.',
    'Twenty. He has nine hundred left on his deductible.',
    'Twenty. Her twelve hundred dollar deductible has been met.',
    'Twenty. The remaining deductible is five hundred.',
  ])('is no share of this claim: %s', (text) => {
    const found = read(text);
    expect(found.patientResponsibility).toBe(2000);
    expect(found).not.toHaveProperty(['patientShare.deductible']);
  });

  it.each([
    ['Eighty applied to the deductible and twenty copay.', { deductible: 8000, copay: 2000 }],
    ['The deductible is eighty and the copay is twenty.', { deductible: 8000, copay: 2000 }],
    ['Eighty went toward her deductible, which is now met.', { deductible: 8000 }],
    ['His deductible, eighty.', { deductible: 8000 }],
    ["Eighty is deductible, she hasn't met it yet.", { deductible: 8000 }],
  ])('is one where this claim went to it: %s', (text, expected) => {
    for (const [share, value] of Object.entries(expected))
      expect(read(text, shares)[`patientShare.${share}`]).toBe(value);
  });
});

describe('A copay of another day or at the desk', () => {
  it.each([
    'Twenty. The copay on the card says thirty five.',
    'Twenty. Whatever copay you took at the desk, say thirty dollars, give it back.',
    'Twenty. Her card says a thirty dollar copay.',
    'Twenty. The copay you already collected was thirty.',
    'Twenty. You took forty as a copay at check in.',
  ])('is no share of this claim: %s', (text) => {
    expect(read(text)).not.toHaveProperty(['patientShare.copay']);
  });

  it.each(["Twenty, it's her copay.", 'The copay is twenty.', 'Twenty dollar copay, no coinsurance.'])(
    'is told from the one of this claim: %s',
    (text) => {
      expect(read(text, shares)['patientShare.copay']).toBe(2000);
    },
  );
});

describe('What came off a payment', () => {
  it.each([
    'One hundred twenty after two dollars and forty cents of sequestration.',
    'We paid one hundred twenty dollars, with a sequestration of two forty.',
    'One hundred twenty dollars, there was a late penalty of ten dollars.',
  ])('is not what was paid: %s', (text) => {
    expect(String(read(text, ['paid']).paid)).toMatch(/^12000/);
  });
});
