import { useState, type ReactNode } from 'react';
import type { LiveCall } from '../../../kernel/floor.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Area, Field } from '../ui/field.tsx';
import { Panel } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { toast } from '../ui/toast.tsx';
import type { FieldsByCallType } from './fields.ts';
import styles from './call.module.css';

interface HintPanelProps {
  call: LiveCall;
  fields: FieldsByCallType;
}

const kinds = { note: 'Note', ask: 'Ask', skip: 'Skip', press: 'Press keys' } as const;

type Kind = keyof typeof kinds;

/** Tells the agent something that the script may use. */
export function HintPanel({ call, fields }: HintPanelProps) {
  const [kind, setKind] = useState<Kind>('note');
  return (
    <Panel title="Hint">
      <div role="group" aria-label="Kind of hint" className={styles.kinds}>
        {Object.entries(kinds).map(([value, label]) => (
          <Button
            key={value}
            size="small"
            aria-pressed={kind === value}
            className={kind === value ? styles.chosen : undefined}
            onClick={() => setKind(value as Kind)}
          >
            {label}
          </Button>
        ))}
      </div>
      {kind === 'note' && <NoteHint callId={call.callId} />}
      {kind === 'press' && <KeysHint call={call} />}
      {(kind === 'ask' || kind === 'skip') && <FieldHint kind={kind} call={call} fields={fields} />}
    </Panel>
  );
}

type Hint =
  | { kind: 'press'; keys: string }
  | { kind: 'ask' | 'skip'; field: string; taskId: string }
  | { kind: 'note'; text: string };

/** True where the hint is on its way. */
async function sendHint(callId: string, hint: Hint): Promise<boolean> {
  try {
    await api.post(`/v1/calls/${callId}/hints`, { hint });
    toast('The hint is on its way.');
    return true;
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
    return false;
  }
}

function HintForm({
  verb,
  onSend,
  children,
}: {
  verb: string;
  onSend: () => Promise<unknown>;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onSend().finally(() => setBusy(false));
      }}
    >
      {children}
      <Button type="submit" busy={busy}>
        {verb}
      </Button>
    </form>
  );
}

function NoteHint({ callId }: { callId: string }) {
  const [text, setText] = useState('');
  return (
    <HintForm
      verb="Send the note"
      onSend={async () => {
        if (await sendHint(callId, { kind: 'note', text })) setText('');
      }}
    >
      <Area
        label="Note"
        labelHidden
        required
        maxLength={300}
        rows={2}
        value={text}
        onChange={({ target }) => setText(target.value)}
        placeholder="Such as: ask for the appeals department"
        hint="The model reads it with the next turn."
      />
    </HintForm>
  );
}

function KeysHint({ call: { callId, phase } }: { call: LiveCall }) {
  const [keys, setKeys] = useState('');
  const isMenu = phase === 'menu';
  return (
    <HintForm
      verb="Press"
      onSend={async () => {
        if (await sendHint(callId, { kind: 'press', keys })) setKeys('');
      }}
    >
      <Field
        label="Keys"
        required
        inputMode="tel"
        pattern="[0-9*#w]{1,32}"
        title="Digits, *, # and w"
        value={keys}
        onChange={({ target }) => setKeys(target.value)}
        hint={isMenu ? 'Digits, * and #; w waits half a second.' : 'Keys are pressed in menus only.'}
      />
    </HintForm>
  );
}

function FieldHint(props: HintPanelProps & { kind: 'ask' | 'skip' }) {
  const { kind, call, fields } = props;
  const [chosen, setChosen] = useState('');
  const many = call.tasks.length > 1;
  const options = call.tasks.flatMap(({ taskId, externalId, callType }) =>
    (fields.get(callType)?.outcome ?? []).map(({ name, title }) => ({
      value: `${taskId}/${name}`,
      label: many ? `${externalId}: ${title}` : title,
    })),
  );
  return (
    <HintForm
      verb={kind === 'ask' ? 'Ask it' : 'Skip it'}
      onSend={async () => {
        const [taskId = '', field = ''] = chosen.split('/');
        if (field === '') toast('Choose a field first.', { tone: 'bad' });
        else if (await sendHint(call.callId, { kind, field, taskId })) setChosen('');
      }}
    >
      <Select
        label="Field"
        value={chosen}
        options={[{ value: '', label: 'Choose a field' }, ...options]}
        onChange={setChosen}
      />
      <p className="muted small">
        {kind === 'ask'
          ? 'The question is asked, again where it was asked before.'
          : 'The question is left out and reported as not asked.'}
      </p>
    </HintForm>
  );
}
