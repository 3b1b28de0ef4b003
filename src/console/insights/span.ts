import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { ProblemError } from '../../kernel/errors.ts';
import type { InsightFilter, InsightGrouping } from '../../kernel/insights.ts';

const mostDays = 400;

/** The days of a filter as moments, by the organization's own clock. */
export interface Span {
  organizationId: string;
  timeZone: string;
  begins: Date;
  /** The moment at which the last day is over. */
  ends: Date;
  /** ISO dates, all of them. */
  days: readonly string[];
}

/** Throws a problem where there are no days or too many. */
export async function spanOf(tx: Tx, organizationId: string, { from, to }: InsightFilter): Promise<Span> {
  const days = daysBetween(from, to);
  if (days.length === 0) throw refused('/query/to', 'must not lie before from');
  if (days.length > mostDays) throw refused('/query/to', `must lie within ${mostDays} days of from`);
  const { rows } = await sql<{ time_zone: string; begins: Date; ends: Date }>`
    select time_zone, ${from}::date::timestamp at time zone time_zone as begins,
      (${to}::date + 1)::timestamp at time zone time_zone as ends
    from organizations where id = ${organizationId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('There is no such organization.');
  return { organizationId, timeZone: row.time_zone, begins: row.begins, ends: row.ends, days };
}

const refused = (pointer: string, detail: string) =>
  new ProblemError('invalid_request', 400, 'The request is not valid.', [{ pointer, detail }]);

/** No more than one too many. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const day = new Date(`${from}T00:00:00Z`);
  while (day.toISOString().slice(0, 10) <= to && days.length <= mostDays) {
    days.push(day.toISOString().slice(0, 10));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return days;
}

/** Where the things that are counted have what they are grouped and filtered by. */
export interface CountedColumns {
  at: RawBuilder<unknown>;
  payorId: RawBuilder<unknown>;
  phone: RawBuilder<unknown>;
  practiceId: RawBuilder<unknown>;
  state: RawBuilder<unknown>;
  callType: RawBuilder<unknown>;
}

/**
 * What tells the groups apart; empty where it is not known. A payor that is in no directory goes by its number. Text is
 * compared byte by byte, which sorts it several times as fast.
 */
export function groupKey(
  by: InsightGrouping,
  columns: CountedColumns,
  { timeZone }: Span,
): RawBuilder<string> {
  const local = sql`${columns.at} at time zone ${timeZone}`;
  switch (by) {
    case 'day':
      return sql`(${local})::date`;
    case 'week':
      return sql`date_trunc('week', ${local})::date`;
    case 'payor':
      return sql`coalesce(${columns.payorId}, ${columns.phone}) collate "C"`;
    case 'practice':
      return sql`coalesce(${columns.practiceId}, '') collate "C"`;
    case 'state':
      return sql`coalesce(${columns.state}, '') collate "C"`;
    case 'callType':
      return sql`coalesce(${columns.callType}, '') collate "C"`;
  }
}

/** Which rows are counted. */
export function counted(filter: InsightFilter, columns: CountedColumns, span: Span): RawBuilder<boolean> {
  const { payorId, practiceId, callType, state } = filter;
  const rules = [sql`${columns.at} >= ${span.begins}`, sql`${columns.at} < ${span.ends}`];
  if (payorId !== undefined) rules.push(sql`coalesce(${columns.payorId}, ${columns.phone}) = ${payorId}`);
  if (practiceId !== undefined) rules.push(sql`${columns.practiceId} = ${practiceId}`);
  if (callType !== undefined) rules.push(sql`${columns.callType} = ${callType}`);
  if (state !== undefined) rules.push(sql`${columns.state} = ${state}`);
  return sql<boolean>`(${sql.join(rules, sql` and `)})`;
}
