import type { Replayed, WebhookEndpoint } from '../../../kernel/webhook.ts';
import { api } from '../api/client.ts';
import { Confirm } from '../ui/confirm.tsx';
import { toast } from '../ui/toast.tsx';

export type EndpointStepName = 'replay' | 'secret' | 'rotate' | 'enable' | 'disable' | 'delete';

interface EndpointStepProps {
  what: EndpointStepName;
  endpoint: WebhookEndpoint;
  onClose: () => void;
  onDone: () => Promise<void>;
  onSecret: (secret: string) => void;
}

interface Step {
  title: string;
  about: string;
  verb: string;
  danger?: boolean;
}

const steps: Readonly<Record<EndpointStepName, Step>> = {
  replay: {
    title: 'Send again what failed?',
    about:
      'Everything that was given up, in the order of each task. Each keeps its id, so that consumers know it again.',
    verb: 'Send again',
  },
  secret: {
    title: 'Show the signing secret?',
    about: 'Every reading is written to the audit.',
    verb: 'Show',
  },
  rotate: {
    title: 'Rotate the signing secret?',
    about: 'For a day every delivery carries two signatures, one with the old secret and one with the new.',
    verb: 'Rotate',
  },
  enable: { title: 'Enable this endpoint?', about: 'It gets what happens from now on.', verb: 'Enable' },
  disable: {
    title: 'Disable this endpoint?',
    about: 'It gets nothing, and what waits for it is given up until it is replayed.',
    verb: 'Disable',
    danger: true,
  },
  delete: {
    title: 'Delete this endpoint?',
    about: 'What waits for it is given up. The records of what was delivered stay.',
    verb: 'Delete',
    danger: true,
  },
};

/** Asks, does it, and shows what came of it. */
export function EndpointStep({ what, endpoint, onClose, onDone, onSecret }: EndpointStepProps) {
  const { title, about, verb, danger = false } = steps[what];
  const address = `/v1/webhook-endpoints/${endpoint.id}`;
  async function go(): Promise<void> {
    switch (what) {
      case 'replay': {
        const { queued, hastened } = await api.post<Replayed>(`${address}/replay`, { state: 'dead' });
        toast(`${queued} made anew, ${hastened} that waited are due now.`);
        break;
      }
      case 'secret':
        onSecret((await api.get<{ secret: string }>(`${address}/secret`)).secret);
        break;
      case 'rotate':
        onSecret((await api.post<{ secret: string }>(`${address}/rotate-secret`)).secret);
        break;
      case 'enable':
      case 'disable':
        await api.post(`${address}/${what}`);
        break;
      case 'delete':
        await api.delete(address);
        break;
    }
    await onDone();
  }
  return (
    <Confirm title={title} verb={verb} danger={danger} onClose={onClose} onConfirm={go}>
      <p>{endpoint.description === '' ? endpoint.url : endpoint.description}</p>
      <p className="muted">{about}</p>
    </Confirm>
  );
}
