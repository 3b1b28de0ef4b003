import { useState } from 'react';
import type { PauseRequest } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { useOptions } from '../api/pages.ts';
import { Radios } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { Select } from '../ui/select.tsx';
import { toast } from '../ui/toast.tsx';

interface Named {
  id: string;
  name: string;
}

type Scope = PauseRequest['scope'];

const scopeOptions: readonly { value: Scope; label: string; hint: string }[] = [
  { value: 'organization', label: 'Everything', hint: 'No call of your organization begins.' },
  { value: 'payor', label: 'One payor', hint: 'No call to any of its lines.' },
  { value: 'practice', label: 'One practice', hint: 'No call for it.' },
  { value: 'line', label: 'One telephone number', hint: 'No call to it.' },
];

const runningOptions = [
  { value: 'continue', label: 'Go on', hint: 'They finish what they began.' },
  {
    value: 'end_politely',
    label: 'End politely',
    hint: 'They say goodbye and hang up, also on hold. What is unfinished goes back into the queue.',
  },
];

interface StopDialogProps {
  onClose: () => void;
  /** Of the calls that run, for the warning. */
  running: number;
  onStopped?: () => void;
}

/** The stop button's question: what, why, and what becomes of the calls that are running. */
export function StopDialog({ onClose, running, onStopped }: StopDialogProps) {
  const [scope, setScope] = useState<Scope>('organization');
  const [payorId, setPayorId] = useState('');
  const [practiceId, setPracticeId] = useState('');
  const [runningCalls, setRunningCalls] = useState('continue');
  const payors = useOptions<Named>('/v1/payors', scope === 'payor');
  const practices = useOptions<Named>('/v1/practices', scope === 'practice');

  async function stop(fields: FormData): Promise<void> {
    const ids = { organization: '', payor: payorId, practice: practiceId, line: fieldText(fields, 'number') };
    const id = ids[scope];
    await api.post('/v1/dialing/pauses', {
      scope,
      ...(scope !== 'organization' && { id }),
      reason: fieldText(fields, 'reason'),
      runningCalls,
    });
    toast('Dialing is stopped.');
    onStopped?.();
  }

  return (
    <FormDialog
      title="Stop dialing"
      description="At once, on every node. Tasks are taken all the while and wait."
      verb="Stop dialing"
      danger
      onSend={stop}
      onClose={onClose}
    >
      <Radios
        legend="What is stopped"
        name="scope"
        options={scopeOptions}
        value={scope}
        onChange={(value) => setScope(scopeOptions.find((one) => one.value === value)?.value ?? scope)}
      />
      {scope === 'payor' && (
        <Select
          label="Payor"
          value={payorId}
          options={optionsOf(payors.data, 'Choose a payor')}
          onChange={setPayorId}
        />
      )}
      {scope === 'practice' && (
        <Select
          label="Practice"
          value={practiceId}
          options={optionsOf(practices.data, 'Choose a practice')}
          onChange={setPracticeId}
        />
      )}
      {scope === 'line' && (
        <Field label="Telephone number" name="number" type="tel" required hint="Such as +13035550142" />
      )}
      <Field
        label="Reason"
        name="reason"
        required
        maxLength={300}
        hint="For whoever finds work waiting. Names of patients do not belong here."
      />
      <Radios
        legend={`Calls that are running${running > 0 ? ` (${running})` : ''}`}
        name="runningCalls"
        options={runningOptions}
        value={runningCalls}
        onChange={setRunningCalls}
      />
    </FormDialog>
  );
}

const optionsOf = (all: readonly Named[] | undefined, first: string) => [
  { value: '', label: first },
  ...(all ?? []).map(({ id, name }) => ({ value: id, label: name })),
];
