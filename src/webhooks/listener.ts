import { Client } from 'pg';
import type { Clock, Timer } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { eventsChannel } from './channel.ts';

/** A connection that broke is made anew after this; until then readers look by themselves now and then. */
const reconnectMs = 2_000;

export interface EventListener {
  /** Begins to listen for news of this organization, until the signal. */
  heard(organizationId: string, signal: AbortSignal): Heard;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Heard {
  /** True as soon as there was news since the listening began; false after so long without, or at the signal. */
  within(ms: number): Promise<boolean>;
}

/** One LISTEN connection a node, whatever number of streams hangs on it. */
export function makeEventListener(options: { url: string; clock: Clock; logger: Logger }): EventListener {
  const { clock, logger } = options;
  const ears = new Map<string, Set<() => void>>();
  let client: Client | undefined;
  let timer: Timer | undefined;
  let stopped = false;

  function tell(organizationId: string): void {
    for (const ring of [...(ears.get(organizationId) ?? [])]) ring();
  }

  async function connect(): Promise<void> {
    if (stopped) return;
    const connecting = new Client({ connectionString: options.url, application_name: 'holdfast-events' });
    client = connecting;
    // `end` follows every error of an open connection.
    connecting.on('error', (error) =>
      logger.warn(describeError(error), 'listening for events was interrupted'),
    );
    connecting.on('notification', ({ payload }) => tell(payload ?? ''));
    connecting.on('end', () => again(connecting));
    try {
      await connecting.connect();
      await connecting.query(`listen ${eventsChannel}`);
      // What came while nobody listened was told to nobody.
      for (const organizationId of [...ears.keys()]) tell(organizationId);
    } catch (error) {
      logger.warn(describeError(error), 'listening for events could not begin');
      await connecting.end().catch(() => undefined);
      again(connecting);
    }
  }

  function again(of: Client): void {
    if (stopped || client !== of) return;
    client = undefined;
    timer = clock.after(reconnectMs, () => void connect());
  }

  return {
    heard(organizationId, signal) {
      let isNews = false;
      let wake: () => void = () => undefined;
      const ring = () => {
        isNews = true;
        wake();
      };
      const mine = ears.get(organizationId) ?? new Set();
      ears.set(organizationId, mine.add(ring));
      const forget = () => {
        mine.delete(ring);
        if (mine.size === 0 && ears.get(organizationId) === mine) ears.delete(organizationId);
        wake();
      };
      if (signal.aborted) forget();
      else signal.addEventListener('abort', forget, { once: true });
      return {
        within: (ms) =>
          new Promise((resolve) => {
            if (isNews || signal.aborted) return resolve(isNews);
            const timeout = clock.after(ms, () => wake());
            wake = () => {
              timeout.cancel();
              resolve(isNews);
            };
          }),
      };
    },
    start: connect,
    async stop() {
      stopped = true;
      timer?.cancel();
      await client?.end().catch(() => undefined);
    },
  };
}
