import { expect, it } from 'vitest';
import type { Answer } from '../../../kernel/outcome.ts';
import type { ReviewView } from '../../../kernel/review.ts';
import { changesOf, whatChanged } from './drafts.ts';

const answer = (value: number): Answer => ({ value, status: 'answered', evidence: null, confirmed: false });

/** As much of a review as is compared. */
function view(version: number, paid: number, state: 'open' | 'approved'): ReviewView {
  const item = { version, reviewState: state, assignee: null };
  const corrections = version > 1 ? [{ version, by: { id: 'user_2', name: 'Dana' } }] : [];
  return {
    item,
    outcome: { fields: { paid: answer(paid), billed: answer(9) } },
    corrections,
  } as unknown as ReviewView;
}

it('tells what somebody else has changed, and who', () => {
  expect(whatChanged(view(1, 5, 'open'), view(2, 6, 'approved'))).toEqual({
    fields: ['paid'],
    news: ['It was approved.'],
    by: 'Dana',
  });
});

it('finds nothing where nothing changed', () => {
  expect(whatChanged(view(1, 5, 'open'), view(1, 5, 'open'))).toEqual({ fields: [], news: [], by: null });
});

it('sends each change with what belongs to it and no more', () => {
  const drafts = new Map([
    ['paid', { action: 'correct', value: 700, reason: 'Misheard' } as const],
    ['billed', { action: 'confirm', reason: '' } as const],
  ]);
  expect(changesOf(drafts)).toEqual([
    { field: 'paid', action: 'correct', value: 700, reason: 'Misheard' },
    { field: 'billed', action: 'confirm' },
  ]);
});
