import type { ReactNode } from 'react';
import { ApiProblem, sentenceOf } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Spinner } from './spinner.tsx';
import styles from './states.module.css';

/** Where something is being fetched for the first time. */
export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <div className={styles.state} role="status">
      <Spinner />
      <span>{what}…</span>
    </div>
  );
}

/** Where there is nothing to show, and what that means. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <strong>{title}</strong>
      {children !== undefined && <p className={styles.more}>{children}</p>}
    </div>
  );
}

/** Where something could not be had. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <div className={styles.state} role="alert">
      <strong>{problem?.title ?? 'Something went wrong'}</strong>
      <p className={styles.more}>{sentenceOf(error)}</p>
      {problem?.instance !== undefined && problem.status >= 500 && (
        <p className={styles.more}>
          Request <code>{problem.instance}</code>
        </p>
      )}
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

interface Asked<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The three states of a query: its data where there is any, else why not, else that it is coming. */
export function Shown<Data>({
  query,
  what,
  children,
}: {
  query: Asked<Data>;
  what?: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading {...(what !== undefined && { what })} />;
}
