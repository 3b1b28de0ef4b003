import { expect, test } from 'vitest';
import { makeStrangers } from './strangers.ts';

const strangersIn = makeStrangers(
  { paid: 12_000, 'deductible.individual.total': 150_000, receivedDate: '2026-03-09' },
  { billedAmount: 25_000, patientDateOfBirth: '1984-06-12' },
);

test.each([
  'the paid amount is one hundred twenty dollars and the deductible is one thousand five hundred dollars',
  'the claim for two hundred fifty dollars was received on march ninth twenty twenty six',
  'the date of birth is june twelfth',
  'the number is r as in romeo n as in november three one five',
  'line two has code nine nine two one three',
  'the claim number is N as in November, two, five. four',
])('%s holds nothing that is not on the screen', (text) => {
  expect(strangersIn(text)).toBe(false);
});

test.each([
  'the paid amount is one hundred twenty dollars and the deductible is one thousand dollars',
  'the claim was received on march ninth twenty twenty five',
  'the claim was received on march tenth',
])('%s holds something that is not', (text) => {
  expect(strangersIn(text)).toBe(true);
});
