import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../api/client.ts';
import { meKey, type Me } from '../api/me.ts';
import { sessionBegun } from '../api/session-state.ts';
import { Card } from './card.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function Component() {
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => void (document.title = 'Sign in · Holdfast'), []);

  async function onSignedIn(): Promise<void> {
    sessionBegun();
    queries.removeQueries();
    await queries.query({ queryKey: meKey, queryFn: () => api.get<Me>('/v1/me') });
    await navigate(placeWithin(search.get('back')), { replace: true });
  }
  return (
    <Card title="Sign in" about={search.has('joined') ? 'Your account is ready.' : undefined}>
      <SignInForm email={search.get('email') ?? ''} onSignedIn={onSignedIn} />
    </Card>
  );
}

/** Only ever a place of this page. */
function placeWithin(back: string | null): string {
  return back?.startsWith('/') === true && !back.startsWith('//') ? back : '/inbox';
}
