import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { StateRuleView } from '../../../kernel/state-rules.ts';
import { api } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { RowActions } from '../ui/facts.tsx';
import { Area } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { inWords } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import styles from './admin.module.css';

const key = ['state-rules'] as const;

type Asked = { what: 'change' | 'reset'; rule: StateRuleView };

/** What states ask of recorded and automated calls, and how the organization reads them. */
export function StateRules() {
  const may = useMay();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ data: StateRuleView[] }>('/v1/state-rules', { signal }),
  });
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: key });
  return (
    <div className={styles.tab}>
      <p className="muted">
        As states are commonly listed; counsel must confirm them. A call goes by this or by its payor’s rule,
        whichever is stricter.
      </p>
      <Shown query={query} what="Reading the rules">
        {({ data }) => (
          <DataTable
            caption="State rules"
            columns={columnsOf(may('payors:write') ? setAsked : undefined)}
            rows={data}
            rowId={({ state }) => state}
          />
        )}
      </Shown>
      {asked?.what === 'change' && <ChangeRule rule={asked.rule} onClose={close} onDone={reload} />}
      {asked?.what === 'reset' && (
        <Confirm
          title={`Return to the list for ${asked.rule.state}?`}
          verb="Return"
          onClose={close}
          onConfirm={async () => {
            await api.delete(`/v1/state-rules/${asked.rule.state}`);
            await reload();
          }}
        >
          <p>What your organization decided is given up.</p>
        </Confirm>
      )}
    </div>
  );
}

function columnsOf(ask: ((asked: Asked) => void) | undefined): Columns<StateRuleView> {
  return [
    {
      id: 'state',
      header: 'State',
      accessorFn: (rule) => rule.state,
      cell: ({ row: { original: rule } }) => (
        <>
          <strong>{rule.state}</strong>{' '}
          {rule.overridden.length > 0 && <Badge tone="info">Changed by you</Badge>}
        </>
      ),
    },
    {
      id: 'consent',
      header: 'Consent',
      accessorFn: ({ consent }) => (consent === 'all_party' ? 'Of everybody' : 'Of one side'),
    },
    { id: 'recording', header: 'Recording', accessorFn: (rule) => inWords(rule.recording) },
    {
      id: 'disclosure',
      header: 'First sentence',
      accessorFn: (rule) => rule.disclosure ?? 'The script’s own',
    },
    { id: 'note', header: 'Note', accessorFn: (rule) => rule.note ?? '' },
    ...(ask === undefined
      ? []
      : [
          {
            id: 'actions',
            header: 'Actions',
            enableSorting: false,
            cell: ({ row: { original: rule } }: { row: { original: StateRuleView } }) => (
              <RowActions>
                <Button
                  size="small"
                  aria-label={`Change ${rule.state}`}
                  onClick={() => ask({ what: 'change', rule })}
                >
                  Change
                </Button>
                {rule.overridden.length > 0 && (
                  <Button size="small" onClick={() => ask({ what: 'reset', rule })}>
                    Return
                  </Button>
                )}
              </RowActions>
            ),
          },
        ]),
  ];
}

const recordings = {
  '': 'As it is listed',
  allowed: 'Allowed',
  announce: 'Only where it is announced',
  forbidden: 'Not at all',
} as const;

type RecordingChoice = keyof typeof recordings;

interface ChangeRuleProps {
  rule: StateRuleView;
  onClose: () => void;
  onDone: () => Promise<void>;
}

function ChangeRule({ rule, onClose, onDone }: ChangeRuleProps) {
  const [recording, setRecording] = useState<RecordingChoice>(
    rule.overridden.includes('recording') ? rule.recording : '',
  );
  return (
    <FormDialog
      title={`How ${rule.state} is read`}
      description="For your organization. What is left empty follows the list."
      verb="Save"
      onClose={onClose}
      onSend={async (fields) => {
        const textOrNull = (name: string) => fieldText(fields, name) || null;
        await api.put(`/v1/state-rules/${rule.state}`, {
          recording: recording === '' ? null : recording,
          disclosure: textOrNull('disclosure'),
          note: textOrNull('note'),
        });
        await onDone();
      }}
    >
      <Select
        label="Recording"
        value={recording}
        options={Object.entries(recordings).map(([value, label]) => ({
          value: value as RecordingChoice,
          label,
        }))}
        onChange={setRecording}
      />
      <Area
        label="First sentence of a call"
        name="disclosure"
        maxLength={300}
        defaultValue={rule.overridden.includes('disclosure') ? (rule.disclosure ?? '') : ''}
        hint="It says that the caller is automated, and holds {practice}."
      />
      <Area
        label="Note"
        name="note"
        maxLength={500}
        defaultValue={rule.note ?? ''}
        hint="Why, and who decided it."
      />
    </FormDialog>
  );
}
