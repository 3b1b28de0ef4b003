import { z } from 'zod';
import { plainWords } from '../kernel/plain-words.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { RowResult, TaskBatches } from '../kernel/task-work.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { asSent } from './task-documented.ts';
import { rowProblem, taskRequest } from './task-schemas.ts';

const mostRows = 1_000;
/** A task is a kilobyte or two. */
const bodyLimitBytes = 4 * 1024 * 1024;

const documentedBody = z.strictObject({ tasks: z.array(taskRequest).min(1).max(mostRows) });
/** What is checked here: the rows are the room's to check, each by itself. */
const checkedBody = z.strictObject({ tasks: z.array(z.unknown()).min(1).max(mostRows) });

const rowResult = z.object({
  index: z.number().describe('Of the request in `tasks`, from 0'),
  status: z.number().describe('201 created, 200 the same request was there already, 4xx refused'),
  externalId: z.string().nullable(),
  taskId: z.string().nullable(),
  problem: rowProblem.nullable().describe('Why it was refused; every `pointer` counts from the row'),
});

const batchResult = z.object({
  batchId: z.string().describe('`GET /v1/tasks?batchId=` lists the tasks that were created'),
  created: z.number(),
  repeated: z.number(),
  refused: z.number(),
  results: z.array(rowResult).describe('One a request, in their order'),
});

export interface TaskBatchRoutesOptions {
  batches: TaskBatches;
  audit: AuditTrail;
}

export function makeTaskBatchRoutes({ batches, audit }: TaskBatchRoutesOptions): Routes {
  return async (app) => {
    const batch = {
      config: { access: 'tasks:write' },
      bodyLimit: bodyLimitBytes,
      validatorCompiler: asSent,
      schema: {
        tags: ['Tasks'],
        operationId: 'createTasks',
        summary: `Queue up to ${mostRows} tasks`,
        description:
          'Each row stands for itself: one that is refused harms no other. 201 where every row was created, 200 where ' +
          'none was refused and some were there already, 207 where some were refused. Sending a batch again is safe, ' +
          'also after an answer that never came: rows are told apart by their externalId.',
        body: documentedBody,
        response: {
          200: batchResult.describe('None was refused, and some were there already'),
          201: batchResult.describe('All were created'),
          207: batchResult.describe('Some were refused'),
        },
      },
    } as const;
    app.post('/v1/tasks/batch', batch, async (request, reply) => {
      const { tasks } = checkedBody.parse(request.body, { error: plainWords });
      const { batchId, results } = await batches.accept(request.principal, tasks);
      await recordAccess(audit, request, 'task.batch.create', batchId);
      const rows = results.map((result, index) => ({ index, ...toldOf(result) }));
      const count = (kind: RowResult['kind']) => results.filter((result) => result.kind === kind).length;
      const [created, repeated, refused] = [count('created'), count('repeated'), count('refused')];
      return reply
        .code(refused > 0 ? 207 : repeated > 0 ? 200 : 201)
        .send({ batchId, created, repeated, refused, results: rows });
    });
  };
}

/** A row's result as the API tells it. */
export function toldOf(result: RowResult) {
  switch (result.kind) {
    case 'created':
      return { status: 201, externalId: result.externalId, taskId: result.taskId, problem: null };
    case 'repeated':
      return { status: 200, externalId: result.externalId, taskId: result.taskId, problem: null };
    case 'acceptable':
      return { status: 200, externalId: result.externalId, taskId: null, problem: null };
    case 'refused': {
      const { status, code, message, problems } = result.problem;
      const problem = { code, detail: message, errors: problems };
      return { status, externalId: result.externalId, taskId: null, problem };
    }
  }
}
