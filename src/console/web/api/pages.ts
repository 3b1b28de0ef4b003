import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { addressOf, api } from './client.ts';

export interface ListPage<Item> {
  data: Item[];
  nextCursor: string | null;
}

type Query = NonNullable<Parameters<typeof addressOf>[1]>;

/** A list that is read on page by page; `rows` are all that have come so far, undefined before the first. */
export function useList<Item>(path: string, query: Query = {}, enabled = true) {
  const list = useInfiniteQuery({
    queryKey: [path, query],
    enabled,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<Item>>(addressOf(path, { limit: 100, ...query, cursor: pageParam }), { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return {
    data: list.data?.pages.flatMap(({ data }) => data),
    error: list.error,
    refetch: list.refetch,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
  };
}

/** A short list, read whole: what a choice is made from. At most the first two hundred. */
export function useOptions<Item>(path: string, enabled = true) {
  return useQuery({
    queryKey: [path, 'options'],
    enabled,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await api.get<ListPage<Item>>(addressOf(path, { limit: 200 }), { signal });
      return data;
    },
  });
}
