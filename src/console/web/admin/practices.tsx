import { useState } from 'react';
import { useOptions } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { Checks, Radios } from '../ui/choices.tsx';

interface Named {
  id: string;
  name: string;
}

/** Names of practices by id, for lists that tell ids. */
export function usePracticeNames(): (ids: readonly string[] | null) => string {
  const may = useMay();
  const practices = useOptions<Named>('/v1/practices', may('practices:read'));
  return (ids) =>
    ids === null
      ? 'All'
      : ids.map((id) => practices.data?.find((one) => one.id === id)?.name ?? 'A practice').join(', ');
}

/** Every practice, or only some: a form takes them by {@link practicesOf}. */
export function PracticePicker({ chosen }: { chosen: readonly string[] | null }) {
  const [scope, setScope] = useState(chosen === null ? 'all' : 'some');
  const practices = useOptions<Named>('/v1/practices');
  return (
    <>
      <Radios
        legend="Practices"
        name="practiceScope"
        options={[
          { value: 'all', label: 'All practices' },
          { value: 'some', label: 'Only these' },
        ]}
        value={scope}
        onChange={setScope}
      />
      {scope === 'some' && (
        <Checks
          legend="Which practices"
          name="practiceIds"
          options={(practices.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          checked={chosen ?? []}
          columns
        />
      )}
    </>
  );
}

/** Null for every practice. */
export function practicesOf(fields: FormData): string[] | null {
  if (fields.get('practiceScope') !== 'some') return null;
  return fields.getAll('practiceIds').filter((id) => typeof id === 'string');
}
