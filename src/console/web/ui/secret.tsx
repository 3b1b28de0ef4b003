import { useState } from 'react';
import { Button } from './button.tsx';
import styles from './parts.module.css';

/** Something that is shown this once, ready to be copied. */
export function Secret({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.group}>
      <span className={styles.legend}>{label}</span>
      <div className={styles.secret}>
        <code>{text}</code>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(text).then(() => setCopied(true));
          }}
        >
          <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
    </div>
  );
}
