import { Client } from 'pg';
import type { Clock, Timer } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { channels, type Channel } from './channels.ts';

/** A connection that broke is made anew after this; until then whoever listens looks by itself now and then. */
const reconnectMs = 2_000;

export interface Listener {
  /** Begins to listen for news of that key, until the signal. */
  heard(channel: Channel, key: string, signal: AbortSignal): Heard;
  /** Hands over the keys of each notice; none where notices may have been missed. Until the returned function is called. */
  onNotice(channel: Channel, take: (keys: readonly string[]) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Heard {
  /** True as soon as there was news since the listening began; false after so long without, or at the signal. */
  within(ms: number): Promise<boolean>;
}

/** One LISTEN connection a node, whatever number of streams hangs on it. */
export function makeListener(options: { url: string; clock: Clock; logger: Logger }): Listener {
  const { clock, logger } = options;
  const ears = new Map<string, Set<() => void>>();
  const takers = new Map<Channel, Set<(keys: readonly string[]) => void>>();
  let client: Client | undefined;
  let timer: Timer | undefined;
  let stopped = false;

  /** Without keys everybody on the channel is told. */
  function tell(channel: Channel, keys: readonly string[]): void {
    const places = keys.length > 0 ? keys.map((key) => placeOf(channel, key)) : [...ears.keys()];
    for (const place of places.filter((one) => one.startsWith(placeOf(channel, ''))))
      for (const ring of [...(ears.get(place) ?? [])]) ring();
    for (const take of takers.get(channel) ?? []) take(keys);
  }

  async function connect(): Promise<void> {
    if (stopped) return;
    const connecting = new Client({ connectionString: options.url, application_name: 'holdfast-listener' });
    client = connecting;
    // `end` follows every error of an open connection.
    connecting.on('error', (error) => logger.warn(describeError(error), 'listening was interrupted'));
    connecting.on('notification', ({ channel, payload = '' }) =>
      tell(channel as Channel, payload === '' ? [] : payload.split(',')),
    );
    connecting.on('end', () => again(connecting));
    try {
      await connecting.connect();
      await connecting.query(channels.map((channel) => `listen ${channel}`).join('; '));
      // What came while nobody listened was told to nobody.
      for (const channel of channels) tell(channel, []);
    } catch (error) {
      logger.warn(describeError(error), 'listening could not begin');
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
    heard(channel, key, signal) {
      let isNews = false;
      let wake: () => void = () => undefined;
      const ring = () => {
        isNews = true;
        wake();
      };
      const place = placeOf(channel, key);
      const mine = ears.get(place) ?? new Set();
      ears.set(place, mine.add(ring));
      const forget = () => {
        mine.delete(ring);
        if (mine.size === 0 && ears.get(place) === mine) ears.delete(place);
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
    onNotice(channel, take) {
      const mine = takers.get(channel) ?? new Set();
      takers.set(channel, mine.add(take));
      return () => void mine.delete(take);
    },
    start: connect,
    async stop() {
      stopped = true;
      timer?.cancel();
      await client?.end().catch(() => undefined);
    },
  };
}

const placeOf = (channel: Channel, key: string) => `${channel}:${key}`;
