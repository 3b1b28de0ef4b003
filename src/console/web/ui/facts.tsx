import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** Names and what they are, one below the other; what is undefined is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Controls above a list that say what it shows. */
export const Filters = ({ children }: { children: ReactNode }) => (
  <div className={styles.filters}>{children}</div>
);

/** Small buttons at the end of a row. */
export const RowActions = ({ children }: { children: ReactNode }) => (
  <div className={styles.rowActions}>{children}</div>
);

/** Parts below each other with the usual gap. */
export const Stack = ({ children }: { children: ReactNode }) => (
  <div className={styles.stack}>{children}</div>
);

/** What is to be read as one, in a narrow column. */
export const Whole = ({ children }: { children: ReactNode }) => (
  <span className={styles.nowrap}>{children}</span>
);
