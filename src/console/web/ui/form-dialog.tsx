import { useId, useState, type ReactNode } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Problem } from './confirm.tsx';
import { Dialog } from './dialog.tsx';
import styles from './parts.module.css';

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  verb: string;
  danger?: boolean;
  wide?: boolean;
  /** Throws what is shown to the person; the dialog closes by itself where it does not. */
  onSend: (fields: FormData) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

/** A form over the page: Enter sends it, and what was refused stands above its buttons. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, verb, danger = false, wide = false, onSend, onClose, children } = props;
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function send(fields: FormData): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSend(fields);
      onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      {...(description !== undefined && { description })}
      wide={wide}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} look={danger ? 'danger' : 'primary'} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void send(new FormData(event.currentTarget));
        }}
      >
        {children}
        <Problem text={problem} />
      </form>
    </Dialog>
  );
}

/** A named field's text without the blanks around it; empty where it is not there. */
export function fieldText(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** What is checked of the boxes of one name. */
export const fieldTexts = (fields: FormData, name: string): string[] =>
  fields.getAll(name).filter((value) => typeof value === 'string');
