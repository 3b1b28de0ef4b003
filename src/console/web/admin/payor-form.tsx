import { useState } from 'react';
import type { PayorView } from '../../../kernel/payor-desk.ts';
import { api } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { Area, Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { LineEditor } from './line-editor.tsx';
import { changesOf, countOf, lineDraft, lineWanted, newLine, type PayorWanted } from './payor-draft.ts';
import styles from './admin.module.css';

interface PayorFormProps {
  /** Left out for a new one. */
  payor?: PayorView;
  onClose: () => void;
  onDone: () => Promise<void>;
}

const recordings = {
  '': 'As the state has it',
  allowed: 'Allowed',
  announce: 'Only where it is announced',
  forbidden: 'Not at all',
} as const;

type RecordingChoice = keyof typeof recordings;

/** A payor: a new one, one of the organization's own, or what it wants otherwise of a shared one. */
export function PayorForm({ payor, onClose, onDone }: PayorFormProps) {
  const [lines, setLines] = useState(() => payor?.lines.map(lineDraft) ?? [newLine('first')]);
  const [recording, setRecording] = useState<RecordingChoice>(payor?.recording ?? '');
  const isShared = payor !== undefined && payor.directory !== 'own';
  async function send(fields: FormData): Promise<void> {
    const wanted = wantedOf(fields, lines.map(lineWanted), recording);
    if (payor === undefined) await api.post('/v1/payors', wanted);
    else if (isShared) await api.put(`/v1/payors/${payor.id}/override`, changesOf(payor, wanted));
    else await api.patch(`/v1/payors/${payor.id}`, wanted);
    await onDone();
  }
  return (
    <FormDialog
      title={payor === undefined ? 'Add a payor' : payor.name}
      description={
        isShared
          ? 'A shared entry. What you change holds for your organization; everything else follows the entry.'
          : undefined
      }
      verb={payor === undefined ? 'Add' : 'Save'}
      wide
      onSend={send}
      onClose={onClose}
    >
      <div className={styles.two}>
        <Field label="Name" name="name" required maxLength={200} defaultValue={payor?.name} />
        <Field
          label="Also known as"
          name="aliases"
          defaultValue={payor?.aliases.join('; ')}
          hint="Names between semicolons."
        />
        <Field
          label="Claims or patients a call"
          name="tasksPerCall"
          type="number"
          min={1}
          max={20}
          required
          defaultValue={payor?.limits.tasksPerCall ?? 1}
        />
        <Field
          label="Calls at once"
          name="maxConcurrentCalls"
          type="number"
          min={1}
          max={1000}
          defaultValue={payor?.limits.maxConcurrentCalls ?? ''}
          hint="To all lines; left empty: no limit"
        />
        <Field
          label="Calls begun a minute"
          name="callsPerMinute"
          type="number"
          min={1}
          max={1000}
          defaultValue={payor?.limits.callsPerMinute ?? ''}
          hint="Left empty: no limit"
        />
        <Select
          label="Recording"
          value={recording}
          options={Object.entries(recordings).map(([value, label]) => ({
            value: value as RecordingChoice,
            label,
          }))}
          onChange={setRecording}
        />
      </div>
      <Check
        label="Takes no calls by machines"
        hint="Its tasks wait for a person."
        name="refusesAutomation"
        defaultChecked={payor?.refusesAutomation ?? false}
      />
      {lines.map((line, at) => (
        <LineEditor
          key={line.key}
          line={line}
          number={at + 1}
          onChange={(changed) => setLines(lines.map((one) => (one.key === line.key ? changed : one)))}
          onRemove={
            lines.length === 1 ? undefined : () => setLines(lines.filter((one) => one.key !== line.key))
          }
        />
      ))}
      <Button
        size="small"
        icon={<PlusIcon />}
        className={styles.add}
        onClick={() => setLines([...lines, newLine(crypto.randomUUID())])}
      >
        Add a line
      </Button>
      <Area
        label="First sentence of a call"
        name="disclosure"
        maxLength={300}
        defaultValue={payor?.disclosure ?? ''}
        hint="Left empty: the script's own. It says that the caller is automated, and holds {practice}."
      />
      <Area label="Notes for people" name="notes" maxLength={4000} defaultValue={payor?.notes ?? ''} />
    </FormDialog>
  );
}

function wantedOf(fields: FormData, lines: PayorWanted['lines'], recording: RecordingChoice): PayorWanted {
  const text = (name: string) => fieldText(fields, name);
  return {
    name: text('name'),
    aliases: text('aliases')
      .split(';')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    lines,
    limits: {
      maxConcurrentCalls: countOf(text('maxConcurrentCalls')),
      tasksPerCall: Number(text('tasksPerCall')),
      callsPerMinute: countOf(text('callsPerMinute')),
    },
    refusesAutomation: fields.has('refusesAutomation'),
    recording: recording === '' ? null : recording,
    disclosure: text('disclosure') === '' ? null : text('disclosure'),
    notes: text('notes') === '' ? null : text('notes'),
  };
}
