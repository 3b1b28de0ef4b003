import { describe, expect, it } from 'vitest';
import type { InboxItem } from '../../../kernel/review.ts';
import type { InboxPages } from '../api/reviews.ts';
import { belongs, filterOf, searchOf } from './filter.ts';
import { patchPages } from './patch.ts';

const item = (taskId: string, more: Partial<InboxItem> = {}): InboxItem => ({
  taskId,
  externalId: taskId,
  callType: 'claim_status',
  taskState: 'partial',
  reviewState: 'open',
  reasons: ['partial'],
  failureReason: null,
  payor: { id: null, name: 'A payor' },
  practice: { id: null, name: 'A practice' },
  assignee: null,
  revision: 1,
  version: 3,
  openedAt: '2026-03-02T10:00:00Z',
  finishedAt: '2026-03-02T10:00:00Z',
  decidedAt: null,
  ...more,
});
const pages = (...lists: InboxItem[][]): InboxPages => ({
  pages: lists.map((data) => ({ data, nextCursor: null })),
  pageParams: lists.map(() => null),
});
const isOpen = ({ reviewState }: InboxItem) => reviewState === 'open';

describe('changes in a list that is held', () => {
  it('takes out what no longer belongs and leaves other pages as they are', () => {
    const held = pages([item('a'), item('b')], [item('c')]);
    const now = patchPages(held, new Map([['b', { reviewState: 'approved' as const }]]), isOpen);
    expect(now.pages[0]?.data.map(({ taskId }) => taskId)).toEqual(['a']);
    expect(now.pages[1]).toBe(held.pages[1]);
  });

  it('changes a row in place', () => {
    const assignee = { id: 'user_1', name: 'Rosa' };
    const now = patchPages(pages([item('a')]), new Map([['a', { assignee, version: 4 }]]), isOpen);
    expect(now.pages[0]?.data[0]).toMatchObject({ assignee, version: 4 });
  });

  it('takes older news for no news', () => {
    const held = pages([item('a')]);
    const now = patchPages(held, new Map([['a', { reviewState: 'approved' as const, version: 2 }]]), isOpen);
    expect(now.pages[0]?.data[0]).toMatchObject({ reviewState: 'open', version: 3 });
  });

  it('is the very same where nothing of it changed', () => {
    const held = pages([item('a')]);
    expect(patchPages(held, new Map([['z', { version: 9 }]]), isOpen)).toBe(held);
  });
});

describe('what narrows the inbox', () => {
  it('stands in the address and comes back out of it, but for what is searched for', () => {
    const filter = filterOf(new URLSearchParams('?queue=mine&reason=refusal&payorId=pay_1'), 'WGH482915');
    expect(filter).toMatchObject({ queue: 'mine', reason: 'refusal', payorId: 'pay_1', q: 'WGH482915' });
    expect(searchOf(filter)).toBe('?queue=mine&payorId=pay_1&reason=refusal');
  });

  it('leaves out what it cannot mean', () => {
    expect(filterOf(new URLSearchParams('?queue=nonsense&reason=none'), '')).toMatchObject({ queue: 'open' });
    expect(searchOf(filterOf(new URLSearchParams('?queue=nonsense&reason=none'), ''))).toBe('');
  });

  it('decides whether an item belongs into a queue', () => {
    const mine = filterOf(new URLSearchParams('?queue=mine'), '');
    const assigned = item('a', { assignee: { id: 'user_1', name: 'Rosa' } });
    expect(belongs(assigned, mine, 'user_1')).toBe(true);
    expect(belongs(assigned, mine, 'user_2')).toBe(false);
    expect(belongs(item('a'), filterOf(new URLSearchParams('?queue=unassigned'), ''), 'user_1')).toBe(true);
    expect(belongs(assigned, filterOf(new URLSearchParams('?queue=sent_back'), ''), 'user_1')).toBe(false);
  });
});
