import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { Scope } from '../../../kernel/access.ts';
import { api } from '../api/client.ts';
import { useMeQuery, type Me } from '../api/me.ts';
import { ApiProblem } from '../api/problem.ts';
import { onSessionChange, sessionBegun, sessionGoesOn } from '../api/session-state.ts';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { Card } from '../sign-in/card.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const Context = createContext<Me | undefined>(undefined);

/** The person before the page. Only within {@link SignedInOnly}. */
export function useMe(): Me {
  const me = use(Context);
  if (me === undefined) throw new Error('Nobody is signed in here.');
  return me;
}

/** Whether the person may do it. The server decides again. */
export function useMay(): (scope: Scope) => boolean {
  const { scopes } = useMe();
  return (scope) => scopes.includes(scope);
}

/**
 * What only a signed-in person sees. Whoever comes without a session goes to sign-in and back. Where a session ends
 * under an open page, the page is covered and kept as it is until its person has signed in again: nothing that was
 * being written is lost, and nothing stays to be read.
 */
export function SignedInOnly() {
  const goesOn = useSyncExternalStore(onSessionChange, sessionGoesOn);
  const location = useLocation();
  const query = useMeQuery();
  const me = query.data;

  if (me === undefined) {
    if (query.error instanceof ApiProblem && query.error.status === 401) {
      const back = `${location.pathname}${location.search}`;
      return <Navigate to={`/sign-in?back=${encodeURIComponent(back)}`} replace />;
    }
    if (query.error !== null) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
    return <Loading />;
  }
  if (me.lacksSecondFactor) return <Navigate to="/second-factor" replace />;
  return (
    <Context value={me}>
      {!goesOn && <SignInAgain me={me} />}
      <Kept covered={!goesOn}>
        <Outlet />
      </Kept>
    </Context>
  );
}

function Kept({ covered, children }: { covered: boolean; children: ReactNode }) {
  return (
    <div style={{ display: covered ? 'none' : 'contents' }} inert={covered}>
      {children}
    </div>
  );
}

function SignInAgain({ me }: { me: Me }) {
  const queries = useQueryClient();
  async function onSignedIn(): Promise<void> {
    sessionBegun();
    const now = await api.get<Me>('/v1/me');
    // Somebody else may see other things: nothing of the person before stays.
    if (now.id !== me.id || now.organization.id !== me.organization.id) location.assign('/console/');
    else await queries.invalidateQueries();
  }
  return (
    <Card
      title="Your session has ended"
      about="Sign in again to go on where you were. What you wrote is still there."
    >
      <SignInForm email={me.email ?? ''} onSignedIn={onSignedIn} />
    </Card>
  );
}

/** Ends the session; the page is loaded anew, so that nothing stays behind in it. */
export async function signOut(): Promise<void> {
  await api.post('/auth/sign-out').catch(() => undefined);
  location.assign('/console/sign-in');
}
