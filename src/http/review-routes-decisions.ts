import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { correctionActions } from '../kernel/outcome.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { InboxItem } from '../kernel/review.ts';
import { recordAccess } from './audited.ts';
import { reviewerOf, type ReviewRoutesOptions } from './review-options.ts';
import { inboxItem, reviewView, sendBackWish, theReview, version } from './review-schemas.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

const tags = ['Reviews'];
const params = z.object({ taskId: idOf('task') });
const basedOn = z.strictObject({ version });
const reveal = z.object({ reveal: z.enum(['true', 'false']).default('false') });

const change = z.strictObject({
  field: z.string().min(1).max(100),
  action: z
    .enum(correctionActions)
    .describe(
      'correct: another value. confirm: the value holds. reject: it does not, and there is none. add: there is one',
    ),
  value: z
    .unknown()
    .optional()
    .describe('For `correct` and `add`, in the form that the call type’s schema tells'),
  reason: z.string().trim().min(1).max(1_000).optional().describe('Required but for `confirm`; kept sealed'),
  evidence: z
    .strictObject({
      callId: z.string().min(1).max(60),
      turn: z.string().min(1).max(100),
      quote: z.string().min(1).max(2_000).describe('Words of that turn, as they stand there unmasked'),
    })
    .optional()
    .describe('The passage that the value rests on; required for `add`'),
});

const values = z.strictObject({ version, changes: z.array(change).min(1).max(100) });

/** What people decide on one review. Each is based on a version; where somebody else came first, nothing is changed. */
export function addReviewDecisions(
  app: Parameters<Routes>[0],
  { reader, desk, audit }: ReviewRoutesOptions,
): void {
  const decided = async (request: FastifyRequest, taskId: string, made: Promise<number | undefined>) => {
    theReview(await made);
    return theReview<InboxItem>(await reader.item(request.principal, taskId));
  };

  app.post(
    '/v1/reviews/:taskId/values',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'changeValues',
        summary: 'Correct, confirm, reject or add values',
        description:
          'All of them or none. The outcome is judged anew (missing fields, cross-checks, state) and told again as ' +
          '`task.corrected`; each changed field keeps what the machine had reported in `review`. Where somebody else ' +
          'came first, a 409 with `currentVersion`. Needs `results:read` too, since it answers the review.',
        params,
        querystring: reveal,
        body: values,
        response: { 200: reviewView },
      },
    },
    async (request) => {
      const { taskId } = request.params;
      const { principal, body } = request;
      if (!principal.scopes.includes('results:read'))
        throw new ProblemError('forbidden', 403, 'This needs the scope results:read too.');
      theReview(await desk.changeValues(reviewerOf(request), taskId, body.version, body.changes));
      const isRevealed = request.query.reveal === 'true';
      const view = theReview(await reader.view(principal, taskId, isRevealed));
      await recordAccess(audit, request, isRevealed ? 'task.phi.reveal' : 'task.review.read', taskId);
      return view;
    },
  );

  app.post(
    '/v1/reviews/:taskId/approve',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'approveReview',
        summary: 'Approve an outcome as it stands',
        description:
          'The task needs no review any more, and `task.approved` is told. What is doubtful stays marked as such: ' +
          'confirm, correct or reject it first.',
        params,
        body: basedOn,
        response: { 200: inboxItem },
      },
    },
    (request) => {
      const { taskId } = request.params;
      return decided(request, taskId, desk.approve(reviewerOf(request), taskId, request.body.version));
    },
  );

  app.post(
    '/v1/reviews/:taskId/send-back',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'sendReviewBack',
        summary: 'Have a task called again',
        description:
          'As `POST /v1/tasks/{taskId}/retry` does: it waits anew as its next revision, whose outcome is reviewed anew.',
        params,
        body: z.strictObject({ version, ...sendBackWish }),
        response: { 200: inboxItem },
      },
    },
    (request) => {
      const { taskId } = request.params;
      const { version: basis, ...wish } = request.body;
      return decided(request, taskId, desk.sendBack(reviewerOf(request), taskId, basis, wish));
    },
  );

  app.post(
    '/v1/reviews/:taskId/assign',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'assignReview',
        summary: 'Assign a review',
        params,
        body: z.strictObject({
          version,
          assignee: z.string().min(1).max(60).nullable().describe('Id of a user; null for nobody'),
        }),
        response: { 200: inboxItem },
      },
    },
    (request) => {
      const { taskId } = request.params;
      const { version: basis, assignee } = request.body;
      return decided(request, taskId, desk.assign(reviewerOf(request), taskId, basis, assignee));
    },
  );

  app.post(
    '/v1/reviews/:taskId/reopen',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags,
        operationId: 'reopenReview',
        summary: 'Open a review again',
        description: 'Takes an approval back, or opens what nobody had to look at.',
        params,
        body: basedOn,
        response: { 200: inboxItem },
      },
    },
    (request) => {
      const { taskId } = request.params;
      return decided(request, taskId, desk.reopen(reviewerOf(request), taskId, request.body.version));
    },
  );
}
