import type { CallLog, LoggedEvent } from '../kernel/call-store.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';

/** Events wait at most this long for company before they are written: losing less than a word is acceptable. */
const groupMs = 40;
/** While the database is away writing is tried again at this pace; the call goes on meanwhile. */
const retryMs = 500;
/** A node that stops waits so long for a database that is away; then the spool must do. */
const closeWaitMs = 4_000;

interface SpooledCall {
  id: string;
  organizationId: string;
}

/** Keeps on disk what the database cannot take yet, so that a crash during an outage loses nothing. */
export interface LogSpool {
  save(call: SpooledCall, events: readonly LoggedEvent[]): Promise<void>;
  load(call: SpooledCall): Promise<readonly LoggedEvent[]>;
  drop(call: SpooledCall): Promise<void>;
}

/**
 * A call's log on its way to the database: appends return at once, are written in groups, and can be waited for.
 * Order is kept; nothing is dropped while this process owns the call.
 */
export interface GroupCommitLog {
  append(event: unknown): number;
  /** Resolves when everything appended so far is in the database; rejects with FencedError where the call was lost. */
  durable(): Promise<void>;
  /** Writes what is left and stops; where the database stays away, what is left stays in the spool. */
  close(): Promise<void>;
}

export interface GroupCommitLogOptions {
  call: { id: string; organizationId: string; fence: number };
  log: CallLog;
  spool: LogSpool;
  clock: Clock;
  logger: Logger;
  /** The sequence that the first appended event takes. */
  firstSequence: number;
  /** The call belongs to another node now: stop acting on it. */
  onFenced: () => void;
}

export function makeGroupCommitLog(options: GroupCommitLogOptions): GroupCommitLog {
  const { call, log, spool, clock, logger } = options;
  let nextSequence = options.firstSequence;
  let pending: LoggedEvent[] = [];
  let timer: Timer | undefined;
  let writing: Promise<void> | undefined;
  let fenced: FencedError | undefined;
  let spooled = false;
  let closed = false;
  let closing: Timer | undefined;
  let waiters: { sequence: number; resolve: () => void; reject: (reason: Error) => void }[] = [];

  function settle(): void {
    const firstPending = pending[0]?.sequence ?? nextSequence;
    const done = waiters.filter((waiter) => fenced !== undefined || waiter.sequence < firstPending);
    waiters = waiters.filter((waiter) => !done.includes(waiter));
    for (const waiter of done) {
      if (fenced === undefined) waiter.resolve();
      else waiter.reject(fenced);
    }
  }

  async function save(): Promise<void> {
    await spool.save(call, pending.slice()).catch(() => {
      logger.error({ callId: call.id }, 'call log cannot be spooled');
    });
  }

  async function write(): Promise<void> {
    const group = pending.slice();
    try {
      await log.append(call, group);
      pending = pending.slice(group.length);
      if (spooled) {
        spooled = false;
        await spool.drop(call);
      }
    } catch (error) {
      if (error instanceof FencedError) {
        fenced = error;
        options.onFenced();
        // Nobody may find it later and take it for the call's log, which another owner continues.
        if (spooled) await spool.drop(call).catch(() => undefined);
      } else {
        logger.warn({ callId: call.id, waiting: pending.length }, 'call log cannot be written, spooling');
        spooled = true;
        await save();
        schedule(retryMs);
      }
    }
    settle();
  }

  function flush(): void {
    timer?.cancel();
    timer = undefined;
    if (writing !== undefined || pending.length === 0 || fenced !== undefined) return;
    writing = write().finally(() => {
      writing = undefined;
      if (pending.length > 0 && timer === undefined) schedule(0);
    });
  }

  function schedule(delayMs: number): void {
    if (!closed) timer ??= clock.after(delayMs, flush);
  }

  return {
    append(event) {
      const sequence = nextSequence++;
      if (fenced === undefined) {
        pending.push({ sequence, event });
        schedule(groupMs);
      }
      return sequence;
    },
    durable() {
      if (fenced !== undefined) return Promise.reject(fenced);
      if (pending.length === 0) return Promise.resolve();
      const waited = new Promise<void>((resolve, reject) => {
        waiters.push({ sequence: nextSequence - 1, resolve, reject });
      });
      if (writing === undefined && !spooled) flush();
      return waited;
    },
    async close() {
      const late = new Promise<void>((resolve) => (closing = clock.after(closeWaitMs, resolve)));
      await Promise.race([this.durable().catch(() => undefined), late]);
      closing?.cancel();
      timer?.cancel();
      closed = true;
      if (pending.length > 0 && fenced === undefined) await save();
    },
  };
}
