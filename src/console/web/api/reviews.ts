import { keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import type { InboxCounts, InboxFilter, InboxPage, ReviewPerson } from '../../../kernel/review.ts';
import { api } from './client.ts';

/** Rows a request: two screens and a half. */
const pageRows = 100;

export type InboxPages = InfiniteData<InboxPage, string | null>;

export const reviewKeys = {
  all: ['reviews'] as const,
  lists: ['reviews', 'list'] as const,
  list: (filter: InboxFilter) => ['reviews', 'list', filter] as const,
  counts: ['reviews', 'counts'] as const,
  people: ['reviews', 'people'] as const,
  view: (taskId: string) => ['reviews', 'view', taskId] as const,
};

/** The list behind a filter, page by page as it is scrolled. */
export function useInbox(filter: InboxFilter) {
  return useInfiniteQuery({
    queryKey: reviewKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      // In a body, since what is looked for may be a patient's number and addresses are logged on the way.
      api.post<InboxPage>(
        '/v1/reviews/search',
        { ...filter, limit: pageRows, cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    // A long list is kept up to date row by row; see its page.
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}

/** How many wait where; looked at anew by the page itself, so that it keeps no session alive. */
export function useInboxCounts() {
  return useQuery({
    queryKey: reviewKeys.counts,
    queryFn: ({ signal }) => api.get<InboxCounts>('/v1/reviews/counts', { signal, background: true }),
    refetchInterval: 30_000,
  });
}

export function useReviewers() {
  return useQuery({
    queryKey: reviewKeys.people,
    queryFn: async ({ signal }) =>
      (await api.get<{ data: readonly ReviewPerson[] }>('/v1/reviews/people', { signal })).data,
    staleTime: 5 * 60_000,
  });
}
