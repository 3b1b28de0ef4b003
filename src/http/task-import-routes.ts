import { Readable } from 'node:stream';
import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { ImportRow, TaskImports } from '../kernel/task-work.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';
import { toldOf } from './task-batch-routes.ts';
import { rowProblem } from './task-schemas.ts';

/** So many refused rows are told in the summary; the stream tells all. */
const toldErrors = 100;
const tags = ['Tasks'];
const ndjson = 'application/x-ndjson';

/** JSON in the query. */
function jsonOf<Schema extends z.ZodType>(schema: Schema, what: string) {
  return z
    .string()
    .max(4_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: `must be ${what} as JSON` });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const query = z.object({
  dryRun: z.enum(['true', 'false']).default('false').describe('Checks every row and keeps nothing'),
  mapping: jsonOf(z.record(z.string(), z.string().nullable()), 'an object of column names')
    .optional()
    .describe(
      'JSON: column name → member of the request, such as `{"Claim #": "externalId", "Billed": "inputs.billedAmount:dollars", "Notes": null}`. ' +
        'Columns that are named after a member (`externalId`, `payor.name`, `inputs.memberId` or `memberId`) need none; null leaves a column out. ' +
        '`:dollars` takes amounts such as 1,250.00, `:mdy` dates such as 3/14/2026',
    ),
  defaults: jsonOf(z.record(z.string(), z.unknown()), 'an object')
    .optional()
    .describe(
      'JSON: members that every row shares, such as `{"callType": "claim_status", "payor": {"name": "Summit Ridge Health"}}`. ' +
        'An empty cell takes the shared one. Never inputs: addresses are kept in logs of others',
    ),
  delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Found out where it is not given'),
});

const taskImport = z.object({
  id: z.string().describe('Also the `batchId` of its tasks'),
  state: z
    .enum(['running', 'finished', 'broken_off'])
    .describe(
      '`broken_off`: it ended early. What is counted was taken in; sending the whole file again is safe',
    ),
  dryRun: z.boolean(),
  rows: z.number(),
  created: z.number().describe('In a dry run: that would be created'),
  repeated: z.number().describe('The same request was there already'),
  refused: z.number(),
  startedAt: z.string(),
  updatedAt: z.string(),
});

const rowError = z.object({
  row: z.number().describe('Line of the file on which the row begins; the header is line 1'),
  externalId: z.string().nullable(),
  status: z.number(),
  problem: rowProblem.nullable(),
});

const summary = taskImport.extend({
  errors: z.array(rowError).describe(`The first ${toldErrors} rows that were refused`),
  stopped: rowProblem.nullable().describe('Why the file was not read to its end'),
});

export interface TaskImportRoutesOptions {
  imports: TaskImports;
  audit: AuditTrail;
}

/** Files of tasks, as long as they like: read as they come, answered with a summary or row by row. */
export function makeTaskImportRoutes({ imports, audit }: TaskImportRoutesOptions): Routes {
  return async (app) => {
    // The body stays a stream: nobody holds a file in memory.
    app.addContentTypeParser('text/csv', (request, payload, done) => {
      const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
        done(new ProblemError('unsupported_media_type', 415, 'The file must be in UTF-8.'));
      else done(null, payload);
    });

    const take = {
      config: { access: 'tasks:write' },
      schema: {
        tags,
        operationId: 'importTasks',
        summary: 'Queue tasks from a CSV file',
        description:
          'The body is the file itself, `Content-Type: text/csv`, in UTF-8, with a header line. It is read as it comes. ' +
          'Rows are told apart by externalId, so that a file may be sent again, whole or mended. ' +
          `With \`Accept: ${ndjson}\` the answer is a line of JSON for each row as it is decided, and at last one with ` +
          'the `summary`. 207 where rows were refused or the file could not be read to its end.',
        consumes: ['text/csv'],
        querystring: query,
        response: {
          200: summary.describe('Every row was taken'),
          207: summary.describe('Some rows were refused, or the file ended early'),
        },
      },
    } as const;
    app.post('/v1/tasks/import', take, async (request, reply) => {
      if (!(request.body instanceof Readable))
        throw new ProblemError('unsupported_media_type', 415, 'The body must be text/csv.');
      const { dryRun, mapping, defaults, delimiter } = request.query;
      const rows = imports.run(request.principal, request.body, {
        dryRun: dryRun === 'true',
        mapping: mapping ?? {},
        defaults: defaults ?? {},
        delimiter,
      });
      if (request.headers.accept?.includes(ndjson) === true) {
        const lines = linesOf(rows, (importId) => recordAccess(audit, request, 'task.import', importId));
        // A file that is refused as a whole is refused with a problem like everything else.
        const first = await lines.next();
        return reply.type(ndjson).send(Readable.from(resumed(first, lines)) as never);
      }
      const errors: z.infer<typeof rowError>[] = [];
      for (;;) {
        const next = await rows.next();
        if (next.done === true) {
          const { import: done, stopped } = next.value;
          await recordAccess(audit, request, 'task.import', done.id);
          return reply
            .code(done.refused > 0 || stopped !== null ? 207 : 200)
            .send({ ...done, errors, stopped: stopped === null ? null : problemOf(stopped) });
        }
        const told = tellRow(next.value.row);
        if (told.problem !== null && errors.length < toldErrors) errors.push(told);
      }
    });

    const list = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'listImports',
        summary: 'List imports',
        description: 'The newest first: what became of one whose answer was lost.',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(taskImport) },
      },
    } as const;
    app.get('/v1/tasks/imports', list, async (request) => {
      const page = await imports.list(request.principal, request.query);
      return { data: [...page.data], nextCursor: page.nextCursor };
    });

    const one = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'getImport',
        summary: 'See an import',
        params: z.object({ importId: idOf('import') }),
        response: { 200: taskImport },
      },
    } as const;
    app.get('/v1/tasks/imports/:importId', one, async (request) => {
      const found = await imports.get(request.principal, request.params.importId);
      if (found === undefined) throw new ProblemError('not_found', 404, 'There is no such import.');
      return found;
    });
  };
}

type Rows = ReturnType<TaskImports['run']>;

/** A line of JSON each row, and the summary in the last. */
async function* linesOf(
  rows: Rows,
  audited: (importId: string) => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  for (;;) {
    const next = await rows.next();
    if (next.done === true) {
      const { import: done, stopped } = next.value;
      await audited(done.id);
      const told = { ...done, stopped: stopped === null ? null : problemOf(stopped) };
      yield `${JSON.stringify({ summary: told })}\n`;
      return;
    }
    const { row, result } = next.value.row;
    yield `${JSON.stringify({ row, ...toldOf(result) })}\n`;
  }
}

async function* resumed(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } finally {
    // Whoever reads went away: the import notes how far it came.
    await rest.return();
  }
}

function tellRow({ row, result }: ImportRow) {
  const { status, externalId, problem } = toldOf(result);
  return { row, externalId, status, problem };
}

function problemOf({ code, message, problems }: ProblemError) {
  return { code, detail: message, errors: problems };
}
