import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandedLink, MemberView } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { useList } from '../api/pages.ts';
import { useMe } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { formatMoment, inWords } from '../ui/format.ts';
import { PersonAddIcon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { More } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { OrganizationPanel } from './organization-panel.tsx';
import { ChangePerson, InvitePerson } from './person-forms.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { usePracticeNames } from './practices.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type What = 'change' | 'sessions' | 'password' | 'second-factor' | 'disable';
type Asked = { what: 'invite' } | { what: What; member: MemberView };

/** Who works here, and what they may. */
export function Component() {
  const list = useList<MemberView>('/v1/users');
  const queries = useQueryClient();
  const me = useMe();
  const practiceNames = usePracticeNames();
  const [asked, setAsked] = useState<Asked>();
  const [link, setLink] = useState<HandedLink & { title: string }>();
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['/v1/users'] });
  return (
    <Page
      title="People"
      about="Roles say what a person may do; practices say for whom."
      actions={
        <Button look="primary" icon={<PersonAddIcon />} onClick={() => setAsked({ what: 'invite' })}>
          Invite
        </Button>
      }
    >
      <OrganizationPanel />
      <Shown query={list} what="Reading people">
        {(people) => (
          <DataTable
            caption="People"
            columns={columnsOf(practiceNames, me.id, setAsked)}
            rows={people}
            rowId={({ userId }) => userId}
          />
        )}
      </Shown>
      <More list={list} />
      {asked?.what === 'invite' && (
        <InvitePerson
          onClose={close}
          onInvited={(made, email) => setLink({ ...made, title: `Invitation for ${email}` })}
        />
      )}
      {asked !== undefined && asked.what !== 'invite' && (
        <Step what={asked.what} member={asked.member} onClose={close} onDone={reload} onLink={setLink} />
      )}
      {link !== undefined && (
        <SecretDialog
          title={link.title}
          label="Link to hand over"
          text={link.link}
          onClose={() => setLink(undefined)}
        >
          <p className="muted">
            Nothing is sent by mail. It works once, until {formatMoment(link.expiresAt)}.
          </p>
        </SecretDialog>
      )}
    </Page>
  );
}

function columnsOf(
  practiceNames: (ids: readonly string[] | null) => string,
  ownId: string,
  ask: (asked: Asked) => void,
): Columns<MemberView> {
  return [
    {
      id: 'name',
      header: 'Name',
      accessorFn: (member) => member.name,
      cell: ({ row: { original: member } }) => (
        <>
          <strong>{member.name}</strong> {member.userId === ownId && <Badge tone="accent">You</Badge>}
          <div className="muted">{member.email}</div>
        </>
      ),
    },
    { id: 'role', header: 'Role', accessorFn: (member) => inWords(member.role) },
    { id: 'practices', header: 'Practices', accessorFn: (member) => practiceNames(member.practiceIds) },
    {
      id: 'factor',
      header: 'Second factor',
      accessorFn: (member) => (member.hasSecondFactor ? 'On' : 'Off'),
      cell: ({ row: { original: member } }) =>
        member.hasSecondFactor ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>,
    },
    {
      id: 'joined',
      header: 'Joined',
      accessorFn: (member) => member.joinedAt,
      cell: ({ row }) => formatMoment(row.original.joinedAt),
    },
    {
      id: 'state',
      header: 'State',
      accessorFn: (member) => (member.disabledAt === null ? 'Active' : 'Disabled'),
      cell: ({ row: { original: member } }) =>
        member.disabledAt === null ? <Badge tone="good">Active</Badge> : <Badge tone="bad">Disabled</Badge>,
    },
    {
      id: 'actions',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row: { original: member } }) => <PersonMenu member={member} ask={ask} />,
    },
  ];
}

function PersonMenu({ member, ask }: { member: MemberView; ask: (asked: Asked) => void }) {
  const item = (what: What, label: string, danger = false) => (
    <MenuItem danger={danger} onSelect={() => ask({ what, member })}>
      {label}
    </MenuItem>
  );
  return (
    <Menu
      trigger={
        <Button size="small" aria-label={`Change ${member.name}`}>
          Change…
        </Button>
      }
    >
      {item('change', 'Role and practices')}
      {item('sessions', 'Sessions')}
      {item('password', 'Link for a new password')}
      {member.hasSecondFactor && item('second-factor', 'Take the second factor off')}
      <MenuLine />
      {item('disable', member.disabledAt === null ? 'Disable' : 'Let in again', member.disabledAt === null)}
    </Menu>
  );
}

interface StepProps {
  what: What;
  member: MemberView;
  onClose: () => void;
  onDone: () => Promise<void>;
  onLink: (link: HandedLink & { title: string }) => void;
}

function Step({ what, member, onClose, onDone, onLink }: StepProps) {
  const { userId, name } = member;
  const address = `/v1/users/${userId}`;
  switch (what) {
    case 'change':
      return <ChangePerson member={member} onClose={onClose} onDone={onDone} />;
    case 'sessions':
      return <PersonSessions member={member} onClose={onClose} />;
    case 'password':
      return (
        <Confirm
          title={`Make a link for a new password for ${name}?`}
          verb="Make the link"
          onClose={onClose}
          onConfirm={async () => {
            const made = await api.post<HandedLink>(`${address}/password-link`);
            onLink({ ...made, title: `A new password for ${name}` });
          }}
        >
          <p>
            You hand it over yourself. When it is used, every session of theirs ends; the second factor stays.
          </p>
        </Confirm>
      );
    case 'second-factor':
      return (
        <Confirm
          title={`Take the second factor off ${name}?`}
          verb="Take it off"
          danger
          onClose={onClose}
          onConfirm={async () => {
            await api.delete(`${address}/second-factor`);
            toast(`The second factor of ${name} is off.`);
            await onDone();
          }}
        >
          <p>For whoever lost it. Make sure that it is they who ask. Their sessions end, too.</p>
        </Confirm>
      );
    case 'disable': {
      const disabled = member.disabledAt === null;
      return (
        <Confirm
          title={disabled ? `Disable ${name}?` : `Let ${name} in again?`}
          verb={disabled ? 'Disable' : 'Let in'}
          danger={disabled}
          onClose={onClose}
          onConfirm={async () => {
            await api.patch(address, { disabled });
            await onDone();
          }}
        >
          <p>
            {disabled
              ? 'From their next request on they see nothing.'
              : 'With the role and practices that they had.'}
          </p>
        </Confirm>
      );
    }
  }
}
