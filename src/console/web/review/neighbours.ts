import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxFilter } from '../../../kernel/review.ts';
import { reviewKeys, type InboxPages } from '../api/reviews.ts';

interface Neighbours {
  before: string | undefined;
  after: string | undefined;
}

/**
 * The tasks before and after one in the list that it was opened from, as far as that list is loaded. The list as it was
 * when the review was opened counts: a task that is approved leaves it, and the next one is still the next.
 */
export function useNeighbours(taskId: string, filter: InboxFilter): Neighbours {
  const queries = useQueryClient();
  const [neighbours] = useState(() => {
    const pages = queries.getQueryData<InboxPages>(reviewKeys.list(filter));
    const ids = pages?.pages.flatMap(({ data }) => data.map((item) => item.taskId)) ?? [];
    const at = ids.indexOf(taskId);
    return at < 0 ? { before: undefined, after: undefined } : { before: ids[at - 1], after: ids[at + 1] };
  });
  return neighbours;
}
