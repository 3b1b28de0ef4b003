import type { Principal } from '../kernel/access.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import { describeError, ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ImportRow, RowCounts, RowResult, TaskImports } from '../kernel/task-work.ts';
import { chunkRows } from './batches.ts';
import { readHeader, type RowReader } from './columns.ts';
import { readCsv, type CsvRecord } from './csv.ts';
import type { ImportRecords } from './import-record.ts';
import type { IntakeRun } from './intake.ts';

/** More in one file is rather a mistake; the row after it ends the import. */
const mostRows = 200_000;

export interface TaskImportsOptions {
  intake: (principal: Principal) => IntakeRun;
  records: ImportRecords;
  callTypes: CallTypeCatalogue;
  logger: Logger;
}

/** Files of tasks. No more than a chunk of rows is held at a time, however long the file. */
export function makeTaskImports(options: TaskImportsOptions): TaskImports {
  const { intake, records, callTypes, logger } = options;
  return {
    get: (principal, importId) => records.get(principal, importId),
    list: (principal, page) => records.list(principal, page),
    async *run(principal, bytes, wish) {
      const file = readCsv(bytes, { delimiter: wish.delimiter });
      const header = await file.next();
      if (header.done === true) throw new ProblemError('invalid_request', 400, 'The file is empty.');
      const readRow = readHeader(header.value.fields, wish, callTypes);
      const id = makeId('imp');
      await records.begin(principal, id, wish.dryRun);
      const run = intake(principal);
      const counts: RowCounts = { rows: 0, created: 0, repeated: 0, refused: 0 };
      let stopped: ProblemError | null = null;
      let ended = false;
      try {
        for await (const chunk of inChunks(file)) {
          const results = await take(run, chunk, readRow, { batchId: id, dryRun: wish.dryRun });
          count(counts, results);
          await records.note(principal, id, counts, 'running');
          yield* results;
        }
        ended = true;
      } catch (error) {
        stopped = whyStopped(error);
        logger.warn({ importId: id, rows: counts.rows, ...describeError(error) }, 'an import stopped early');
      } finally {
        // Whoever asked went away before the end: the record tells how far it came.
        if (!ended && stopped === null)
          await records.note(principal, id, counts, 'broken_off').catch(() => undefined);
      }
      const state = stopped === null ? 'finished' : 'broken_off';
      return { import: await records.note(principal, id, counts, state), stopped };
    },
  };
}

/** Rows in groups; what was read whole before the file broke is a group, too. */
async function* inChunks(file: AsyncIterable<CsvRecord>): AsyncGenerator<CsvRecord[], void, undefined> {
  let chunk: CsvRecord[] = [];
  let rows = 0;
  let broken: { error: unknown } | undefined;
  try {
    for await (const record of file) {
      if (++rows > mostRows)
        throw new ProblemError(
          'payload_too_large',
          413,
          `The file has more than ${mostRows} rows. Split it.`,
        );
      chunk.push(record);
      if (chunk.length < chunkRows) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    broken = { error };
  }
  if (chunk.length > 0) yield chunk;
  if (broken !== undefined) throw broken.error;
}

async function take(
  run: IntakeRun,
  chunk: readonly CsvRecord[],
  readRow: RowReader,
  options: { batchId: string; dryRun: boolean },
): Promise<{ kind: 'row'; row: ImportRow }[]> {
  const rows = chunk.map(({ line, fields }) => ({ line, body: readRow.requestOf(fields) }));
  const whole = rows.filter(({ body }) => body !== undefined);
  const taken = await run.take(
    whole.map(({ body }) => body),
    options,
  );
  const told = taken.map((result) =>
    result.kind === 'refused' ? { ...result, problem: readRow.inTermsOfFile(result.problem) } : result,
  );
  const results = new Map(whole.map((row, index) => [row, told[index]]));
  return rows.map((row) => ({
    kind: 'row',
    row: { row: row.line, result: results.get(row) ?? wrongLength() },
  }));
}

function wrongLength(): RowResult {
  return {
    kind: 'refused',
    externalId: null,
    problem: new ProblemError(
      'invalid_request',
      400,
      'The row has more or fewer fields than the header; a comma or a quotation mark may be missing.',
    ),
  };
}

function count(counts: RowCounts, results: readonly { row: ImportRow }[]): void {
  for (const { row } of results) {
    counts.rows += 1;
    switch (row.result.kind) {
      case 'created':
      case 'acceptable':
        counts.created += 1;
        break;
      case 'repeated':
        counts.repeated += 1;
        break;
      case 'refused':
        counts.refused += 1;
        break;
    }
  }
}

/** What the caller is told; whatever else it was is ours, and in the log. */
function whyStopped(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(
    'unavailable',
    503,
    'The import stopped before the end of the file. What is counted was taken in; send the file again for the rest.',
  );
}
