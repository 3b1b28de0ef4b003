import { useState, type ReactNode } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './parts.module.css';

interface ConfirmProps {
  /** The question, such as `Revoke this key?`. */
  title: string;
  /** What comes of it. */
  children: ReactNode;
  /** On the button that goes on. */
  verb: string;
  danger?: boolean;
  /** Throws what is shown to the person. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, does it, and stays open with what was refused. */
export function Confirm({ title, children, verb, danger = false, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function go(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
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
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void go()}>
            {verb}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {children}
        <Problem text={problem} />
      </div>
    </Dialog>
  );
}

/** What was refused, read out when it comes. */
export function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}
