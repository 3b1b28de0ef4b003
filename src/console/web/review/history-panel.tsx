import type { ReviewView } from '../../../kernel/review.ts';
import { formatMoment } from '../ui/format.ts';
import { showValue } from './values.ts';
import styles from './side-panels.module.css';

const verbs = { correct: 'corrected', confirm: 'confirmed', reject: 'rejected', add: 'added' } as const;

/** What people made of the outcome, the latest first. */
export function HistoryPanel({ view }: { view: ReviewView }) {
  const { corrections, contract, item } = view;
  const fieldOf = (name: string) => contract.fields.find((field) => field.name === name);
  return (
    <div className={styles.panel}>
      <ol className={styles.history}>
        {item.decidedAt !== null && (
          <li>
            <p>{item.reviewState === 'sent_back' ? 'Sent back to be called again' : 'Approved'}</p>
            <p className="muted small">{formatMoment(item.decidedAt)}</p>
          </li>
        )}
        {corrections.map(({ field: name, action, before, after, reason, by, at, version }) => (
          <li key={`${version}-${name}`}>
            <p>
              <strong>{by.name ?? 'A key'}</strong> {verbs[action]} {fieldOf(name)?.label ?? name}
              {action !== 'confirm' && (
                <>
                  : <del>{showValue(fieldOf(name), before.value)}</del> →{' '}
                  {showValue(fieldOf(name), after.value)}
                </>
              )}
            </p>
            {reason !== null && <p className={styles.reason}>{reason}</p>}
            <p className="muted small">{formatMoment(at)}</p>
          </li>
        ))}
        <li>
          <p>The call ended; its outcome was written.</p>
          <p className="muted small">{formatMoment(view.outcome.finishedAt)}</p>
        </li>
      </ol>
    </div>
  );
}
