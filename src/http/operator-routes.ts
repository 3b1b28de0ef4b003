import { z } from 'zod';
import type { OperatorCommand, OperatorDesk } from '../kernel/operator.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import type { FastifyRequest } from 'fastify';

const tags = ['Floor'];

export interface OperatorRoutesOptions {
  operator: OperatorDesk;
  audit: AuditTrail;
}

const params = z.object({ callId: idOf('call') });
const accepted = z.object({ accepted: z.literal(true) });
const response = { 202: accepted };
const field = z.string().min(1).max(100).describe('Name of a field of the call type');
const taskId = idOf('task')
  .optional()
  .describe('Which task of the call; the one at hand where it is left out');

const hint = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('press'),
    keys: z
      .string()
      .regex(/^[0-9*#w]{1,32}$/, 'must be 0-9 * # and w for half a second, at most 32')
      .describe('Pressed in a menu only'),
  }),
  z.strictObject({ kind: z.literal('ask'), field, taskId }),
  z.strictObject({ kind: z.literal('skip'), field, taskId }),
  z.strictObject({
    kind: z.literal('note'),
    text: z.string().trim().min(1).max(300).describe('For the model, from its operator'),
  }),
]);

/** What people have running calls do. Each is audited, and travels to whichever node owns the call. */
export function makeOperatorRoutes({ operator, audit }: OperatorRoutesOptions): Routes {
  const give = async (
    request: FastifyRequest & { params: { callId: string } },
    command: OperatorCommand,
    action: string,
  ) => {
    const { callId } = request.params;
    await operator.command(request.principal, callId, command);
    await recordAccess(audit, request, action, callId);
    return { accepted: true as const };
  };

  return async (app) => {
    app.post(
      '/v1/calls/:callId/hints',
      {
        config: { access: 'calls:write' },
        schema: {
          tags,
          operationId: 'hintCall',
          summary: 'Tell the agent something during a call',
          description:
            'press: keys, in a menu only. ask: a field is asked for next, also where it was asked or answered. skip: ' +
            'it is not asked; what is told all the same is taken. note: words for the model. What does not fit the ' +
            'moment changes nothing.',
          params,
          body: z.strictObject({ hint }),
          response,
        },
      },
      async (request, reply) =>
        reply
          .code(202)
          .send(
            await give(
              request,
              { kind: 'hint', hint: request.body.hint },
              `call.hint.${request.body.hint.kind}`,
            ),
          ),
    );

    app.post(
      '/v1/calls/:callId/take-over',
      {
        config: { access: 'calls:write' },
        schema: {
          tags,
          operationId: 'takeOverCall',
          summary: 'Have a person’s phone dialed into a call',
          description:
            'Whoever is there is told in one sentence; then that phone rings. Once it is answered nothing of ours ' +
            'speaks or presses, and the call ends with that person. Where nobody answers, the agent says so and goes ' +
            'on. Tasks keep what was known; what is missing fails as `person_took_over`.',
          params,
          body: z.strictObject({
            phoneNumber: z.string().max(20).describe('E.164; the same numbers as for payors may be dialed'),
          }),
          response,
        },
      },
      async (request, reply) =>
        reply.code(202).send(await give(request, { kind: 'take_over', ...request.body }, 'call.take_over')),
    );

    app.post(
      '/v1/calls/:callId/end',
      {
        config: { access: 'calls:write' },
        schema: {
          tags,
          operationId: 'endCall',
          summary: 'End a running call',
          description:
            'politely: with a goodbye where somebody is there. now: in the middle of a word. What is missing fails ' +
            'as `person_ended`.',
          params,
          body: z.strictObject({ how: z.enum(['politely', 'now']) }),
          response,
        },
      },
      async (request, reply) =>
        reply
          .code(202)
          .send(await give(request, { kind: 'end', ...request.body }, `call.end.${request.body.how}`)),
    );
  };
}
