import { useState } from 'react';
import { api } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form, textOf } from './form.tsx';

interface SignInFormProps {
  email?: string;
  onSignedIn: () => Promise<void>;
}

/** Address and password, then the second factor where the account has one. */
export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const [asksFactor, setAsksFactor] = useState(false);
  if (asksFactor) return <SecondFactorForm onSignedIn={onSignedIn} onBack={() => setAsksFactor(false)} />;

  async function send(fields: FormData): Promise<void> {
    const given = { email: textOf(fields, 'email').trim(), password: textOf(fields, 'password') };
    const { secondFactorNeeded } = await api.post<{ secondFactorNeeded: boolean }>('/auth/sign-in', given);
    if (secondFactorNeeded) setAsksFactor(true);
    else await onSignedIn();
  }
  return (
    <Form verb="Sign in" onSend={send}>
      <Field label="Email" name="email" type="email" autoComplete="username" required defaultValue={email} />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
    </Form>
  );
}

function SecondFactorForm({ onSignedIn, onBack }: { onSignedIn: () => Promise<void>; onBack: () => void }) {
  const [byBackupCode, setByBackupCode] = useState(false);
  async function send(fields: FormData): Promise<void> {
    const given = textOf(fields, 'code').replace(/\s/g, '');
    await api.post('/auth/sign-in/second-factor', byBackupCode ? { backupCode: given } : { code: given });
    await onSignedIn();
  }
  return (
    <Form
      verb="Go on"
      onSend={send}
      beside={
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      }
    >
      {byBackupCode ? (
        <Field
          key="backup"
          label="Backup code"
          name="code"
          autoComplete="off"
          required
          hint="Each works once."
        />
      ) : (
        <Field
          key="app"
          label="Code of your authenticator app"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          required
        />
      )}
      <Button look="quiet" size="small" onClick={() => setByBackupCode(!byBackupCode)}>
        {byBackupCode ? 'Use the app instead' : 'Use a backup code instead'}
      </Button>
    </Form>
  );
}
