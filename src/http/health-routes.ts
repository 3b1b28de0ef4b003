import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../kernel/call-task.ts';

/** `/healthz`: the process answers. `/readyz`: each part that work needs, by name; 503 where one is missing. */
export function addHealthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await readiness.check();
    const ready = Object.values(parts).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready', parts });
  });
}
