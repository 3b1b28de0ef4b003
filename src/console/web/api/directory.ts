import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallTypeDescription } from '../../../kernel/call-type.ts';
import { addressOf, api } from './client.ts';

interface Named {
  id: string;
  name: string;
}

/** Names change rarely; a reload brings them anew. */
const staleTime = 10 * 60_000;

/** Payors whose name is like the text; the first of all where it is empty. */
export function usePayorNames(q: string, enabled = true) {
  return useQuery({
    queryKey: ['payors', 'names', q],
    queryFn: async ({ signal }) =>
      (await api.get<{ data: Named[] }>(addressOf('/v1/payors', { q, limit: 50 }), { signal })).data,
    placeholderData: keepPreviousData,
    enabled,
    staleTime,
  });
}

export function usePayorName(id: string | undefined) {
  return useQuery({
    queryKey: ['payors', 'name', id],
    queryFn: async ({ signal }) => (await api.get<Named>(`/v1/payors/${id ?? ''}`, { signal })).name,
    enabled: id !== undefined,
    staleTime,
  });
}

/** The first two hundred; an organization has rarely more. */
export function usePracticeNames() {
  return useQuery({
    queryKey: ['practices', 'names'],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ data: Named[] }>(addressOf('/v1/practices', { limit: 200, archived: 'include' }), {
          signal,
        })
      ).data,
    staleTime,
  });
}

export function useCallTypes() {
  return useQuery({
    queryKey: ['call-types'],
    queryFn: async ({ signal }) =>
      (await api.get<{ data: CallTypeDescription[] }>('/v1/call-types', { signal })).data,
    staleTime: Infinity,
  });
}
