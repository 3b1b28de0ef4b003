import { z } from 'zod';
import type { CallTaskView } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { TaskBoard } from '../kernel/task-work.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import { taskAsking, taskView } from './task-schemas.ts';

const params = z.object({ taskId: idOf('task') });
const time = z.iso.datetime({
  offset: true,
  error: 'must be a time with its offset, such as 2026-03-02T09:00:00Z',
});

const changeBody = z
  .strictObject({
    priority: z.int().min(-10).max(10).optional(),
    notBefore: time.nullable().optional().describe('Null means now'),
    dueBy: time.nullable().optional().describe('Null takes it away'),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change priority, notBefore or dueBy');

const retryBody = z
  .strictObject({
    note: z.string().trim().min(1).max(2_000).optional().describe('Why it is asked again; kept sealed'),
    notBefore: time
      .nullable()
      .optional()
      .describe('Null means now; where it is not given, one that lies ahead is kept'),
    dueBy: time
      .optional()
      .describe('Where it is not given, one that lies ahead is kept and one that has passed falls away'),
  })
  .nullish();

export interface TaskChangeRoutesOptions {
  board: Omit<TaskBoard, 'list'>;
  audit: AuditTrail;
}

const tags = ['Tasks'];

/** Tasks that are there: changed, taken back, asked again, and what came of them each time. */
export function makeTaskChangeRoutes({ board, audit }: TaskChangeRoutesOptions): Routes {
  return async (app) => {
    const change = {
      config: { access: 'tasks:write' },
      schema: {
        tags,
        operationId: 'changeTask',
        summary: 'Change when a task is called',
        description: 'Only while it waits; otherwise a 409 that says why not.',
        params,
        body: changeBody,
        response: { 200: taskView },
      },
    } as const;
    app.patch('/v1/tasks/:taskId', change, async (request) => {
      const { taskId } = request.params;
      const task = there(await board.change(request.principal, taskId, request.body));
      await recordAccess(audit, request, 'task.change', taskId);
      return task;
    });

    const cancel = {
      config: { access: 'tasks:write' },
      schema: {
        tags,
        operationId: 'cancelTask',
        summary: 'Cancel a task',
        description:
          'At once, and for good: nothing will be reported of it. A call that it is on is told within seconds: it asks ' +
          'on for its other tasks, or says goodbye where there are none. Canceling again changes nothing; a task that ' +
          'has ended is a 409.',
        params,
        response: { 200: taskView },
      },
    } as const;
    app.post('/v1/tasks/:taskId/cancel', cancel, async (request) => {
      const { taskId } = request.params;
      const task = there(await board.cancel(request.principal, taskId));
      await recordAccess(audit, request, 'task.cancel', taskId);
      return task;
    });

    const retry = {
      config: { access: 'tasks:write' },
      schema: {
        tags,
        operationId: 'retryTask',
        summary: 'Ask an ended task again',
        description:
          'It waits anew with all its attempts, as its next revision, and its new end is told again. What came of it ' +
          'before stays readable at `GET /v1/tasks/{taskId}/askings`. A task that has not ended is a 409.',
        params,
        body: retryBody,
        response: { 200: taskView },
      },
    } as const;
    app.post('/v1/tasks/:taskId/retry', retry, async (request) => {
      const { taskId } = request.params;
      const task = there(await board.retry(request.principal, taskId, request.body ?? {}));
      await recordAccess(audit, request, 'task.retry', taskId);
      return task;
    });

    const askings = {
      config: { access: 'results:read' },
      schema: {
        tags,
        operationId: 'listAskings',
        summary: 'See what came of a task each time',
        params,
        response: { 200: z.object({ data: z.array(taskAsking) }) },
      },
    } as const;
    app.get('/v1/tasks/:taskId/askings', askings, async (request) => {
      const { taskId } = request.params;
      const found = await board.askings(request.principal, taskId);
      if (found === undefined) throw new ProblemError('not_found', 404, 'There is no such task.');
      await recordAccess(audit, request, 'task.askings.read', taskId);
      return { data: [...found] };
    });
  };
}

function there(task: CallTaskView | undefined): CallTaskView {
  if (task === undefined) throw new ProblemError('not_found', 404, 'There is no such task.');
  return task;
}
