import type { ApiKeyView, MemberView } from '../../../kernel/identity.ts';
import { useOptions } from '../api/pages.ts';
import { useMay, useMe } from '../app/session.tsx';

/** Names of people and keys by id, as far as whoever looks may see them; else the id. */
export function useActorNames(): (id: string) => string {
  const may = useMay();
  const me = useMe();
  const people = useOptions<MemberView>('/v1/users', may('users:write'));
  const keys = useOptions<ApiKeyView>('/v1/api-keys', may('keys:write'));
  return (id) => {
    if (id === me.id) return me.name;
    const person = people.data?.find(({ userId }) => userId === id);
    const key = keys.data?.find((one) => one.id === id);
    return person?.name ?? (key === undefined ? id : `Key ${key.name}`);
  };
}
