import type { ReactNode } from 'react';
import type { InputContract } from '../../../kernel/call-type.ts';
import type { ReviewView } from '../../../kernel/review.ts';
import { Badge } from '../ui/badge.tsx';
import { formatMoment, formatMoney, inWords } from '../ui/format.ts';
import styles from './side-panels.module.css';

/** What was asked, of whom, for whom, and the calls that were made. */
export function AskedPanel({ view }: { view: ReviewView }) {
  const { task, contract, item, calls } = view;
  const given = contract.inputs.filter(({ name }) => task.inputs[name] !== undefined);
  return (
    <div className={styles.panel}>
      <Facts title={contract.title}>
        {given.map((input) => (
          <Fact key={input.name} label={input.label}>
            {showInput(input, task.inputs[input.name])}
          </Fact>
        ))}
      </Facts>
      <Facts title="Payor and practice">
        <Fact label="Payor">{item.payor.name}</Fact>
        <Fact label="Line">{task.payorPhone}</Fact>
        <Fact label="Practice">{task.practice.name}</Fact>
        <Fact label="NPI">{task.practice.npi}</Fact>
        <Fact label="Tax ID">{task.practice.taxId}</Fact>
      </Facts>
      <Facts title="Task">
        <Fact label="Came in">{formatMoment(task.createdAt)}</Fact>
        <Fact label="Asked">{item.revision === 1 ? 'once' : `${item.revision} times`}</Fact>
        <Fact label="Calls">{task.attempts}</Fact>
        <Fact label="Webhook">{task.webhookUrl ?? 'that of the organization'}</Fact>
      </Facts>
      <section>
        <h2>Calls</h2>
        <ul className={styles.list}>
          {calls.map((call) => (
            <li key={call.id}>
              {formatMoment(call.startedAt)} <Badge>{inWords(call.state)}</Badge>
              <code className="muted small truncate">{call.id}</code>
            </li>
          ))}
          {calls.length === 0 && <li className="muted">None.</li>}
        </ul>
      </section>
    </div>
  );
}

function showInput({ kind }: InputContract, value: string | number | undefined): string {
  if (kind === 'money' && typeof value === 'number') return formatMoney(value);
  return String(value);
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className={styles.facts}>{children}</dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
