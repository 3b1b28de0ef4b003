import type { InboxFilter, InboxItem, ReviewQueue, ReviewReason } from '../../../kernel/review.ts';
import { inWords } from '../ui/format.ts';
import { reasonLabels } from './reasons.ts';

/** What narrows the inbox, as it stands in the address. What is searched for does not: see search-text.ts. */
const names = ['callType', 'payorId', 'practiceId', 'reason', 'assignee'] as const;

export const queues: readonly { value: ReviewQueue; label: string }[] = [
  { value: 'open', label: 'To review' },
  { value: 'mine', label: 'Mine' },
  { value: 'unassigned', label: 'Unassigned' },
  { value: 'approved', label: 'Approved' },
  { value: 'sent_back', label: 'Sent back' },
  { value: 'all', label: 'All' },
];

/** What the address says, with what is searched for; what it cannot mean is left out. */
export function filterOf(search: URLSearchParams, q: string): InboxFilter {
  const queue = queues.find(({ value }) => value === search.get('queue'))?.value ?? 'open';
  const reason = search.get('reason');
  const text = (name: (typeof names)[number]) => search.get(name) ?? undefined;
  return {
    queue,
    callType: text('callType'),
    payorId: text('payorId'),
    practiceId: text('practiceId'),
    reason: isReason(reason) ? reason : undefined,
    assignee: text('assignee'),
    q: q === '' ? undefined : q,
  };
}

const isReason = (text: string | null): text is ReviewReason =>
  text !== null && Object.hasOwn(reasonLabels, text);

/** The shortest address that means the filter: beginning with `?`, or empty. */
export function searchOf(filter: InboxFilter): string {
  const search = new URLSearchParams();
  if (filter.queue !== 'open') search.set('queue', filter.queue);
  for (const name of names) {
    const value = filter[name];
    if (value !== undefined && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything but the queue narrows the list. */
export const isNarrowed = (filter: InboxFilter) =>
  [...names, 'q' as const].some((name) => filter[name] !== undefined);

/** Whether an item that has changed still belongs into a list. Search is left to the server: what was found stays. */
export function belongs(item: InboxItem, { queue, assignee, reason }: InboxFilter, meId: string): boolean {
  if (assignee !== undefined && item.assignee?.id !== assignee) return false;
  if (reason !== undefined && !item.reasons.includes(reason)) return false;
  switch (queue) {
    case 'open':
      return item.reviewState === 'open';
    case 'mine':
      return item.reviewState === 'open' && item.assignee?.id === meId;
    case 'unassigned':
      return item.reviewState === 'open' && item.assignee === null;
    case 'approved':
    case 'sent_back':
      return item.reviewState === queue;
    case 'all':
      return true;
  }
}

/** Why there is no full answer, in words. */
export const failureInWords = (item: InboxItem) =>
  item.failureReason === null ? null : inWords(item.failureReason);
