import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** Trying again helps against a lost connection and a server that restarts, not against a refusal. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  const passing = error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
  return passing && failures < 3;
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: worthAnotherTry,
        refetchOnWindowFocus: true,
        // Also where the browser thinks that there is no network: the server may be on this machine.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
