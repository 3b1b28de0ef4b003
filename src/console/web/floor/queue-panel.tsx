import { Link } from 'react-router';
import { Bars } from '../ui/bars.tsx';
import { formatMoney, formatNumber } from '../ui/format.ts';
import { Panel } from '../ui/page.tsx';
import type { Floor } from './use-floor.ts';
import { waitWords } from './wait-words.ts';
import styles from './queue-panel.module.css';

/** As many payors as the panel shows; a list of all is no help at a glance. */
const mostPayors = 8;

interface QueuePanelProps {
  floor: Floor;
  nameOf: (practiceId: string | null) => string;
}

/** What waits and why, where, and what is left of lines, minutes and money. */
export function QueuePanel({ floor, nameOf }: QueuePanelProps) {
  const { queue, capacity } = floor;
  const { limits, today } = queue;
  const more = queue.byPayor.length - mostPayors;
  return (
    <div className={styles.side}>
      <Panel title="Capacity">
        <Meter label="Lines in use" used={capacity.running} most={capacity.maxConcurrentCalls} />
        {limits.callsAtOnce !== null && (
          <Meter label="Your calls at once" used={queue.running} most={limits.callsAtOnce} />
        )}
        <Meter label="Minutes today" used={Math.round(today.minutes)} most={limits.minutesPerDay} />
        {(today.cents > 0 || limits.centsPerDay !== null) && (
          <Meter
            label="Cost today"
            used={today.cents}
            most={limits.centsPerDay}
            show={(cents) => formatMoney(cents)}
          />
        )}
      </Panel>
      <Panel title={`Waiting: ${formatNumber(queue.waiting)}`}>
        {queue.waiting === 0 && <p className="muted">No task waits.</p>}
        {queue.byReason.length > 0 && (
          <section aria-label="Why tasks wait">
            <h3>Why</h3>
            <Bars
              bars={queue.byReason.map(({ code, tasks }) => ({
                id: code,
                label: waitWords[code],
                value: tasks,
              }))}
              most={queue.waiting}
            />
          </section>
        )}
        {queue.byPayor.length > 0 && (
          <section aria-label="Waiting by payor">
            <h3>By payor</h3>
            <Bars
              bars={queue.byPayor.slice(0, mostPayors).map((line) => ({
                id: line.phoneNumber + line.payorName,
                label: line.payorName,
                value: line.tasks,
              }))}
              most={queue.waiting}
            />
            {more > 0 && <p className="muted small">and {more} more</p>}
          </section>
        )}
      </Panel>
      {queue.byPractice.length > 0 && (
        <Panel title="Practices">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Practice</th>
                <th scope="col">Waiting</th>
                <th scope="col">Running</th>
              </tr>
            </thead>
            <tbody>
              {queue.byPractice.map(({ practiceId, tasks, running }) => (
                <tr key={practiceId}>
                  <th scope="row" className="truncate">
                    {nameOf(practiceId)}
                  </th>
                  <td>{formatNumber(tasks)}</td>
                  <td>{formatNumber(running)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {queue.flags.length > 0 && (
        <Panel title="Flags">
          <p>
            Calls met something at {formatNumber(queue.flags.length)}{' '}
            {queue.flags.length === 1 ? 'number' : 'numbers'}.{' '}
            <Link to="/admin/dialing">Look at {queue.flags.length === 1 ? 'it' : 'them'}</Link>
          </p>
        </Panel>
      )}
    </div>
  );
}

interface MeterProps {
  label: string;
  used: number;
  /** Null where nothing limits it. */
  most: number | null;
  show?: (value: number) => string;
}

function Meter({ label, used, most, show = formatNumber }: MeterProps) {
  return (
    <div className={styles.meter}>
      <span>{label}</span>
      <span className={styles.figure}>
        <strong>{show(used)}</strong>
        {most !== null && <span className="muted"> of {show(most)}</span>}
      </span>
      {most !== null && (
        <meter className={styles.bar} min={0} max={most} high={most * 0.9} value={used} aria-label={label}>
          {show(used)} of {show(most)}
        </meter>
      )}
    </div>
  );
}
