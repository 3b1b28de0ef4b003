import type { Database } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { DialLimits } from '../dialing/choose-next.ts';
import { makeDialingDesk } from '../dialing/desk.ts';
import { makeWaitExplainer } from '../dialing/explain.ts';
import type { DialingRoutesOptions } from '../http/dialing-routes.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import type { AuditTrail } from '../kernel/phi.ts';

export interface DialingOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  /** What the server as a whole may do. */
  limits: DialLimits;
  audit: AuditTrail;
}

/** What people see of dialing: why tasks wait, the stop button, limits. */
export function makeDialing(options: DialingOptions): {
  waits: WaitExplainer;
  routes: DialingRoutesOptions;
} {
  const { db, queue, limits: server, audit } = options;
  return {
    waits: makeWaitExplainer({ db, server }),
    routes: { desk: makeDialingDesk({ db, queue, server }), audit },
  };
}
