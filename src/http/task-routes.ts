import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CallTaskDesk } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';

const params = z.object({ taskId: z.string().max(60) });

/** Work comes in, and is looked at. What a task holds is PHI, so every answer that shows one is audited first. */
export function addTaskRoutes(
  app: FastifyInstance,
  options: { desk: CallTaskDesk; audit: AuditTrail },
): void {
  const { desk, audit } = options;

  app.post('/v1/tasks', async (request, reply) => {
    const { task, created } = await desk.accept(request.principal, request.body);
    await recordAccess(audit, request, created ? 'task.create' : 'task.read', task.id);
    return reply
      .code(created ? 201 : 200)
      .header('location', `/v1/tasks/${task.id}`)
      .send(task);
  });

  app.get('/v1/tasks/:taskId', async (request) => {
    const { taskId } = params.parse(request.params);
    const task = await desk.get(request.principal, taskId);
    if (task === undefined) throw new ProblemError('not_found', 404, 'There is no such task.');
    await recordAccess(audit, request, 'task.read', task.id);
    return task;
  });
}
