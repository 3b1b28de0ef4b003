import { useNavigate } from 'react-router';
import { api } from '../api/client.ts';
import { Field } from '../ui/field.tsx';
import { Card } from './card.tsx';
import { Form, textOf } from './form.tsx';
import { useLinkToken } from './link-token.ts';

/** Takes up an invitation. */
export function Component() {
  const token = useLinkToken();
  const navigate = useNavigate();
  async function send(fields: FormData): Promise<void> {
    const given = { token, name: textOf(fields, 'name'), password: textOf(fields, 'password') };
    const { email } = await api.post<{ email: string }>('/auth/join', given);
    await navigate(`/sign-in?joined=1&email=${encodeURIComponent(email)}`, { replace: true });
  }
  if (token === '') return <Card title="This link is not whole">Ask for it again, and open all of it.</Card>;
  return (
    <Card title="Join" about="You have been invited. If you have an account already, give its password.">
      <Form verb="Join" onSend={send}>
        <Field label="Your name" name="name" autoComplete="name" maxLength={100} required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          hint="12 characters or more. A few unrelated words are good."
        />
      </Form>
    </Card>
  );
}
