import { z } from 'zod';
import type { CallTaskDesk } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import { asSent } from './task-documented.ts';
import { taskRequest, taskView } from './task-schemas.ts';

const params = z.object({ taskId: idOf('task') });

export interface TaskRoutesOptions {
  desk: CallTaskDesk;
  audit: AuditTrail;
}

/** Work comes in, and is looked at. What a task holds is PHI, so every answer that shows one is audited first. */
export function makeTaskRoutes({ desk, audit }: TaskRoutesOptions): Routes {
  return async (app) => {
    const queue = {
      config: { access: 'tasks:write' },
      validatorCompiler: asSent,
      schema: {
        tags: ['Tasks'],
        operationId: 'createTask',
        summary: 'Queue a task',
        description:
          'One question to one payor. Everything that is wrong with a request is named at once; nothing of what was ' +
          'sent is repeated. `waiting` is null in this answer; `GET /v1/tasks/{taskId}` explains it.',
        body: taskRequest,
        response: {
          200: taskView.describe('A task of the same request was there already'),
          201: taskView.describe('Queued'),
        },
      },
    } as const;
    app.post('/v1/tasks', queue, async (request, reply) => {
      const origin = { requestId: request.id, address: request.ip };
      const { task, created } = await desk.accept(request.principal, request.body, origin);
      if (!created) await recordAccess(audit, request, 'task.read', task.id);
      return reply
        .code(created ? 201 : 200)
        .header('location', `/v1/tasks/${task.id}`)
        .send(task);
    });

    const see = {
      config: { access: 'tasks:read' },
      schema: {
        tags: ['Tasks'],
        operationId: 'getTask',
        summary: 'See a task',
        description:
          'With what was asked, why it waits, its calls, and for holders of `results:read` its outcome.',
        params,
        response: { 200: taskView },
      },
    } as const;
    app.get('/v1/tasks/:taskId', see, async (request) => {
      const { taskId } = request.params;
      const task = await desk.get(request.principal, taskId);
      if (task === undefined) throw new ProblemError('not_found', 404, 'There is no such task.');
      await recordAccess(audit, request, 'task.read', task.id);
      return task;
    });
  };
}
