import { useState } from 'react';
import { encode } from 'uqr';
import { api } from '../api/client.ts';
import { Field } from '../ui/field.tsx';
import { Form, textOf } from '../sign-in/form.tsx';
import styles from './account.module.css';

interface Begun {
  totpUri: string;
  backupCodes: readonly string[];
}

/** Password, then the code to scan with its backup codes, then the first code of the app. */
export function SecondFactorSetup({ onDone }: { onDone: () => Promise<void> }) {
  const [begun, setBegun] = useState<Begun>();
  if (begun === undefined)
    return (
      <Form
        verb="Begin"
        onSend={async (fields) =>
          setBegun(await api.post<Begun>('/auth/second-factor', { password: textOf(fields, 'password') }))
        }
      >
        <Field
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </Form>
    );
  return (
    <>
      <QrCode text={begun.totpUri} />
      <details>
        <summary>Type it in instead</summary>
        <code className={styles.secret}>{new URL(begun.totpUri).searchParams.get('secret')}</code>
      </details>
      <BackupCodes codes={begun.backupCodes} />
      <Form
        verb="Confirm"
        onSend={async (fields) => {
          await api.post('/auth/second-factor/confirm', { code: textOf(fields, 'code').replace(/\s/g, '') });
          await onDone();
        }}
      >
        <Field
          label="First code of the app"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
      </Form>
    </>
  );
}

export function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <section className={styles.codes} aria-label="Backup codes">
      <p>Keep these backup codes where you find them without your phone. They are shown only now.</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Black on white in both themes: phones read nothing else as well. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="Code to scan with your app"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
