import type { Database } from '../db/database.ts';
import type { Listener } from '../db/listener.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import type { LiveLook, LiveLooks, LiveWords, SeenCall } from '../kernel/floor.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson } from '../kernel/sealed-json.ts';
import { liveVersions, readLiveCalls, toLiveCall, type LiveRow } from './live-calls.ts';

/** Two looks at the database are so far apart at least, however many nodes tell of changes. */
const gapMs = 500;
/** Without news the board looks by itself: calls begin and ring without a word, and a wake-up may be lost. */
const lookMs = 3_000;

export interface LiveBoardOptions {
  db: Database;
  codec: PhiCodec;
  listener: Pick<Listener, 'heard'>;
  clock: Clock;
  logger: Logger;
}

/**
 * The running calls that one scope sees, kept up to date while anybody looks. All who look share it, and each compares
 * it with what was told to them: a slow reader skips what was overtaken, and nothing is gathered for it.
 */
class LiveBoard implements LiveLook {
  readonly #options: LiveBoardOptions;
  readonly #scope: TenantScope;
  readonly #ending = new AbortController();
  #calls: ReadonlyMap<string, SeenCall> = new Map();
  #waiters: (() => void)[] = [];

  private constructor(options: LiveBoardOptions, scope: TenantScope) {
    this.#options = options;
    this.#scope = scope;
  }

  /** Resolves when the first look is taken. */
  static async open(options: LiveBoardOptions, scope: TenantScope): Promise<LiveBoard> {
    const board = new LiveBoard(options, scope);
    await board.#look();
    void board.#keep();
    return board;
  }

  get calls(): ReadonlyMap<string, SeenCall> {
    return this.#calls;
  }

  /** Resolves at the next change, after so long, or at the signal. */
  changed(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        signal.removeEventListener('abort', done);
        this.#waiters = this.#waiters.filter((one) => one !== done);
        resolve();
      };
      const timer = this.#options.clock.after(ms, done);
      signal.addEventListener('abort', done);
      this.#waiters.push(done);
    });
  }

  close(): void {
    this.#ending.abort();
  }

  async #keep(): Promise<void> {
    const { listener, clock, logger } = this.#options;
    const { signal } = this.#ending;
    while (!signal.aborted) {
      // Listening begins before the look, so that nothing falls in between.
      const waiting = new AbortController();
      const heard = listener.heard(
        'holdfast_live',
        this.#scope.organizationId,
        AbortSignal.any([signal, waiting.signal]),
      );
      await new Promise<void>((resolve) => clock.after(gapMs, resolve));
      await this.#look().catch((error: unknown) =>
        logger.warn(describeError(error), 'running calls could not be read'),
      );
      await heard.within(lookMs);
      waiting.abort();
    }
  }

  async #look(): Promise<void> {
    const { db } = this.#options;
    if (this.#ending.signal.aborted) return;
    const { versions, rows } = await db.tenant(this.#scope, async (tx) => {
      const present = await liveVersions(tx);
      const changed = [...present].flatMap(([id, version]) =>
        this.#calls.get(id)?.version === version ? [] : [id],
      );
      return { versions: present, rows: await readLiveCalls(tx, changed) };
    });
    const ended = [...this.#calls.keys()].some((id) => !versions.has(id));
    if (rows.length === 0 && !ended) return;
    const fresh = await Promise.all(rows.map((row) => this.#see(row)));
    const kept = [...this.#calls].filter(([id]) => versions.has(id));
    this.#calls = new Map([...kept, ...fresh]);
    for (const wake of [...this.#waiters]) wake();
  }

  async #see(row: LiveRow): Promise<[string, SeenCall]> {
    const words = await wordsOf(this.#options.codec, this.#scope, row);
    return [row.call_id, { version: row.version, call: toLiveCall(row, words), words }];
  }
}

async function wordsOf(
  codec: PhiCodec,
  { organizationId }: TenantScope,
  { call_id, sealed }: LiveRow,
): Promise<LiveWords | undefined> {
  if (sealed === null) return undefined;
  return (await openJson(codec, organizationId, `call_live.sealed:${call_id}`, sealed)) as LiveWords;
}

/** One board for all who see the same. */
export function makeLiveBoards(options: LiveBoardOptions): LiveLooks {
  const boards = new Map<string, { board: Promise<LiveBoard>; readers: number }>();
  const keyOf = ({ organizationId, practiceIds }: TenantScope) =>
    JSON.stringify([organizationId, practiceIds === null ? null : practiceIds.toSorted()]);
  const keys = new WeakMap<LiveLook, string>();
  return {
    async take(scope) {
      const key = keyOf(scope);
      const shared = boards.get(key) ?? { board: LiveBoard.open(options, scope), readers: 0 };
      shared.readers += 1;
      boards.set(key, shared);
      try {
        const board = await shared.board;
        keys.set(board, key);
        return board;
      } catch (error) {
        boards.delete(key);
        throw error;
      }
    },
    release(look) {
      const key = keys.get(look) ?? '';
      const shared = boards.get(key);
      if (shared === undefined) return;
      shared.readers -= 1;
      if (shared.readers > 0) return;
      boards.delete(key);
      void shared.board.then((board) => board.close());
    },
  };
}
