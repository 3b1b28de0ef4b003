import { z } from 'zod';
import type { DialingDesk, Pause } from '../kernel/dialing.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import { flag, limits, limitsAnswer, overview, pause, pauseRequest, present } from './dialing-schemas.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

export interface DialingRoutesOptions {
  desk: DialingDesk;
  audit: AuditTrail;
}

const tags = ['Dialing'];

/** The stop button, limits and caps, and the queue as a whole. Nothing in it is PHI; changes are audited. */
export function makeDialingRoutes({ desk, audit }: DialingRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/dialing/queue',
      {
        config: { access: 'dialing:read' },
        schema: {
          tags,
          summary: 'See what waits and why',
          operationId: 'getQueue',
          description: 'Waiting tasks by reason, payor and practice, running calls, and what was used today.',
          response: { 200: overview },
        },
      },
      async (request) => present(await desk.overview(request.principal)),
    );

    app.get(
      '/v1/dialing/pauses',
      {
        config: { access: 'dialing:read' },
        schema: {
          tags,
          summary: 'List pauses',
          operationId: 'listPauses',
          querystring: z.object({
            ended: z
              .enum(['true', 'false'])
              .default('false')
              .describe('Whether those that are over are listed, too; the newest 200'),
          }),
          response: { 200: z.object({ data: z.array(pause) }) },
        },
      },
      async (request) => {
        const data = await desk.pauses(request.principal, { ended: request.query.ended === 'true' });
        return { data: [...data] };
      },
    );

    app.post(
      '/v1/dialing/pauses',
      {
        config: { access: 'dialing:write' },
        schema: {
          tags,
          summary: 'Stop dialing',
          operationId: 'createPause',
          description:
            'At once and on every node. When this is answered no further call begins that it concerns. Asked again while it lasts, it answers 200 with the pause that there is.',
          body: pauseRequest,
          response: { 200: pause, 201: pause },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const made = await desk.pause(request.principal, {
          scope: body.scope,
          subject: body.id ?? null,
          reason: body.reason,
          runningCalls: body.runningCalls,
        });
        await recordAccess(audit, request, `dialing.pause.${body.scope}`, made.pause.id);
        return reply.code(made.created ? 201 : 200).send(made.pause);
      },
    );

    app.delete(
      '/v1/dialing/pauses/:pauseId',
      {
        config: { access: 'dialing:write' },
        schema: {
          tags,
          summary: 'Resume dialing',
          operationId: 'endPause',
          params: z.object({ pauseId: idOf('pause') }),
          response: { 200: pause },
        },
      },
      async (request): Promise<Pause> => {
        const ended = await desk.resume(request.principal, request.params.pauseId);
        if (ended === undefined) throw new ProblemError('not_found', 404, 'There is no such pause.');
        await recordAccess(audit, request, `dialing.resume.${ended.scope}`, ended.id);
        return ended;
      },
    );

    app.get(
      '/v1/dialing/limits',
      {
        config: { access: 'dialing:read' },
        schema: {
          tags,
          summary: 'See limits and what was used today',
          operationId: 'getLimits',
          response: { 200: limitsAnswer },
        },
      },
      (request) => desk.limits(request.principal),
    );

    app.put(
      '/v1/dialing/limits',
      {
        config: { access: 'dialing:write' },
        schema: {
          tags,
          summary: 'Set limits',
          operationId: 'setLimits',
          description:
            'Counts from the next call on, on every node. A cap ends no call that is running: the day may end a little above it.',
          body: limits,
          response: { 200: limitsAnswer },
        },
      },
      async (request) => {
        const answer = await desk.setLimits(request.principal, request.body);
        await recordAccess(audit, request, 'dialing.limits.update', request.principal.organizationId);
        return answer;
      },
    );

    app.delete(
      '/v1/dialing/flags/:flagId',
      {
        config: { access: 'dialing:write' },
        schema: {
          tags,
          summary: 'Take a flag down',
          operationId: 'clearFlag',
          description: 'Somebody has looked at it. It goes up again when another call meets the same.',
          params: z.object({ flagId: idOf('flag') }),
          response: { 200: flag },
        },
      },
      async (request) => {
        const cleared = await desk.clearFlag(request.principal, request.params.flagId);
        if (cleared === undefined) throw new ProblemError('not_found', 404, 'There is no such flag.');
        await recordAccess(audit, request, 'dialing.flag.clear', cleared.id);
        return cleared;
      },
    );
  };
}
