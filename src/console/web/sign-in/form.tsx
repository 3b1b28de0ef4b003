import { useState, type ReactNode } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { formClass } from './card.tsx';
import styles from './form.module.css';

interface FormProps {
  /** On the button. */
  verb: string;
  /** Throws what is shown to the person. */
  onSend: (fields: FormData) => Promise<void>;
  children: ReactNode;
  /** Beside the button. */
  beside?: ReactNode;
}

/** A short form: sends its named fields, shows that it is under way, and says what was refused. */
export function Form({ verb, onSend, children, beside }: FormProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  async function send(fields: FormData): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSend(fields);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      className={formClass}
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      {children}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="primary" busy={busy}>
          {verb}
        </Button>
        {beside}
      </div>
    </form>
  );
}

/** A named field's text; empty where it is not there. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
