import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Principal, TenantScope } from '../kernel/access.ts';
import type {
  DialingDesk,
  DialingFlag,
  DialingLimits,
  DialingUsage,
  Pause,
  PauseRequest,
} from '../kernel/dialing.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { DialLimits } from './choose-next.ts';
import { clearFlag } from './flags.ts';
import { overviewOf } from './overview.ts';
import { listPauses, pause, resume } from './pauses.ts';
import { momentOf } from './moment.ts';
import { limitsOf, usageOf } from './usage.ts';

export interface DialingDeskOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  server: DialLimits;
  /** The moment that is asked about; the database's own where it is left out. */
  now?: (() => Date) | undefined;
}

/** The stop button, the limits, and what waits. */
export function makeDialingDesk(options: DialingDeskOptions): DialingDesk {
  const { db, queue } = options;

  async function limitsAndUsage(
    organizationId: string,
  ): Promise<{ limits: DialingLimits; today: DialingUsage }> {
    // The use counts all practices, whoever asks.
    return await db.system(async (tx) => {
      const limits = await limitsOf(tx, organizationId);
      return { limits, today: await usageOf(tx, organizationId, await momentOf(tx, options), limits) };
    });
  }

  return {
    pauses: (scope, { ended }) => db.tenant(scope, (tx) => listPauses(tx, ended)),
    async pause(principal, request) {
      mayConcern(principal, request);
      return await db.tenant(principal, async (tx) => {
        await exists(tx, principal, request);
        return await pause(tx, {
          ...request,
          organizationId: principal.organizationId,
          by: principal.actorId,
        });
      });
    },
    async resume(principal, pauseId) {
      return await db.tenant(principal, async (tx) => {
        const found = (await listPauses(tx, true)).find(({ id }) => id === pauseId);
        if (found === undefined) return undefined;
        if (found.scope === 'everything')
          throw new ProblemError('forbidden', 403, 'Only whoever runs the server resumes this.');
        mayConcern(principal, found);
        const resumed = await resume(tx, pauseId, principal.actorId);
        await queue.send(tx, 'dial', {}, { key: 'now' });
        return resumed ?? found;
      });
    },
    limits: (scope) => limitsAndUsage(scope.organizationId),
    async setLimits(principal, limits) {
      if (principal.practiceIds !== null)
        throw new ProblemError(
          'forbidden',
          403,
          'Limits are the whole organization’s: this needs a key that is not limited to practices.',
        );
      await db.tenant(principal, async (tx) => {
        const row = {
          calls_at_once: limits.callsAtOnce,
          minutes_per_day: limits.minutesPerDay,
          cents_per_day: limits.centsPerDay,
          cents_per_minute: limits.centsPerMinute,
          updated_at: sql<Date>`now()`,
          updated_by: principal.actorId,
        };
        await tx
          .insertInto('dial_limits')
          .values({ organization_id: principal.organizationId, ...row })
          .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(row))
          .execute();
        // What waited for a limit may go now.
        await queue.send(tx, 'dial', {}, { key: 'now' });
      });
      return await limitsAndUsage(principal.organizationId);
    },
    async overview(scope) {
      const { limits, today } = await limitsAndUsage(scope.organizationId);
      return await overviewOf(options, scope, limits, today);
    },
    clearFlag: (principal, flagId): Promise<DialingFlag | undefined> =>
      db.tenant(principal, (tx) => clearFlag(tx, flagId, principal.actorId)),
  };
}

/** Who is limited to practices stops and resumes these only. */
function mayConcern(principal: TenantScope, { scope, subject }: Pick<Pause, 'scope' | 'subject'>): void {
  const { practiceIds } = principal;
  if (practiceIds === null) return;
  if (scope === 'practice' && subject !== null && practiceIds.includes(subject)) return;
  throw new ProblemError('forbidden', 403, 'This key is limited to practices and may pause only these.');
}

/** A pause of something that is not there would look as if it held something back. */
async function exists(
  tx: Tx,
  { organizationId }: Principal,
  { scope, subject }: PauseRequest,
): Promise<void> {
  if (subject === null || scope === 'organization') return;
  const found = await lookUp(tx, organizationId, scope, subject);
  if (found) return;
  const what = { payor: 'payor', practice: 'practice', line: 'line in the directory or of a task' }[scope];
  throw new ProblemError('invalid_request', 400, 'The pause cannot be made as it is.', [
    { pointer: '/id', detail: `is not the ${scope === 'line' ? 'number of a' : 'id of a'} ${what}` },
  ]);
}

async function lookUp(
  tx: Tx,
  organizationId: string,
  scope: 'payor' | 'line' | 'practice',
  subject: string,
): Promise<boolean> {
  switch (scope) {
    case 'payor': {
      const { rows } = await sql`select 1 from payor_as_seen(${organizationId}, ${subject})`.execute(tx);
      return rows.length > 0;
    }
    case 'practice': {
      const row = await tx.selectFrom('practices').select('id').where('id', '=', subject).executeTakeFirst();
      return row !== undefined;
    }
    case 'line': {
      const { rows } = await sql`
        select 1 from dial_lines where organization_id = ${organizationId} and phone_number = ${subject}
        union all
        select 1 from payor_lines where phone_number = ${subject} limit 1`.execute(tx);
      return rows.length > 0;
    }
  }
}
