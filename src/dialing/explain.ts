import { sql, type Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import type { DialLimits } from './choose-next.ts';
import { momentOf } from './moment.ts';
import { hoursOf } from './line-openings.ts';
import { survey } from './survey.ts';
import { limitsOf, usageOf } from './usage.ts';
import type { WaitFacts } from './wait-reasons.ts';
import { explainWaiting } from './wait-reasons.ts';

export interface ExplainerOptions {
  db: Database;
  server: DialLimits;
  now?: (() => Date) | undefined;
}

type TaskRow = Selectable<Tables['call_tasks']>;

/** Looks at a waiting task as choosing does, at everything that may hold it back. */
export function makeWaitExplainer(options: ExplainerOptions): WaitExplainer {
  const { db } = options;
  return {
    async explain(scope, taskId) {
      const task = await db.tenant(scope, (tx) =>
        tx
          .selectFrom('call_tasks')
          .selectAll()
          .where('id', '=', taskId)
          .where('state', '=', 'queued')
          .executeTakeFirst(),
      );
      if (task === undefined) return undefined;
      // Limits count the calls of all practices, and those of the server the calls of everybody.
      return explainWaiting(await db.system((tx) => factsOf(tx, task, options)));
    },
  };
}

async function factsOf(tx: Tx, task: TaskRow, options: ExplainerOptions): Promise<WaitFacts> {
  const at = await momentOf(tx, options);
  const { organization_id: organizationId } = task;
  const { load } = await survey(tx, at);
  const limits = await limitsOf(tx, organizationId);
  const line = await lineOf(tx, task);
  return {
    atMs: at.getTime(),
    notBeforeMs: task.not_before.getTime(),
    nextAttemptMs: task.next_attempt_at?.getTime() ?? null,
    lastReason: task.last_reason,
    dueByMs: task.due_by?.getTime() ?? null,
    hours: hoursOf(line),
    refusesAutomation: line.refuses_automation ?? false,
    pauses: await pausesOf(tx, task),
    line: { running: load.byLine.get(task.payor_phone) ?? 0, limit: line.line_calls_at_once },
    payor: {
      running: load.byPayor.get(task.dial_payor) ?? 0,
      limit: line.payor_calls_at_once,
      lastMinute: load.minuteByPayor.get(task.dial_payor) ?? 0,
      perMinute: line.payor_calls_per_minute,
    },
    organization: {
      running: load.byOrganization.get(organizationId) ?? 0,
      limits,
      usage: await usageOf(tx, organizationId, at, limits),
    },
    server: { running: load.alive, limit: options.server.maxConcurrentCalls },
    ahead: await aheadOf(tx, task),
  };
}

interface LineRow {
  refuses_automation: boolean | null;
  payor_calls_at_once: number | null;
  payor_calls_per_minute: number | null;
  line_calls_at_once: number | null;
  time_zone: string | null;
  hours: LineHours['hours'];
  holidays: string[] | null;
  closed_on: string[] | null;
}

async function lineOf(tx: Tx, task: TaskRow): Promise<LineRow> {
  const { rows } = await sql<LineRow>`
    select p.refuses_automation, p.max_concurrent_calls as payor_calls_at_once,
      p.calls_per_minute as payor_calls_per_minute, l.max_concurrent_calls as line_calls_at_once,
      l.time_zone, l.hours, l.holidays, l.closed_on
    from (select 1) one
    left join lateral payor_as_seen(${task.organization_id}, ${task.dial_payor}) p on true
    left join lateral (
      select * from lines_as_seen(${task.organization_id}, ${task.dial_payor}) line
      where line.phone_number = ${task.payor_phone} limit 1
    ) l on true`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A query of one row has one row.');
  return row;
}

async function pausesOf(tx: Tx, task: TaskRow): Promise<WaitFacts['pauses']> {
  return await tx
    .selectFrom('dial_pauses')
    .select(['scope', 'reason'])
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('organization_id', 'is', null), eb('organization_id', '=', task.organization_id)]),
    )
    .where((eb) =>
      eb.or([
        eb('scope', 'in', ['everything', 'organization']),
        eb.and([eb('scope', '=', 'payor'), eb('subject', '=', task.dial_payor)]),
        eb.and([eb('scope', '=', 'line'), eb('subject', '=', task.payor_phone)]),
        eb.and([eb('scope', '=', 'practice'), eb('subject', '=', task.dial_practice)]),
      ]),
    )
    .orderBy('created_at')
    .execute();
}

async function aheadOf(tx: Tx, task: TaskRow): Promise<number> {
  const { count } = await tx
    .selectFrom('call_tasks')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('state', '=', 'queued')
    .where('ready', '=', sql.lit(true))
    .where('organization_id', '=', task.organization_id)
    .where('payor_phone', '=', task.payor_phone)
    .where('dial_payor', '=', task.dial_payor)
    .where('dial_practice', '=', task.dial_practice)
    // By row, since a time read into the program has lost its microseconds.
    .where(sql<boolean>`(rank_at, id) < (select rank_at, id from call_tasks where id = ${task.id})`)
    .executeTakeFirstOrThrow();
  return count;
}
