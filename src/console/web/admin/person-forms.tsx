import { useState } from 'react';
import type { Role } from '../../../kernel/access.ts';
import type { HandedLink, MemberView } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { Radios } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { PracticePicker, practicesOf } from './practices.tsx';

const roleOptions: readonly { value: Role; label: string; hint: string }[] = [
  {
    value: 'viewer',
    label: 'Viewer',
    hint: 'Sees the floor, tasks and the directory; hears and reads no call.',
  },
  { value: 'reviewer', label: 'Reviewer', hint: 'Reviews and corrects, listens in, takes calls over.' },
  {
    value: 'manager',
    label: 'Manager',
    hint: 'Also changes payors, practices, webhooks and limits, and stops dialing.',
  },
  { value: 'owner', label: 'Owner', hint: 'Everything, people and keys included.' },
];

function RolePicker({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Radios
      legend="Role"
      name="role"
      options={roleOptions}
      value={role}
      onChange={(value) => onChange(roleOptions.find((one) => one.value === value)?.value ?? role)}
    />
  );
}

interface InviteProps {
  onClose: () => void;
  onInvited: (link: HandedLink, email: string) => void;
}

export function InvitePerson({ onClose, onInvited }: InviteProps) {
  const [role, setRole] = useState<Role>('reviewer');
  return (
    <FormDialog
      title="Invite somebody"
      description="You get a link to hand over; it is good for a week."
      verb="Make the link"
      onClose={onClose}
      onSend={async (fields) => {
        const email = fieldText(fields, 'email');
        const link = await api.post<HandedLink>('/v1/users/invitations', {
          email,
          role,
          practiceIds: practicesOf(fields),
        });
        onInvited(link, email);
      }}
    >
      <Field label="E-mail" name="email" type="email" required maxLength={254} />
      <RolePicker role={role} onChange={setRole} />
      <PracticePicker chosen={null} />
    </FormDialog>
  );
}

interface ChangeProps {
  member: MemberView;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function ChangePerson({ member, onClose, onDone }: ChangeProps) {
  const [role, setRole] = useState<Role>(member.role);
  return (
    <FormDialog
      title={`What ${member.name} may do`}
      description="Counts from their next request on."
      verb="Save"
      onClose={onClose}
      onSend={async (fields) => {
        await api.patch(`/v1/users/${member.userId}`, { role, practiceIds: practicesOf(fields) });
        await onDone();
      }}
    >
      <RolePicker role={role} onChange={setRole} />
      <PracticePicker chosen={member.practiceIds} />
    </FormDialog>
  );
}
