import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganizationView } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { Facts } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { Panel } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';

const key = ['organization'] as const;

/** What holds for everybody of the organization. */
export function OrganizationPanel() {
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<OrganizationView>('/v1/organization', { signal }),
  });
  const [changes, setChanges] = useState(false);
  return (
    <Panel
      title="Organization"
      actions={
        <Button size="small" disabled={query.data === undefined} onClick={() => setChanges(true)}>
          Change
        </Button>
      }
    >
      <Shown query={query}>
        {(organization) => (
          <>
            <Facts
              facts={[
                ['Name', organization.name],
                ['Time zone', organization.timeZone.replaceAll('_', ' ')],
                [
                  'Second factor',
                  organization.requireSecondFactor ? 'Demanded of everybody' : 'Up to each person',
                ],
              ]}
            />
            {changes && <ChangeOrganization organization={organization} onClose={() => setChanges(false)} />}
          </>
        )}
      </Shown>
    </Panel>
  );
}

function ChangeOrganization(props: { organization: OrganizationView; onClose: () => void }) {
  const { organization, onClose } = props;
  const queries = useQueryClient();
  return (
    <FormDialog
      title="Change the organization"
      verb="Save"
      onClose={onClose}
      onSend={async (fields) => {
        await api.patch('/v1/organization', {
          name: fieldText(fields, 'name'),
          timeZone: fieldText(fields, 'timeZone'),
          requireSecondFactor: fields.has('requireSecondFactor'),
        });
        await queries.invalidateQueries({ queryKey: key });
        await queries.invalidateQueries({ queryKey: ['me'] });
        toast('The organization is changed.');
      }}
    >
      <Field label="Name" name="name" required maxLength={120} defaultValue={organization.name} />
      <Field
        label="Time zone"
        name="timeZone"
        required
        defaultValue={organization.timeZone}
        hint="IANA name such as America/Denver: its days, caps and insights go by it."
      />
      <Check
        label="Demand a second factor of everybody"
        hint="Whoever has none sets one up before anything else is shown."
        name="requireSecondFactor"
        defaultChecked={organization.requireSecondFactor}
      />
    </FormDialog>
  );
}
