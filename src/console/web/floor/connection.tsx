import { classNames } from '../ui/class-names.ts';
import styles from './connection.module.css';

/** `lost`: it was there and is being looked for. */
export type Connection = 'live' | 'connecting' | 'lost' | 'off';

const words: Readonly<Record<Connection, string>> = {
  live: 'Live',
  connecting: 'Connecting…',
  lost: 'Connection lost, reconnecting…',
  off: 'Not following',
};

/** Whether what is shown is the present. Read out when it changes. */
export function ConnectionState({ connection }: { connection: Connection }) {
  return (
    <span role="status" className={classNames(styles.connection, styles[connection])}>
      <span className={styles.dot} aria-hidden="true" />
      {words[connection]}
    </span>
  );
}
