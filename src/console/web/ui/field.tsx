import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
} from 'react';
import styles from './field.module.css';

interface Around {
  label: string;
  /** Below the control, before anything went wrong. */
  hint?: ReactNode;
  /** What is wrong with what stands there. */
  error?: string | undefined;
  /** The label is there for readers of screens only. */
  labelHidden?: boolean;
}

type FieldProps = Around & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** One line of text with its label, hint and error, tied together for readers of screens. */
export function Field({ label, hint, error, labelHidden = false, className, ...input }: FieldProps) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error, labelHidden, className }}>
      <input id={id} className={styles.control} {...describedBy(id, hint, error)} {...input} />
    </Frame>
  );
}

type AreaProps = Around & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };

export function Area({ label, hint, error, labelHidden = false, className, ...area }: AreaProps) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error, labelHidden, className }}>
      <textarea id={id} rows={3} className={styles.area} {...describedBy(id, hint, error)} {...area} />
    </Frame>
  );
}

interface FrameProps extends Around {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

function Frame({ id, label, hint, error, labelHidden = false, className, children }: FrameProps) {
  return (
    <div className={[styles.field, className].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children}
      {error !== undefined ? (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined) {
  if (error !== undefined) return { 'aria-describedby': `${id}-error`, 'aria-invalid': true };
  return hint === undefined ? {} : { 'aria-describedby': `${id}-hint` };
}
