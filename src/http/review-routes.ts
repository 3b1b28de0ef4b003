import { z } from 'zod';
import { reviewQueues, reviewReasons } from '../kernel/review.ts';
import { recordAccess } from './audited.ts';
import type { ReviewRoutesOptions } from './review-options.ts';
import { addReviewBulk } from './review-routes-bulk.ts';
import { addReviewDecisions } from './review-routes-decisions.ts';
import { inboxItem, person, reviewView, theReview } from './review-schemas.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

const tags = ['Reviews'];
const text = z.string().min(1).max(200);

const filters = {
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
      'The beginning of an external id, or a whole member id, claim, reference, authorization or check number. What ' +
        'may be of a patient belongs into no address: `POST /v1/reviews/search` takes the same',
    ),
};
const listQuery = z.object({ ...pageQuery, ...filters });
const searchBody = z.strictObject({
  ...pageQuery,
  limit: z.int().min(1).max(200).default(50).describe('Rows a page, 1 to 200'),
  ...filters,
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
export function makeReviewRoutes(options: ReviewRoutesOptions): Routes {
  const { reader, audit } = options;
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

    const search = {
      config: { access: 'tasks:read' },
      schema: {
        tags,
        operationId: 'searchReviews',
        summary: 'List reviews, asked for in a body',
        description: 'As `GET /v1/reviews` does; nothing of what is looked for stands in an address.',
        body: searchBody,
        response: { 200: pageOf(inboxItem) },
      },
    } as const;
    app.post('/v1/reviews/search', search, async (request) => {
      const { limit, cursor, ...filter } = request.body;
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
        params: z.object({ taskId: idOf('task') }),
        querystring: z.object({ reveal: z.enum(['true', 'false']).default('false') }),
        response: { 200: reviewView },
      },
    } as const;
    app.get('/v1/reviews/:taskId', see, async (request) => {
      const { taskId } = request.params;
      const reveal = request.query.reveal === 'true';
      const view = theReview(await reader.view(request.principal, taskId, reveal));
      await recordAccess(audit, request, reveal ? 'task.phi.reveal' : 'task.review.read', taskId);
      return view;
    });

    addReviewDecisions(app, options);
    addReviewBulk(app, options.desk);
  };
}
