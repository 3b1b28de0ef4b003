import type { ReactNode } from 'react';
import { formatNumber } from './format.ts';
import styles from './parts.module.css';

interface Bar {
  id: string;
  label: ReactNode;
  value: number;
  /** In place of the number. */
  shown?: string;
}

/** Figures of a kind below each other, each with a bar of its size. The numbers say it. */
export function Bars({ bars, most }: { bars: readonly Bar[]; most?: number }) {
  const whole = most ?? Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={styles.bars}>
      {bars.map(({ id, label, value, shown }) => (
        <li key={id} className={styles.bar}>
          <span className={styles.fill} style={{ width: `${(100 * value) / whole}%` }} aria-hidden="true" />
          <span className="truncate">{label}</span>
          <span className={styles.figure}>{shown ?? formatNumber(value)}</span>
        </li>
      ))}
    </ul>
  );
}
