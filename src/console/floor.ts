import type { Database } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { QueueOverview } from '../kernel/dialing.ts';
import type { FloorDesk, FloorNews, FloorSnapshot, LiveLook, LiveLooks } from '../kernel/floor.ts';

/** The queue is counted anew this often while somebody looks. */
const queueMs = 5_000;
/** A stream that has nothing to tell says so this often. */
const beatMs = 15_000;

export interface FloorOptions {
  db: Database;
  boards: LiveLooks;
  overview: (scope: TenantScope) => Promise<QueueOverview>;
  maxConcurrentCalls: number;
  now: () => number;
}

type Load = Pick<FloorSnapshot, 'queue' | 'capacity'>;

/** The wallboard: what is being said on the line right now, and what waits for it. */
export function makeFloorDesk(options: FloorOptions): FloorDesk {
  const { boards, now } = options;
  /** All who look at one board share one count. */
  const counts = new WeakMap<LiveLook, { atMs: number; load: Promise<Load> }>();

  async function count(scope: TenantScope): Promise<Load> {
    const [queue, running] = await Promise.all([options.overview(scope), countRunning(options.db)]);
    return { queue, capacity: { maxConcurrentCalls: options.maxConcurrentCalls, running } };
  }

  function loadOf(board: LiveLook, scope: TenantScope): Promise<Load> {
    const former = counts.get(board);
    if (former !== undefined && now() - former.atMs < queueMs) return former.load;
    const load = count(scope);
    counts.set(board, { atMs: now(), load });
    load.catch(() => counts.delete(board));
    return load;
  }

  async function* follow(scope: TenantScope, signal: AbortSignal): AsyncGenerator<FloorNews | null> {
    const board = await boards.take(scope);
    try {
      let load = await loadOf(board, scope);
      let countedMs = now();
      let spokeMs = now();
      const told = new Map<string, string>();
      const { calls } = changesOf(board, told);
      yield { kind: 'snapshot', snapshot: { calls, ...load, at: new Date(now()).toISOString() } };
      while (!isOver(signal)) {
        const news: FloorNews[] = [];
        const changes = changesOf(board, told);
        if (changes.calls.length + changes.ended.length > 0) news.push({ kind: 'changes', ...changes });
        if (now() - countedMs >= queueMs) {
          countedMs = now();
          const former = load;
          load = await loadOf(board, scope);
          if (JSON.stringify(load) !== JSON.stringify(former)) news.push({ kind: 'queue', ...load });
        }
        yield* news;
        if (news.length > 0) spokeMs = now();
        else if (now() - spokeMs < beatMs)
          await board.changed(Math.max(0, countedMs + queueMs - now()), signal);
        else {
          yield null;
          spokeMs = now();
        }
      }
    } finally {
      boards.release(board);
    }
  }

  return {
    async snapshot(scope) {
      const board = await boards.take(scope);
      try {
        const load = await loadOf(board, scope);
        const calls = [...board.calls.values()].map(({ call }) => call);
        return { calls, ...load, at: new Date(now()).toISOString() };
      } finally {
        boards.release(board);
      }
    },
    follow,
  };
}

/** Calls of everybody: the server's places are shared. */
async function countRunning(db: Database): Promise<number> {
  const { running } = await db.system((tx) =>
    tx
      .selectFrom('calls')
      .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('running'))
      .where('state', '<>', 'ended')
      .executeTakeFirstOrThrow(),
  );
  return running;
}

/** What the board shows otherwise than it was told; notes it as told. */
function changesOf(
  { calls }: LiveLook,
  told: Map<string, string>,
): Omit<Extract<FloorNews, { kind: 'changes' }>, 'kind'> {
  const changed = [...calls].filter(([id, { version }]) => told.get(id) !== version);
  const ended = [...told.keys()].filter((id) => !calls.has(id));
  for (const [id, { version }] of changed) told.set(id, version);
  for (const id of ended) told.delete(id);
  return { calls: changed.map(([, { call }]) => call), ended };
}

/** Asked anew after every wait: a signal changes while nobody looks. */
const isOver = (signal: AbortSignal) => signal.aborted;
