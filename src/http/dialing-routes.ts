import { z } from 'zod';
import type { DialingDesk, Pause } from '../kernel/dialing.ts';
import { pauseScopes, runningCallChoices, waitCodes } from '../kernel/dialing.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

export interface DialingRoutesOptions {
  desk: DialingDesk;
  audit: AuditTrail;
}

const time = z.iso.datetime();

const pause = z.object({
  id: z.string(),
  scope: z.enum(pauseScopes).describe('`everything` is set by whoever runs the server'),
  subject: z.string().nullable().describe("Id of the payor or practice, or the line's number"),
  reason: z.string(),
  runningCalls: z.enum(runningCallChoices),
  createdBy: z.string().describe('Key or person; `operator` for whoever runs the server'),
  createdAt: time,
  endedAt: time.nullable().describe('Null while it lasts'),
  endedBy: z.string().nullable(),
});

const reason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe('Why, for whoever finds work waiting. Names of patients do not belong here');
const runningCalls = z
  .enum(runningCallChoices)
  .default('continue')
  .describe(
    'What becomes of calls that are running. `end_politely`: they say goodbye, and what they have not finished goes back into the queue',
  );

const requestScopes = ['organization', 'payor', 'line', 'practice'] as const;
const number = /^\+[1-9]\d{7,14}$/;

interface PauseTarget {
  scope: (typeof requestScopes)[number];
  id?: string | undefined;
}

/**
 * A rule on scope and id together. It is asked as soon as the scope is known, also where other members are missing, so
 * that all that is wrong is named at once.
 */
const ruleOfId = (fits: (target: PauseTarget) => boolean, error: string) =>
  z.refine<PauseTarget>(fits, {
    path: ['id'],
    error,
    when: ({ value }) => targetOnly.safeParse(value).success,
  });

const targetOnly = z.object({ scope: z.enum(requestScopes), id: z.string().optional() });

const pauseRequest = z
  .strictObject({
    scope: z.enum(requestScopes, `must be one of: ${requestScopes.join(', ')}`).describe('What is paused'),
    id: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe(
        'Id of the payor or practice; for a line its number, E.164. Left out for the whole organization, required otherwise',
      ),
    reason,
    runningCalls,
  })
  .check(
    ruleOfId(
      ({ scope, id }) => scope === 'organization' || id !== undefined,
      'is required: the id of the payor or practice, or the number of the line',
    ),
    ruleOfId(
      ({ scope, id }) => scope !== 'organization' || id === undefined,
      'must be left out where the whole organization is paused',
    ),
    ruleOfId(
      ({ scope, id }) => scope !== 'line' || id === undefined || number.test(id),
      'must be a number such as +13035550142',
    ),
  );

const cap = (what: string, most: number) =>
  z.number().int().min(1).max(most).nullable().describe(`${what}; null for no limit`);

const limits = z.strictObject({
  callsAtOnce: cap('Calls at the same time', 10_000),
  minutesPerDay: cap('Minutes a day on calls that were answered', 10_000_000),
  centsPerDay: cap('Cents a day, by what a minute is reckoned to cost', 1_000_000_000),
  centsPerMinute: z.number().min(0).max(10_000).describe('What a minute is reckoned to cost, in cents'),
});

const usage = z.object({
  day: z.iso.date().describe("The organization's own day"),
  timeZone: z.string(),
  minutes: z.number().describe('Of answered calls, those that are running included'),
  cents: z.number().int(),
  until: time.describe('When the next day begins'),
});

const limitsAnswer = z.object({ limits, today: usage });

const flag = z.object({
  id: z.string(),
  kind: z
    .enum(['refuses_automation', 'wrong_number'])
    .describe('What calls met there. It holds nothing back: say in the directory what shall hold'),
  payorId: z.string().nullable(),
  payorName: z.string(),
  phoneNumber: z.string(),
  times: z.number().int(),
  firstAt: time,
  lastAt: time,
  lastCallId: z.string().nullable().describe('Null for a key that does not see the call'),
});

const tasks = z.number().int().describe('Tasks that wait');

const overview = z.object({
  waiting: tasks,
  byReason: z
    .array(z.object({ code: z.enum(waitCodes), tasks }))
    .describe('Each task once, under what lasts longest; most first'),
  byPayor: z
    .array(
      z.object({
        payorId: z.string().nullable(),
        payorName: z.string(),
        phoneNumber: z.string(),
        tasks,
      }),
    )
    .describe('The hundred lines with most'),
  byPractice: z.array(
    z.object({
      practiceId: z.string().nullable(),
      tasks,
      running: z.number().int().describe('Calls that are running for it'),
    }),
  ),
  running: z.number().int().describe('Calls that are running'),
  limits,
  today: usage,
  pauses: z.array(pause).describe('Those that last'),
  flags: z.array(flag).describe('What a person should look at'),
});

const tags = ['Dialing'];

/** The stop button, limits and caps, and the queue as a whole. Nothing in it is PHI; changes are audited. */
export function makeDialingRoutes({ desk, audit }: DialingRoutesOptions): Routes {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
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

/** The schemas are of arrays that may be changed; nobody does. */
function present(seen: Awaited<ReturnType<DialingDesk['overview']>>): z.input<typeof overview> {
  return {
    ...seen,
    byReason: [...seen.byReason],
    byPayor: [...seen.byPayor],
    byPractice: [...seen.byPractice],
    pauses: [...seen.pauses],
    flags: [...seen.flags],
  };
}
