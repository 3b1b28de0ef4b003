import type { Database } from '../db/database.ts';
import type { CallRunner } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CallRulesLookup } from '../kernel/payor.ts';
import { inAskingOrder } from './asking-order.ts';
import { toRecord } from './call-row.ts';
import type { DialLimits, NewCallSettings } from './choose-next.ts';
import { chooseNext } from './choose-next.ts';
import type { LoadTasks } from './finish-call.ts';
import { keepHouse } from './housekeeping.ts';
import { applyRules } from './call-rules.ts';

/** Wake-ups start calls at once; this is for tasks that fall due, and for wake-ups that were lost. */
const sweepMs = 5_000;
/** The limit counts calls of the last second. */
const tooFastMs = 1_000;

export interface DialWorkerOptions extends DialLimits, NewCallSettings {
  db: Database;
  loadTasks: LoadTasks;
  runner: CallRunner;
  /** What holds for a call by payor and state; left out, `recordingAllowed` alone decides. */
  rules?: CallRulesLookup | undefined;
  clock: Clock;
  logger: Logger;
}

export interface DialWorker {
  /** Begins every call that is due and has a place. Calls of this made meanwhile join the one under way. */
  dialDue(): Promise<void>;
  start(): void;
  /** Begins no more calls; resolves when the one being begun is handed over. */
  stop(): Promise<void>;
}

/** Chooses what is called next, and hands each call to the runner of this node. */
export function makeDialWorker(options: DialWorkerOptions): DialWorker {
  const { db, clock, logger } = options;
  let underWay: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let sweepTimer: Timer | undefined;
  let soonTimer: Timer | undefined;

  async function dialAll(): Promise<void> {
    while (!stopped) {
      // Nothing is recorded before it is known that it may be.
      const recordingAllowed = options.recordingAllowed && options.rules === undefined;
      const choice = await db.system((tx) => chooseNext(tx, options, { ...options, recordingAllowed }));
      switch (choice.kind) {
        case 'nothing':
        case 'full':
        case 'paused':
          return;
        case 'too_fast':
          soonTimer?.cancel();
          soonTimer = clock.after(tooFastMs, wake);
          return;
        case 'call': {
          // From here on the lease speaks for the call: if this fails, it is found abandoned and seen to.
          const tasks = await options.loadTasks(choice.row.organization_id, choice.taskIds);
          logger.info({ callId: choice.row.id, tasks: choice.taskIds.length }, 'call begins');
          const row = await applyRules(options, choice.row, tasks);
          options.runner.begin({ ...toRecord(row), tasks: inAskingOrder(tasks) });
        }
      }
    }
  }

  async function untilQuiet(): Promise<void> {
    do {
      again = false;
      await dialAll();
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by others while awaiting
    } while (again);
  }

  function dialDue(): Promise<void> {
    if (underWay !== undefined) {
      again = true;
      return underWay;
    }
    underWay = untilQuiet().finally(() => (underWay = undefined));
    return underWay;
  }

  function wake(): void {
    if (stopped) return;
    dialDue().catch(() => logger.warn({}, 'choosing the next call failed'));
  }

  function sweep(): void {
    if (stopped) return;
    keepHouse(db)
      .catch(() => logger.warn({}, 'housekeeping before choosing failed'))
      .finally(wake);
    sweepTimer = clock.after(sweepMs, sweep);
  }

  return {
    dialDue,
    start: sweep,
    async stop() {
      stopped = true;
      sweepTimer?.cancel();
      soonTimer?.cancel();
      await underWay?.catch(() => undefined);
    },
  };
}
