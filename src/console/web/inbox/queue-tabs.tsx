import { Link } from 'react-router';
import type { InboxCounts, InboxFilter, ReviewQueue } from '../../../kernel/review.ts';
import { formatNumber } from '../ui/format.ts';
import { queues, searchOf } from './filter.ts';
import styles from './inbox.module.css';

/** The queues with how many are in each; they lead to addresses. */
export function QueueTabs({ filter, counts }: { filter: InboxFilter; counts: InboxCounts | undefined }) {
  return (
    <nav aria-label="Queues" className={styles.queues}>
      {queues.map(({ value, label }) => {
        const count = counts && countOf(value, counts);
        return (
          <Link
            key={value}
            to={`/inbox${searchOf({ ...filter, queue: value })}`}
            aria-current={filter.queue === value ? 'page' : undefined}
            className={styles.queue}
          >
            {label}
            {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
          </Link>
        );
      })}
    </nav>
  );
}

function countOf(queue: ReviewQueue, counts: InboxCounts): number | undefined {
  switch (queue) {
    case 'open':
      return counts.open;
    case 'mine':
      return counts.mine;
    case 'unassigned':
      return counts.unassigned;
    case 'sent_back':
      return counts.sentBack;
    // Nothing waits there.
    case 'approved':
    case 'all':
      return undefined;
  }
}
