import type { DialingLimits, QueueOverview } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { Form, textOf } from '../sign-in/form.tsx';
import { Facts } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { formatMoment, formatMoney, formatNumber } from '../ui/format.ts';
import { Panel } from '../ui/page.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './admin.module.css';

interface LimitsFormProps {
  queue: QueueOverview;
  onSaved: () => void;
}

/** How much an organization may use, and what it used today. */
export function LimitsForm({ queue: { limits, today, running }, onSaved }: LimitsFormProps) {
  const may = useMay();
  const mayWrite = may('dialing:write');
  return (
    <div className={`${styles.tab ?? ''} ${styles.columns ?? ''}`}>
      <Panel title="Limits">
        {mayWrite ? (
          <Form
            key={JSON.stringify(limits)}
            verb="Save"
            onSend={async (fields) => {
              await api.put('/v1/dialing/limits', wantedOf(fields));
              toast('The limits are saved. They count from the next call on.');
              onSaved();
            }}
          >
            <Field
              label="Calls at once"
              name="callsAtOnce"
              {...whole}
              defaultValue={limits.callsAtOnce ?? ''}
              hint={none}
            />
            <Field
              label="Minutes a day"
              name="minutesPerDay"
              {...whole}
              defaultValue={limits.minutesPerDay ?? ''}
              hint={none}
            />
            <Field
              label="Dollars a day"
              name="dollarsPerDay"
              type="number"
              min={0.01}
              step={0.01}
              defaultValue={limits.centsPerDay === null ? '' : limits.centsPerDay / 100}
              hint={none}
            />
            <Field
              label="Cents a minute"
              name="centsPerMinute"
              type="number"
              min={0}
              max={10_000}
              step="any"
              required
              defaultValue={limits.centsPerMinute}
              hint="What a minute is reckoned to cost: costs everywhere go by it."
            />
          </Form>
        ) : (
          <Facts
            facts={[
              ['Calls at once', shown(limits.callsAtOnce)],
              ['Minutes a day', shown(limits.minutesPerDay)],
              ['A day', limits.centsPerDay === null ? 'No limit' : formatMoney(limits.centsPerDay)],
              ['Cents a minute', limits.centsPerMinute],
            ]}
          />
        )}
      </Panel>
      <Panel title="Today">
        <Facts
          facts={[
            ['Calls that run', formatNumber(running)],
            ['Minutes', formatNumber(Math.round(today.minutes))],
            ['Cost', formatMoney(today.cents)],
            ['Day', `${today.day}, in ${today.timeZone.replaceAll('_', ' ')}`],
            ['Ends', formatMoment(today.until)],
          ]}
        />
      </Panel>
    </div>
  );
}

const whole = { type: 'number', min: 1, step: 1 } as const;
const none = 'Left empty: no limit.';
const shown = (limit: number | null) => (limit === null ? 'No limit' : formatNumber(limit));

function wantedOf(fields: FormData): DialingLimits {
  const numberOf = (name: string) => {
    const text = textOf(fields, name).trim();
    return text === '' ? null : Number(text);
  };
  const dollars = numberOf('dollarsPerDay');
  return {
    callsAtOnce: numberOf('callsAtOnce'),
    minutesPerDay: numberOf('minutesPerDay'),
    centsPerDay: dollars === null ? null : Math.round(dollars * 100),
    centsPerMinute: numberOf('centsPerMinute') ?? 0,
  };
}
