import { useState } from 'react';
import type { LiveCall } from '../../../kernel/floor.ts';
import type { TimelineItem } from '../../../kernel/live.ts';
import { api } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { Panel } from '../ui/page.tsx';
import { toast } from '../ui/toast.tsx';
import type { FieldsByCallType } from './fields.ts';
import { Known } from './known.tsx';
import { TaskInputs } from './task-inputs.tsx';
import styles from './call.module.css';

interface ControlPanelProps {
  call: LiveCall;
  items: readonly TimelineItem[];
  fields: FieldsByCallType;
}

type Asked = 'take-over' | 'politely' | 'now';

/** Where this browser keeps the number on which its person takes calls over. */
const numberKey = 'holdfast.take-over-number';

/** Taking a call over, and ending it: each asks first. */
export function ControlPanel(props: ControlPanelProps) {
  const { call } = props;
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const isTaken = call.phase === 'taken_over' || call.phase === 'transfer';
  return (
    <Panel title="Step in">
      <div className={styles.controls}>
        <Button look="primary" disabled={isTaken} onClick={() => setAsked('take-over')}>
          Take over
        </Button>
        <Button disabled={isTaken} onClick={() => setAsked('politely')}>
          End politely
        </Button>
        <Button look="danger" onClick={() => setAsked('now')}>
          End now
        </Button>
      </div>
      {isTaken && <p className="muted small">A person has this call. It ends when they hang up.</p>}
      {asked === 'take-over' && <TakeOver {...props} onClose={close} />}
      {asked === 'politely' && (
        <Confirm
          title="End this call politely?"
          verb="End politely"
          onClose={close}
          onConfirm={() => end(call, 'politely')}
        >
          <p>It says goodbye where somebody listens and hangs up. What is known so far is kept.</p>
        </Confirm>
      )}
      {asked === 'now' && (
        <Confirm
          title="End this call now?"
          verb="End now"
          danger
          onClose={close}
          onConfirm={() => end(call, 'now')}
        >
          <p>The line is cut in the middle of whatever is being said. What is known so far is kept.</p>
        </Confirm>
      )}
    </Panel>
  );
}

async function end({ callId }: LiveCall, how: 'politely' | 'now'): Promise<void> {
  await api.post(`/v1/calls/${callId}/end`, { how });
  toast(how === 'politely' ? 'The call says goodbye.' : 'The call is being ended.');
}

function TakeOver({ call, items, fields, onClose }: ControlPanelProps & { onClose: () => void }) {
  async function takeOver(form: FormData): Promise<void> {
    const phoneNumber = fieldText(form, 'number');
    await api.post(`/v1/calls/${call.callId}/take-over`, { phoneNumber });
    localStorage.setItem(numberKey, phoneNumber);
    toast(`Your phone is being called at ${phoneNumber}.`);
  }
  return (
    <FormDialog
      title="Take this call over"
      description="Holdfast says one polite sentence and has your phone called into the call. From then on it says nothing more."
      verb="Call my phone"
      wide
      onSend={takeOver}
      onClose={onClose}
    >
      <Field
        label="Your telephone number"
        name="number"
        type="tel"
        autoComplete="tel"
        required
        defaultValue={localStorage.getItem(numberKey) ?? ''}
        hint="Such as +13035550142"
      />
      <section aria-label="What is known" className={styles.form}>
        <h3>What you will need to know</h3>
        <p className="muted small">
          {call.payor.name}, for {call.practice.name}
        </p>
        {call.tasks.map(({ taskId, callType }) => (
          <TaskInputs key={taskId} taskId={taskId} inputs={fields.get(callType)?.inputs ?? []} />
        ))}
        <Known tasks={call.tasks} items={items} fields={fields} />
      </section>
    </FormDialog>
  );
}
