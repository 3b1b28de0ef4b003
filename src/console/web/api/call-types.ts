import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';

interface CallTypeName {
  callType: string;
  title: string;
}

/** What calls can be about, by name. */
export const useCallTypes = () =>
  useQuery({
    queryKey: ['call-types'],
    staleTime: Infinity,
    queryFn: async ({ signal }) =>
      (await api.get<{ callTypes: CallTypeName[] }>('/v1/call-types', { signal })).callTypes,
  });
