import { useState } from 'react';
import type { PayloadStyle, WebhookEndpoint } from '../../../kernel/webhook.ts';
import { api } from '../api/client.ts';
import { Checks, Radios } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText, fieldTexts } from '../ui/form-dialog.tsx';
import { PracticePicker, practicesOf } from './practices.tsx';

export interface EventTypeChoice {
  type: string;
  description: string;
}

interface EndpointFormProps {
  eventTypes: readonly EventTypeChoice[];
  /** Left out for a new one. */
  endpoint?: WebhookEndpoint;
  onClose: () => void;
  onDone: () => Promise<void>;
  onSecret: (secret: string) => void;
}

const payloads: readonly { value: PayloadStyle; label: string; hint: string }[] = [
  { value: 'thin', label: 'Thin', hint: 'Ids and states: no patient data.' },
  { value: 'full', label: 'Full', hint: 'Outcomes, too: patient data leaves with each delivery.' },
];

export function EndpointForm({ eventTypes, endpoint, onClose, onDone, onSecret }: EndpointFormProps) {
  const [payload, setPayload] = useState<PayloadStyle>(endpoint?.payload ?? 'thin');
  async function send(fields: FormData): Promise<void> {
    const wanted = {
      url: fieldText(fields, 'url'),
      description: fieldText(fields, 'description'),
      eventTypes: fieldTexts(fields, 'eventTypes'),
      payload,
      practiceIds: practicesOf(fields),
    };
    if (endpoint === undefined) {
      const made = await api.post<{ secret: string }>('/v1/webhook-endpoints', wanted);
      onSecret(made.secret);
    } else await api.patch(`/v1/webhook-endpoints/${endpoint.id}`, wanted);
    await onDone();
  }
  return (
    <FormDialog
      title={endpoint === undefined ? 'Add an endpoint' : 'Change the endpoint'}
      verb={endpoint === undefined ? 'Add' : 'Save'}
      wide
      onSend={send}
      onClose={onClose}
    >
      <Field
        label="Address"
        name="url"
        type="url"
        required
        maxLength={2000}
        defaultValue={endpoint?.url}
        hint="https, and not in a private network."
      />
      <Field
        label="What people call it"
        name="description"
        maxLength={200}
        defaultValue={endpoint?.description}
      />
      <Checks
        legend="Events"
        hint="None checked: the ends of tasks, what needs review, and what reviewers decide."
        name="eventTypes"
        options={eventTypes.map(({ type, description }) => ({ value: type, label: type, hint: description }))}
        checked={endpoint?.eventTypes ?? []}
        columns
      />
      <Radios
        legend="Payload"
        name="payload"
        options={payloads}
        value={payload}
        onChange={(value) => setPayload(value === 'full' ? 'full' : 'thin')}
      />
      <PracticePicker chosen={endpoint?.practiceIds ?? null} />
    </FormDialog>
  );
}
