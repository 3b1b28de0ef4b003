import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from 'react-router';
import { useMeQuery } from '../api/me.ts';
import { SecondFactorSetup } from '../account/second-factor-setup.tsx';
import { Shown } from '../ui/states.tsx';
import { Card } from './card.tsx';

/** For people whose organization lets nobody in without a second factor. */
export function Component() {
  const query = useMeQuery();
  const queries = useQueryClient();
  const navigate = useNavigate();
  async function done(): Promise<void> {
    await queries.invalidateQueries();
    await navigate('/inbox', { replace: true });
  }
  if (query.error !== null && query.data === undefined) return <Navigate to="/sign-in" replace />;
  return (
    <Shown query={query}>
      {() => (
        <Card
          title="Set up a second factor"
          about="Your organization asks for one. You need an authenticator app on your phone."
        >
          <SecondFactorSetup onDone={done} />
        </Card>
      )}
    </Shown>
  );
}
