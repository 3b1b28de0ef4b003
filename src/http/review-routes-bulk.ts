import { z } from 'zod';
import { VersionConflict } from '../kernel/errors.ts';
import type { BulkDecision, BulkResult, ReviewDesk } from '../kernel/review.ts';
import { reviewerOf } from './review-options.ts';
import { sendBackWish, version } from './review-schemas.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import { rowProblem } from './task-schemas.ts';

const mostItems = 200;

const items = z
  .array(z.strictObject({ taskId: idOf('task'), version }))
  .min(1)
  .max(mostItems);

const body = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('approve'), items }),
  z.strictObject({
    action: z.literal('assign'),
    items,
    assignee: z.string().min(1).max(60).nullable().describe('Id of a user; null for nobody'),
  }),
  z.strictObject({ action: z.literal('send_back'), items, ...sendBackWish }),
]);

const result = z.object({
  taskId: z.string(),
  ok: z.boolean(),
  version: z.number().optional().describe('The new one'),
  problem: rowProblem
    .extend({ currentVersion: z.number().optional() })
    .optional()
    .describe('Why it was refused; the others are not harmed by it'),
});

/** One decision on many reviews. */
export function addReviewBulk(app: Parameters<Routes>[0], desk: Pick<ReviewDesk, 'bulk'>): void {
  app.post(
    '/v1/reviews/bulk',
    {
      config: { access: 'reviews:write' },
      schema: {
        tags: ['Reviews'],
        operationId: 'decideOnReviews',
        summary: 'Approve, assign or send back many reviews',
        description: `Up to ${mostItems}, each by itself: one that is refused harms no other.`,
        body,
        response: { 200: z.object({ data: z.array(result).describe('In the order of the items') }) },
      },
    },
    async (request) => {
      const results = await desk.bulk(reviewerOf(request), decisionOf(request.body), request.body.items);
      return { data: results.map(shown) };
    },
  );
}

function decisionOf(asked: z.infer<typeof body>): BulkDecision {
  switch (asked.action) {
    case 'approve':
      return { action: 'approve' };
    case 'assign':
      return { action: 'assign', assignee: asked.assignee };
    case 'send_back':
      return { action: 'send_back', wish: { note: asked.note, notBefore: asked.notBefore } };
  }
}

function shown(one: BulkResult): z.infer<typeof result> {
  if (one.ok) return one;
  const { taskId, problem } = one;
  return {
    taskId,
    ok: false,
    problem: {
      code: problem.code,
      detail: problem.message,
      errors: problem.problems,
      ...(problem instanceof VersionConflict ? { currentVersion: problem.currentVersion } : {}),
    },
  };
}
