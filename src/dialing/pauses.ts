import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import type { Pause, PauseScope, RunningCalls } from '../kernel/dialing.ts';
import { makeId } from '../kernel/ids.ts';
import { lockChoosing } from './choose-next.ts';

const mostListed = 200;

export interface NewPause {
  /** Null for everything. */
  organizationId: string | null;
  scope: PauseScope;
  subject: string | null;
  reason: string;
  runningCalls: RunningCalls;
  by: string;
}

/**
 * Stops dialing: when this is committed no node begins a call that it concerns, as whoever chooses holds the same lock.
 * Where there is such a pause already it stays; calls that run are ended all the same if that is wanted now.
 */
export async function pause(tx: Tx, wanted: NewPause): Promise<{ pause: Pause; created: boolean }> {
  await lockChoosing(tx);
  const { organizationId, scope, subject } = wanted;
  if (wanted.runningCalls === 'end_politely') await endRunningCalls(tx, wanted);
  const lasting = await tx
    .selectFrom('dial_pauses')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('scope', '=', scope)
    .where(sql<boolean>`organization_id is not distinct from ${organizationId}`)
    .where(sql<boolean>`subject is not distinct from ${subject}`)
    .executeTakeFirst();
  if (lasting !== undefined) return { pause: toPause(lasting), created: false };
  const row = await tx
    .insertInto('dial_pauses')
    .values({
      id: makeId('pause'),
      organization_id: organizationId,
      scope,
      subject,
      reason: wanted.reason,
      running_calls: wanted.runningCalls,
      created_by: wanted.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { pause: toPause(row), created: true };
}

/** Undefined where there is no such pause that lasts. */
export async function resume(tx: Tx, pauseId: string, by: string): Promise<Pause | undefined> {
  const row = await tx
    .updateTable('dial_pauses')
    .set({ ended_at: sql<Date>`now()`, ended_by: by })
    .where('id', '=', pauseId)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : toPause(row);
}

/** Those that last, or the newest of all; newest first. */
export async function listPauses(tx: Tx, ended: boolean): Promise<Pause[]> {
  const rows = await tx
    .selectFrom('dial_pauses')
    .selectAll()
    .$if(!ended, (query) => query.where('ended_at', 'is', null))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute();
  return rows.map(toPause);
}

/** Asks the owners of calls to say goodbye; finishing gives back what they did not get round to. */
async function endRunningCalls(tx: Tx, { organizationId, scope, subject }: NewPause): Promise<void> {
  const stopped = await tx
    .updateTable('calls')
    .set({ stop_asked_at: sql<Date>`now()` })
    .where('state', '<>', 'ended')
    .where('stop_asked_at', 'is', null)
    .$if(organizationId !== null, (query) => query.where('organization_id', '=', organizationId ?? ''))
    .$if(scope === 'payor', (query) => query.where('payor_id', '=', subject))
    .$if(scope === 'line', (query) => query.where('to_number', '=', subject ?? ''))
    .$if(scope === 'practice', (query) => query.where('practice_id', '=', subject))
    .returning(['id', 'organization_id'])
    .execute();
  if (stopped.length === 0) return;
  await tx
    .insertInto('call_commands')
    .values(
      stopped.map(({ id, organization_id }) => ({ call_id: id, organization_id, kind: 'hang_up' as const })),
    )
    .execute();
}

function toPause(row: Selectable<Tables['dial_pauses']>): Pause {
  return {
    id: row.id,
    scope: row.scope,
    subject: row.subject,
    reason: row.reason,
    runningCalls: row.running_calls,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
  };
}
