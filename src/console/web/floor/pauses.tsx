import { useState } from 'react';
import type { Pause } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { formatMoment } from '../ui/format.ts';
import { PauseIcon } from '../ui/icons.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './pauses.module.css';

interface PausesProps {
  pauses: readonly Pause[];
  /** What a pause concerns, in words. */
  nameOf: (pause: Pause) => string;
  onResumed?: () => void;
}

/** What is stopped at this moment, why, and the way back. */
export function Pauses({ pauses, nameOf, onResumed }: PausesProps) {
  const may = useMay();
  const [ending, setEnding] = useState<Pause>();
  if (pauses.length === 0) return null;
  return (
    <section aria-label="What is paused">
      <ul className={styles.pauses}>
        {pauses.map((pause) => (
          <li key={pause.id} className={styles.pause}>
            <PauseIcon />
            <p className={styles.text}>
              <strong>Dialing is paused for {nameOf(pause)}.</strong> {pause.reason}{' '}
              <span className={styles.since}>(since {formatMoment(pause.createdAt)})</span>
            </p>
            {may('dialing:write') && pause.scope !== 'everything' && (
              <Button size="small" onClick={() => setEnding(pause)}>
                Resume
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending !== undefined && (
        <Confirm
          title={`Resume dialing for ${nameOf(ending)}?`}
          verb="Resume"
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await api.delete(`/v1/dialing/pauses/${ending.id}`);
            toast(`Dialing goes on for ${nameOf(ending)}.`);
            onResumed?.();
          }}
        >
          <p>Calls begin at once, as hours and limits allow. It was stopped because: {ending.reason}</p>
        </Confirm>
      )}
    </section>
  );
}
