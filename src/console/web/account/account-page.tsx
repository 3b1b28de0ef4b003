import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { useMe } from '../app/session.tsx';
import { Form, textOf } from '../sign-in/form.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { formatMoment, inWords } from '../ui/format.ts';
import { Page, Panel } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { BackupCodes, SecondFactorSetup } from './second-factor-setup.tsx';
import styles from './account.module.css';

/** What is a person's own: password, second factor, sessions. */
export function Component() {
  const me = useMe();
  const about = [me.email, me.role === null ? null : inWords(me.role), me.organization.name];
  return (
    <Page title={me.name} about={about.filter((part) => part !== null).join(' · ')}>
      <div className={styles.columns}>
        <PasswordPanel />
        <SecondFactorPanel />
        <SessionsPanel />
      </div>
    </Page>
  );
}

function PasswordPanel() {
  const [changes, setChanges] = useState(0);
  return (
    <Panel title="Password">
      <Form
        key={changes}
        verb="Change password"
        onSend={async (fields) => {
          await api.post('/auth/password', {
            currentPassword: textOf(fields, 'current'),
            newPassword: textOf(fields, 'new'),
          });
          setChanges(changes + 1);
          toast('Your password is changed; your other sessions have ended.');
        }}
      >
        <Field
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          label="New password"
          name="new"
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          hint="12 characters or more."
        />
      </Form>
    </Panel>
  );
}

function SecondFactorPanel() {
  const { hasSecondFactor } = useMe();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const [begins, setBegins] = useState(false);
  const state = hasSecondFactor ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>;
  async function done(): Promise<void> {
    await queries.invalidateQueries({ queryKey: ['me'] });
    setBegins(false);
    toast('Your second factor is on.');
  }
  return (
    <Panel title="Second factor" actions={state}>
      {!hasSecondFactor && !begins && <Button onClick={() => setBegins(true)}>Set up</Button>}
      {!hasSecondFactor && begins && <SecondFactorSetup onDone={done} />}
      {hasSecondFactor && (
        <Form
          verb="New backup codes"
          onSend={async (fields) => {
            const password = textOf(fields, 'password');
            const answer = await api.post<{ backupCodes: string[] }>('/auth/second-factor/backup-codes', {
              password,
            });
            setCodes(answer.backupCodes);
          }}
        >
          <Field
            label="Your password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </Form>
      )}
      {codes !== undefined && <BackupCodes codes={codes} />}
    </Panel>
  );
}

const sessionsKey = ['me', 'sessions'] as const;

function SessionsPanel() {
  const query = useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => api.get<{ data: SessionView[] }>('/v1/me/sessions', { signal }),
  });
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/v1/me/sessions/${id}`),
    onError: (error) => toast(sentenceOf(error), { tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
  return (
    <Panel title="Where you are signed in">
      <Shown query={query}>
        {({ data }) => (
          <ul className={styles.sessions}>
            {data.map((session) => (
              <li key={session.id} className={styles.session}>
                <div className="truncate">
                  <p className="truncate">{session.userAgent ?? 'Unknown browser'}</p>
                  <p className="muted small">Last used {formatMoment(session.lastSeenAt)}</p>
                </div>
                {session.current ? (
                  <Badge tone="accent">This one</Badge>
                ) : (
                  <Button size="small" onClick={() => end.mutate(session.id)}>
                    End
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Panel>
  );
}
