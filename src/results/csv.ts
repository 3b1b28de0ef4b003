import { stringify } from 'csv-stringify/sync';
import type { Database } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { CallTypeContract } from '../kernel/call-type.ts';
import { outcomeContext, type Outcome } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson } from '../kernel/sealed-json.ts';
import type { ExportFilter } from '../kernel/result.ts';

const pageRows = 200;

const aboutTheTask = [
  'taskId',
  'externalId',
  'state',
  'revision',
  'practice',
  'payor',
  'callId',
  'createdAt',
  'finishedAt',
  'needsReview',
  'failureReason',
  'missingFields',
] as const;

interface Options {
  db: Database;
  codec: PhiCodec;
}

/**
 * Outcomes as CSV (RFC 4180), a row a task, oldest end first. Each field has two columns, its value and its status:
 * money in cents, dates ISO, durations as JSON. Rows are read a page at a time, so that an export of any length holds
 * little. Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export async function* outcomesAsCsv(
  options: Options,
  scope: TenantScope,
  contract: CallTypeContract,
  filter: ExportFilter,
): AsyncGenerator<string, void> {
  const fields = contract.fields.map(({ name }) => name);
  yield line([...aboutTheTask, ...fields.flatMap((field) => [field, `${field}.status`])]);
  let after: { finishedAt: Date; id: string } | undefined;
  for (;;) {
    const rows = await readPage(options, scope, filter, after);
    const lines: string[] = [];
    for (const row of rows) {
      const context = outcomeContext(row.id);
      const outcome = (await openJson(options.codec, row.organization_id, context, row.sealed)) as Outcome;
      lines.push(
        line([...taskCells(row, outcome), ...fields.flatMap((field) => fieldCells(outcome, field))]),
      );
    }
    if (lines.length > 0) yield lines.join('');
    const last = rows.at(-1);
    if (last?.finished_at == null || rows.length < pageRows) return;
    after = { finishedAt: last.finished_at, id: last.id };
  }
}

function readPage(
  { db }: Options,
  scope: TenantScope,
  filter: ExportFilter,
  after: { finishedAt: Date; id: string } | undefined,
) {
  return db.tenant(scope, (tx) => {
    let query = tx
      .selectFrom('call_tasks')
      .innerJoin('outcomes', (join) =>
        join
          .onRef('outcomes.task_id', '=', 'call_tasks.id')
          .onRef('outcomes.revision', '=', 'call_tasks.revision'),
      )
      .select([
        'call_tasks.id',
        'call_tasks.organization_id',
        'call_tasks.external_id',
        'call_tasks.revision',
        'call_tasks.practice',
        'call_tasks.payor_name',
        'call_tasks.created_at',
        'call_tasks.finished_at',
        'outcomes.sealed',
      ])
      .where('call_tasks.call_type', '=', filter.callType)
      .where('call_tasks.finished_at', '>=', new Date(filter.from))
      .where('call_tasks.finished_at', '<', new Date(filter.to))
      .orderBy('call_tasks.finished_at')
      .orderBy('call_tasks.id')
      .limit(pageRows);
    if (filter.practiceId !== undefined)
      query = query.where('call_tasks.practice_id', '=', filter.practiceId);
    if (filter.payorId !== undefined) query = query.where('call_tasks.payor_id', '=', filter.payorId);
    if (filter.state !== undefined) query = query.where('outcomes.state', '=', filter.state);
    if (after !== undefined)
      query = query.where((eb) =>
        eb(eb.refTuple('call_tasks.finished_at', 'call_tasks.id'), '>', eb.tuple(after.finishedAt, after.id)),
      );
    return query.execute();
  });
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

function taskCells(row: Row, outcome: Outcome): unknown[] {
  const cells: Record<(typeof aboutTheTask)[number], unknown> = {
    taskId: row.id,
    externalId: row.external_id,
    state: outcome.state,
    revision: row.revision,
    practice: row.practice.name,
    payor: row.payor_name,
    callId: outcome.callId,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
    needsReview: outcome.needsReview,
    failureReason: outcome.failure?.reason,
    missingFields: outcome.missingFields.join(' '),
  };
  return aboutTheTask.map((name) => cells[name]);
}

function fieldCells(outcome: Outcome, field: string): unknown[] {
  const answer = outcome.fields[field];
  const value = answer?.value ?? undefined;
  return [typeof value === 'object' ? JSON.stringify(value) : value, answer?.status];
}

function line(cells: readonly unknown[]): string {
  return stringify([cells], {
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => String(value) },
  });
}
