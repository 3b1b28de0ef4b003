import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { PayorView, PhoneTreeView } from '../../../kernel/payor-desk.ts';
import { api } from '../api/client.ts';
import { useOptions } from '../api/pages.ts';
import { Filters } from '../ui/facts.tsx';
import { inWords } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { Shown } from '../ui/states.tsx';
import { KnownTrees } from './known-trees.tsx';
import { TreeEditor } from './tree-editor.tsx';

/** What calls have learned of the menus behind a payor's lines, to read and to put right. */
export function Component() {
  const payors = useOptions<PayorView>('/v1/payors');
  const [params, setParams] = useSearchParams();
  const payor = payors.data?.find(({ id }) => id === params.get('payor'));
  const line = payor?.lines.find(({ id }) => id === params.get('line')) ?? payor?.lines[0];
  return (
    <Page
      title="Phone trees"
      about="The menus behind a line, as calls met them. Calls rely on them to answer sooner."
    >
      <Shown query={payors} what="Reading payors">
        {(all) => (
          <>
            <Filters>
              <Select
                label="Payor"
                value={payor?.id ?? ''}
                options={[
                  { value: '', label: 'All that are known' },
                  ...all.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(id) => setParams(id === '' ? {} : { payor: id })}
              />
              {payor !== undefined && line !== undefined && (
                <Select
                  label="Line"
                  value={line.id}
                  options={payor.lines.map(({ id, label, purpose, phoneNumber }) => ({
                    value: id,
                    label: `${label ?? inWords(purpose)} · ${phoneNumber}`,
                  }))}
                  onChange={(id) => setParams({ payor: payor.id, line: id })}
                />
              )}
            </Filters>
            {payor === undefined || line === undefined ? (
              <KnownTrees />
            ) : (
              <Tree key={line.id} payorId={payor.id} lineId={line.id} />
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Tree({ payorId, lineId }: { payorId: string; lineId: string }) {
  const address = `/v1/payors/${payorId}/lines/${lineId}/phone-tree`;
  const query = useQuery({
    queryKey: ['phone-tree', lineId],
    queryFn: ({ signal }) => api.get<PhoneTreeView>(address, { signal }),
    // What is being edited is not replaced from behind.
    refetchOnWindowFocus: false,
  });
  return (
    <Shown query={query} what="Reading the tree">
      {(view) => <TreeEditor address={address} view={view} onReload={() => void query.refetch()} />}
    </Shown>
  );
}
