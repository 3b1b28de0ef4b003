import { useState } from 'react';
import type { FieldContract } from '../../../kernel/call-type.ts';
import type { Outcome } from '../../../kernel/outcome.ts';
import type { maskText, Passage } from '../../../kernel/review.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Area } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import type { Draft } from './drafts.ts';
import { ReasonField } from './field-editor.tsx';
import { answerOf } from './outcome-panel.tsx';
import { ValueInput } from './value-input.tsx';
import { entryOf, readEntry } from './values.ts';
import styles from './outcome.module.css';

const mask: typeof maskText = '•••';

interface AddDialogProps {
  passage: Passage;
  outcome: Outcome;
  fields: readonly FieldContract[];
  /** The field that is chosen beside the transcript. */
  initial: string | undefined;
  onClose: () => void;
  onDraft: (field: string, draft: Draft) => void;
}

/** A value from a passage of the transcript: for a field that has none, or in place of the one that it has. */
export function AddDialog({ passage, outcome, fields, initial, onClose, onDraft }: AddDialogProps) {
  const [name, setName] = useState(initial ?? '');
  const field = fields.find((one) => one.name === name);
  const [quote, setQuote] = useState(passage.quote);
  const [entry, setEntry] = useState(() => (field ? entryOf(field, null) : undefined));
  const [reason, setReason] = useState('Heard in the recording');
  const [problems, setProblems] = useState<{ quote?: string; value?: string; reason?: string }>({});

  function choose(chosen: string): void {
    const next = fields.find((one) => one.name === chosen);
    setName(chosen);
    setEntry(next && entryOf(next, null));
  }
  function stage(): void {
    if (field === undefined || entry === undefined) return;
    const read = readEntry(field, entry);
    const found = {
      ...(quote.trim() === '' && { quote: 'Keep the words that the value rests on.' }),
      ...(!read.ok && { value: read.problem }),
      ...(reason.trim() === '' && { reason: 'Say why.' }),
    };
    setProblems(found);
    if (!read.ok || Object.keys(found).length > 0) return;
    const action = answerOf(outcome, name).value === null ? 'add' : 'correct';
    onDraft(name, {
      action,
      value: read.value,
      reason: reason.trim(),
      evidence: { ...passage, quote: quote.trim() },
    });
    onClose();
  }
  const masked = quote.includes(mask);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="A value from this passage"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={field === undefined || masked} onClick={stage}>
            Take this value
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        <Area
          label="Words"
          rows={2}
          value={quote}
          error={
            masked
              ? 'Some of it is masked. Reveal it first (p), then select the passage again.'
              : problems.quote
          }
          hint="As they stand in the transcript; leave out what does not belong to the value."
          onChange={(event) => setQuote(event.target.value)}
        />
        <Select
          label="Field"
          value={name}
          options={[
            ...(field === undefined ? [{ value: '', label: 'Choose…' }] : []),
            ...fields.map((one) => ({ value: one.name, label: one.label })),
          ]}
          onChange={choose}
        />
        {field !== undefined && entry !== undefined && (
          <ValueInput field={field} entry={entry} problem={problems.value} onChange={setEntry} />
        )}
        <ReasonField value={reason} error={problems.reason} onChange={setReason} />
      </div>
    </Dialog>
  );
}
