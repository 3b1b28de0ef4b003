import { expect, it } from 'vitest';
import { askedFields } from './facts.ts';
import { inquiring } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

/** Asked which part of the patient's hundred dollars is what. */
function askedForParts(): Conversation {
  const call = inquiring();
  call.hears(
    'it was received on march second and processed on march third twenty twenty six and it was paid',
  );
  call.hears('the allowed amount is three hundred dollars and we paid two hundred dollars');
  call.hears('the patient responsibility is one hundred dollars');
  expect(askedFields(call.state.talk.pending)).toContain('patientShare.copay');
  return call;
}

it.each([
  ['All of it is deductible, no copay, and no coinsurance.', 'deductible'],
  ['No deductible on it, no copay, it is all coinsurance.', 'coinsurance'],
  ['The whole amount is copay.', 'copay'],
])('all of what was told is one part of it, as a guess: %s', (text, part) => {
  const call = askedForParts();
  call.hears(text);
  expect(call.answer(`patientShare.${part}`)).toMatchObject({ value: 10_000, status: 'doubtful' });
});

it('and nothing is what there is none of', () => {
  const call = askedForParts();
  call.hears('All of it is deductible, no copay, and no coinsurance.');
  expect(call.value('patientShare.copay')).toBe(0);
  expect(call.value('patientShare.coinsurance')).toBe(0);
});

it.each([
  'None of it is deductible.',
  'It is all deductible and coinsurance.',
  'Twenty of it is deductible, the rest is all coinsurance.',
])('but not: %s', (text) => {
  const call = askedForParts();
  call.hears(text);
  for (const part of ['deductible', 'copay', 'coinsurance'])
    expect(call.value(`patientShare.${part}`)).not.toBe(10_000);
});
