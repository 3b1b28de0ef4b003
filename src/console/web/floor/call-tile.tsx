import { memo } from 'react';
import { Link } from 'react-router';
import type { LiveCall } from '../../../kernel/floor.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { attentionOf, phaseLooks, timesOf } from './live.ts';
import styles from './call-tile.module.css';

const speakers = { menu: 'Menu', representative: 'Payor', agent: 'Us' } as const;

/** One running call. `now` is the server's clock in milliseconds. */
export const CallTile = memo(function CallTile({ call, now }: { call: LiveCall; now: number }) {
  const { label, tone } = phaseLooks[call.phase];
  const times = timesOf(call, now);
  const attention = attentionOf(call, now);
  return (
    <Link
      to={`/floor/${call.callId}`}
      className={classNames(styles.tile, styles[tone], attention !== undefined && styles.attention)}
      data-tile
    >
      <span className={styles.top}>
        {attention === undefined ? (
          <span className={styles.phase}>{label}</span>
        ) : (
          <span className={styles.warning}>
            <WarningIcon />
            {attention}
          </span>
        )}
        <span className={styles.timer}>{formatDuration(times.phaseMs)}</span>
      </span>
      <span className={classNames(styles.payor, 'truncate')}>{call.payor.name}</span>
      <span className={classNames(styles.practice, 'truncate')}>
        {call.practice.name}
        {call.tasks.length > 1 && ` · ${call.tasks.length} tasks`}
      </span>
      <Balance holdMs={times.holdMs} activeMs={times.activeMs} />
      <span className={classNames(styles.words, 'truncate')}>
        {call.lastWords === null ? (
          <span className={styles.speaker}>Nothing said yet</span>
        ) : (
          <>
            <span className={styles.speaker}>{speakers[call.lastWords.speaker]}</span> {call.lastWords.text}
          </>
        )}
      </span>
    </Link>
  );
});

/** Time on hold against active time, as a bar and in figures. */
function Balance({ holdMs, activeMs }: { holdMs: number; activeMs: number }) {
  const whole = Math.max(1, holdMs + activeMs);
  return (
    <span className={styles.balance}>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.hold} style={{ width: `${(100 * holdMs) / whole}%` }} />
        <span className={styles.active} style={{ width: `${(100 * activeMs) / whole}%` }} />
      </span>
      <span className={styles.figures}>
        hold {formatDuration(holdMs)} <span aria-hidden="true">·</span> active {formatDuration(activeMs)}
      </span>
    </span>
  );
}
