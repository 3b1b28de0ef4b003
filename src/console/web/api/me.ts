import { useQuery } from '@tanstack/react-query';
import type { Role, Scope } from '../../../kernel/access.ts';
import { api } from './client.ts';

/** Who asks, as GET /v1/me tells. */
export interface Me {
  kind: 'key' | 'user';
  id: string;
  name: string;
  email: string | null;
  role: Role | null;
  scopes: readonly Scope[];
  /** Null for every practice. */
  practiceIds: readonly string[] | null;
  organization: { id: string; name: string; timeZone: string; requireSecondFactor: boolean };
  organizations: readonly { id: string; name: string; role: Role }[];
  hasSecondFactor: boolean;
  lacksSecondFactor: boolean;
}

export const meKey = ['me'] as const;

/** A page that is left alone learns within this time that its session has ended. */
const lookEveryMs = 60_000;

/** Asked by the page itself, so that looking keeps no session alive. */
export function useMeQuery() {
  return useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => api.get<Me>('/v1/me', { signal, background: true }),
    staleTime: lookEveryMs,
    refetchInterval: lookEveryMs,
    refetchIntervalInBackground: true,
  });
}
