import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { reviewQueues, reviewReasons, type ReviewDesk, type ReviewReader } from '../kernel/review.ts';
import { recordAccess } from './audited.ts';
import { inboxItem, person, reviewView } from './review-schemas.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

export interface ReviewRoutesOptions {
  reader: ReviewReader;
  desk: ReviewDesk;
  audit: AuditTrail;
}

const tags = ['Reviews'];
const params = z.object({ taskId: idOf('task') });
const text = z.string().min(1).max(200);
const version = z.int().min(1).describe('Version of the review that the decision is based on');

const listQuery = z.object({
  ...pageQuery,
  queue: z
    .enum(reviewQueues)
    .default('open')
    .describe('`mine` and `unassigned` are of the open ones; `all` has also what nobody need look at'),
  callType: text.optional(),
  payorId: text.optional(),
  practiceId: text.optional(),
  reason: z.enum(reviewReasons).optional(),
  assignee: text.optional().describe('Id of a user'),
  q: text
    .optional()
    .describe(
      'The beginning of an external id, or a whole member id, claim, reference, authorization or check number',
    ),
});

const amount = z.int().min(0);
const counts = z.object({
  open: amount,
  mine: amount,
  unassigned: amount,
  approved: amount,
  sentBack: amount,
  byReason: z.record(z.enum(reviewReasons), amount).describe('Of the open ones; one may have several'),
});

/** Outcomes that people look at, and what they decide. */
export function makeReviewRoutes({ reader, desk, audit }: ReviewRoutesOptions): Routes {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
  return async (app) => {
    const list = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'listReviews',
        summary: 'List reviews',
        description:
          'Open ones by urgency (doubtful values and failed checks, refusals, partial, failed) and age, decided ones ' +
          'the latest first. A list holds neither inputs nor outcomes.',
        querystring: listQuery,
        response: { 200: pageOf(inboxItem) },
      },
    } as const;
    app.get('/v1/reviews', list, async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const page = await reader.list(request.principal, filter, { limit, cursor });
      return { data: [...page.data], nextCursor: page.nextCursor };
    });

    const count = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'countReviews',
        summary: 'Count reviews',
        response: { 200: counts },
      },
    } as const;
    app.get('/v1/reviews/counts', count, (request) => reader.counts(request.principal));

    const people = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'listReviewers',
        summary: 'List those to whom reviews can be assigned',
        response: { 200: z.object({ data: z.array(person) }) },
      },
    } as const;
    app.get('/v1/reviews/people', people, async (request) => ({
      data: [...(await reader.people(request.principal))],
    }));

    const see = {
      config: { access: 'results:read' },
      schema: {
        tags,
        operationId: 'getReview',
        summary: 'See one review with its outcome and what was said',
        description:
          'What tells of a patient is masked unless `reveal=true`. Both are audited, as `task.review.read` and ' +
          '`task.phi.reveal`.',
        params,
        querystring: z.object({ reveal: z.enum(['true', 'false']).default('false') }),
        response: { 200: reviewView },
      },
    } as const;
    app.get('/v1/reviews/:taskId', see, async (request) => {
      const { taskId } = request.params;
      const reveal = request.query.reveal === 'true';
      const view = there(await reader.view(request.principal, taskId, reveal));
      await recordAccess(audit, request, reveal ? 'task.phi.reveal' : 'task.review.read', taskId);
      return view;
    });

    const approve = {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'approveReview',
        summary: 'Approve an outcome as it stands',
        description: 'The task needs no review any more.',
        params,
        body: z.strictObject({ version }),
        response: { 200: inboxItem },
      },
    } as const;
    app.post('/v1/reviews/:taskId/approve', approve, async (request) => {
      const { taskId } = request.params;
      const { principal, id: requestId, ip: address } = request;
      const reviewer = { principal, origin: { requestId, address } };
      there(await desk.approve(reviewer, taskId, request.body.version));
      return there(await reader.item(principal, taskId));
    });
  };
}

function there<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new ProblemError('not_found', 404, 'There is no review of such a task.');
  return found;
}
