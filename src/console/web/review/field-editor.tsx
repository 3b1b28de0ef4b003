import { useState } from 'react';
import type { FieldContract } from '../../../kernel/call-type.ts';
import type { Answer } from '../../../kernel/outcome.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { Draft } from './drafts.ts';
import { ValueInput } from './value-input.tsx';
import { entryOf, readEntry } from './values.ts';
import styles from './outcome.module.css';

interface FieldEditorProps {
  field: FieldContract;
  answer: Answer;
  /** What is being done: the value's correction, or its rejection. */
  action: 'correct' | 'reject';
  onDraft: (draft: Draft) => void;
  onCancel: () => void;
}

/** Why a value is not what was heard; offered as one types. */
const usualReasons = [
  'Misheard',
  'The rep corrected it later',
  'Another claim or patient',
  'Not what was asked',
];

/** Another value for a field, or none, with a reason. Nothing is saved yet. */
export function FieldEditor({ field, answer, action, onDraft, onCancel }: FieldEditorProps) {
  const [entry, setEntry] = useState(() => entryOf(field, answer.value));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [lacksReason, setLacksReason] = useState(false);

  function stage(): void {
    const read = action === 'correct' ? readEntry(field, entry) : undefined;
    setProblem(read?.ok === false ? read.problem : undefined);
    setLacksReason(reason.trim() === '');
    if (read?.ok === false || reason.trim() === '') return;
    onDraft({ action, reason: reason.trim(), ...(read?.ok === true && { value: read.value }) });
  }
  return (
    // Escape leaves it, as it leaves a dialog.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.editor}
      aria-label={`${action === 'correct' ? 'Correct' : 'Reject'} ${field.label}`}
      onSubmit={(event) => {
        event.preventDefault();
        stage();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {action === 'correct' && (
        <ValueInput field={field} entry={entry} problem={problem} onChange={setEntry} />
      )}
      <ReasonField
        value={reason}
        error={lacksReason ? 'Say why.' : undefined}
        onChange={setReason}
        focused={action === 'reject'}
      />
      <div className={styles.actions}>
        <Button type="submit" look="primary" size="small">
          {action === 'correct' ? 'Take this value' : 'Reject the value'}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface ReasonFieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  focused?: boolean;
}

export function ReasonField({ value, error, onChange, focused = false }: ReasonFieldProps) {
  return (
    <>
      <Field
        label="Reason"
        list="usual-reasons"
        maxLength={1000}
        value={value}
        error={error}
        ref={(element) => {
          if (focused && document.activeElement?.tagName === 'BUTTON') element?.focus();
        }}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id="usual-reasons">
        {usualReasons.map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
    </>
  );
}
