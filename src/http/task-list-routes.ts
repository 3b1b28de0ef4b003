import { z } from 'zod';
import type { TaskBoard } from '../kernel/task-work.ts';
import type { Routes } from './route.ts';
import { pageOf, pageQuery } from './schemas.ts';
import { taskStates, taskSummary } from './task-schemas.ts';

const time = z.iso.datetime({
  offset: true,
  error: 'must be a time with its offset, such as 2026-03-02T09:00:00Z',
});
const text = z.string().min(1).max(200);
const state = z.enum(taskStates);

const query = z.object({
  ...pageQuery,
  state: z
    .union([state, z.array(state)])
    .optional()
    .describe('May stand several times: any of them'),
  callType: text.optional(),
  payorId: text.optional(),
  practiceId: text.optional(),
  externalId: text.optional(),
  batchId: text.optional().describe('Of a batch or an import'),
  reason: text.optional().describe('`lastReason`, such as `expired` or `member_not_found`'),
  needsReview: z.enum(['true', 'false']).optional(),
  createdFrom: time.optional(),
  createdTo: time.optional().describe('Before this time'),
  updatedSince: time
    .optional()
    .describe('Changed at or after this time. To miss nothing, follow `GET /v1/events` rather than this'),
});

/**
 * Tasks in lists. A list shows no inputs and no outcome, so that nobody need be audited for each of its rows; one task
 * at a time is where those are read.
 */
export function makeTaskListRoutes({ board }: { board: Pick<TaskBoard, 'list'> }): Routes {
  return async (app) => {
    const list = {
      config: { access: 'tasks:read' },
      schema: {
        tags: ['Tasks'],
        operationId: 'listTasks',
        summary: 'List tasks',
        description:
          'The newest first, those that match every filter. Lists hold neither inputs nor outcomes: `GET /v1/tasks/{taskId}` does.',
        querystring: query,
        response: { 200: pageOf(taskSummary) },
      },
    } as const;
    app.get('/v1/tasks', list, async (request) => {
      const { limit, cursor, state: states, needsReview, ...filters } = request.query;
      const page = await board.list(
        request.principal,
        {
          ...filters,
          states: typeof states === 'string' ? [states] : states,
          needsReview: needsReview === undefined ? undefined : needsReview === 'true',
        },
        { limit, cursor },
      );
      return { data: [...page.data], nextCursor: page.nextCursor };
    });
  };
}
