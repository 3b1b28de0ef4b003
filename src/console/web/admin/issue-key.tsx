import type { IssuedKey } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { useMe } from '../app/session.tsx';
import { Checks } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText, fieldTexts } from '../ui/form-dialog.tsx';
import { PracticePicker, practicesOf } from './practices.tsx';
import { scopeWords } from './scope-words.ts';

interface IssueKeyProps {
  onClose: () => void;
  onIssued: (made: IssuedKey) => Promise<void>;
}

/** A new key: nobody hands out more than they hold. */
export function IssueKey({ onClose, onIssued }: IssueKeyProps) {
  const { scopes } = useMe();
  async function issue(fields: FormData): Promise<void> {
    const until = fieldText(fields, 'expiresAt');
    const perMinute = fieldText(fields, 'requestsPerMinute');
    const made = await api.post<IssuedKey>('/v1/api-keys', {
      name: fieldText(fields, 'name'),
      scopes: fieldTexts(fields, 'scopes'),
      practiceIds: practicesOf(fields),
      expiresAt: until === '' ? null : new Date(`${until}T00:00`).toISOString(),
      requestsPerMinute: perMinute === '' ? null : Number(perMinute),
    });
    await onIssued(made);
  }
  return (
    <FormDialog title="Issue a key" verb="Issue" wide onSend={issue} onClose={onClose}>
      <Field label="Name" name="name" required maxLength={100} hint="Which program uses it." />
      <Checks
        legend="What it may do"
        name="scopes"
        options={scopes.map((scope) => ({ value: scope, label: scopeWords[scope], hint: scope }))}
        columns
      />
      <PracticePicker chosen={null} />
      <Field label="Good until" name="expiresAt" type="date" hint="Left empty: until it is revoked." />
      <Field
        label="Requests a minute"
        name="requestsPerMinute"
        type="number"
        min={1}
        max={1_000_000}
        hint="Left empty: the server's own limit."
      />
    </FormDialog>
  );
}
