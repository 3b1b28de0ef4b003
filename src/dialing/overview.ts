import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { DialingLimits, DialingUsage, QueueOverview, WaitCode } from '../kernel/dialing.ts';
import { waitCodes } from '../kernel/dialing.ts';
import type { DialLimits } from './choose-next.ts';
import { momentOf } from './moment.ts';
import { listFlags } from './flags.ts';
import { listPauses } from './pauses.ts';
import type { Survey } from './survey.ts';
import { practiceKey, survey } from './survey.ts';
import { isUsedUp } from './usage.ts';

const mostPayors = 100;

interface OverviewOptions {
  db: Database;
  server: DialLimits;
  now?: (() => Date) | undefined;
}

/** What waits in a scope and why, counted by the database. */
export async function overviewOf(
  options: OverviewOptions,
  scope: TenantScope,
  limits: DialingLimits,
  today: DialingUsage,
): Promise<QueueOverview> {
  const { db } = options;
  const { at, seen } = await db.system(async (tx) => {
    const moment = await momentOf(tx, options);
    return { at: moment, seen: await survey(tx, moment) };
  });
  return await db.tenant(scope, async (tx) => {
    const byReason = await countByReason(tx, options.server, scope, at, seen, limits, today);
    const byPayor = await tx
      .selectFrom('call_tasks')
      .select(['payor_id', 'payor_phone', sql<string>`min(payor_name)`.as('payor_name')])
      .select(sql<number>`count(*)::integer`.as('tasks'))
      .where('state', '=', 'queued')
      .groupBy(['payor_id', 'payor_phone'])
      .orderBy('tasks', 'desc')
      .limit(mostPayors)
      .execute();
    const byPractice = await tx
      .selectFrom('call_tasks')
      .select('practice_id')
      .select(sql<number>`count(*)::integer`.as('tasks'))
      .where('state', '=', 'queued')
      .groupBy('practice_id')
      .orderBy('tasks', 'desc')
      .execute();
    const running = await tx
      .selectFrom('calls')
      .select(sql<number>`count(*)::integer`.as('calls'))
      .where('state', '<>', 'ended')
      .executeTakeFirstOrThrow();
    return {
      waiting: byReason.reduce((total, { tasks }) => total + tasks, 0),
      byReason,
      byPayor: byPayor.map((row) => ({
        payorId: row.payor_id,
        payorName: row.payor_name,
        phoneNumber: row.payor_phone,
        tasks: row.tasks,
      })),
      byPractice: byPractice.map(({ practice_id, tasks }) => ({
        practiceId: practice_id,
        tasks,
        running: seen.load.byPractice.get(practiceKey(scope.organizationId, practice_id ?? '')) ?? 0,
      })),
      running: running.calls,
      limits,
      today,
      pauses: await listPauses(tx, false),
      flags: await listFlags(tx),
    };
  });
}

/** Every waiting task once, under what lasts longest: what people have to end, then times, then limits. */
async function countByReason(
  tx: Tx,
  server: DialLimits,
  { organizationId }: TenantScope,
  at: Date,
  { load, held }: Survey,
  limits: DialingLimits,
  today: DialingUsage,
): Promise<QueueOverview['byReason']> {
  const all = held.everything || held.organizations.has(organizationId);
  const own = (of: Survey['held']['payors']) =>
    of.flatMap((held) => (held.organizationId === organizationId ? [held.subject] : []));
  const counts = (of: ReadonlyMap<string, number>) => sql`${JSON.stringify(Object.fromEntries(of))}::jsonb`;
  const { rows } = await sql<{ code: WaitCode; tasks: number }>`
    select code, count(*)::integer as tasks from (
      select case
        when ${all} or task.dial_payor = any(${own(held.payors)}::text[])
          or task.payor_phone = any(${own(held.lines)}::text[])
          or task.dial_practice = any(${own(held.practices)}::text[]) then 'paused'
        when line.refuses_automation then 'refuses_automation'
        when task.not_before > ${at} and task.not_before >= coalesce(task.next_attempt_at, '-infinity')
          then 'not_before'
        when task.next_attempt_at > ${at} then 'retry_later'
        when ${isUsedUp(limits, today)} then 'daily_cap'
        when not coalesce(line.open_from <= ${at} and line.open_until > ${at}, false) then 'payor_closed'
        when coalesce((${counts(load.byLine)} ->> task.payor_phone)::integer, 0) >= line.line_calls_at_once
          or coalesce((${counts(load.byPayor)} ->> task.dial_payor)::integer, 0) >= line.payor_calls_at_once
          or coalesce((${counts(load.minuteByPayor)} ->> task.dial_payor)::integer, 0)
            >= line.payor_calls_per_minute
          then 'payor_limit'
        when ${(load.byOrganization.get(organizationId) ?? 0) >= (limits.callsAtOnce ?? Infinity)}
          then 'organization_limit'
        when ${load.alive >= server.maxConcurrentCalls} then 'server_limit'
        else 'in_line'
      end as code
      from call_tasks task
      left join dial_lines line
        on line.organization_id = task.organization_id and line.payor_id = task.dial_payor
          and line.phone_number = task.payor_phone
      where task.state = 'queued'
    ) waiting
    group by code`.execute(tx);
  return rows.toSorted((a, b) => b.tasks - a.tasks || waitCodes.indexOf(a.code) - waitCodes.indexOf(b.code));
}
