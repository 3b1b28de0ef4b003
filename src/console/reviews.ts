import type { ReviewReader } from '../kernel/review.ts';
import { countReviews, reviewersOf } from './inbox-counts.ts';
import { inboxItems } from './inbox-items.ts';
import { pageOfInbox } from './inbox-page.ts';
import { viewReview, type ReviewViewOptions } from './review-view.ts';

/** Reviews as the console shows them: the inbox from its own table and indexes, one review with all that belongs to it. */
export function makeReviewReader(options: ReviewViewOptions): ReviewReader {
  const { db } = options;
  return {
    list: (principal, filter, page) =>
      db.tenant(principal, (tx) => pageOfInbox(tx, principal, filter, page, options.searchHash)),
    counts: (principal) => countReviews(db, principal),
    people: (principal) => reviewersOf(db, principal),
    async item(principal, taskId) {
      const [item] = await db.tenant(principal, (tx) => inboxItems(tx, [taskId]));
      return item;
    },
    view: (principal, taskId, reveal) => viewReview(options, principal, taskId, reveal),
  };
}
