import { useNavigate } from 'react-router';
import { api } from '../api/client.ts';
import { Field } from '../ui/field.tsx';
import { Card } from './card.tsx';
import { Form, textOf } from './form.tsx';
import { useLinkToken } from './link-token.ts';

/** Sets a new password by a link. */
export function Component() {
  const token = useLinkToken();
  const navigate = useNavigate();
  async function send(fields: FormData): Promise<void> {
    await api.post('/auth/new-password', { token, password: textOf(fields, 'password') });
    await navigate('/sign-in', { replace: true });
  }
  if (token === '') return <Card title="This link is not whole">Ask for it again, and open all of it.</Card>;
  return (
    <Card title="New password" about="It signs you out everywhere else.">
      <Form verb="Set password" onSend={send}>
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          hint="12 characters or more."
        />
      </Form>
    </Card>
  );
}
