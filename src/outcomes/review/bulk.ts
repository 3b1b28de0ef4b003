import { ProblemError } from '../../kernel/errors.ts';
import type { BulkDecision, BulkResult, ReviewDesk, ReviewedVersion, Reviewer } from '../../kernel/review.ts';

/** So many at a time: each holds a connection for a few milliseconds. */
const atOnce = 4;

/** One decision on many reviews, each in a transaction of its own. */
export async function decideMany(
  desk: Omit<ReviewDesk, 'bulk'>,
  reviewer: Reviewer,
  decision: BulkDecision,
  items: readonly ReviewedVersion[],
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let begin = 0; begin < items.length; begin += atOnce)
    results.push(
      ...(await Promise.all(
        items.slice(begin, begin + atOnce).map((item) => decideOne(desk, reviewer, decision, item)),
      )),
    );
  return results;
}

async function decideOne(
  desk: Omit<ReviewDesk, 'bulk'>,
  reviewer: Reviewer,
  decision: BulkDecision,
  { taskId, version }: ReviewedVersion,
): Promise<BulkResult> {
  try {
    const next = await decide(desk, reviewer, decision, taskId, version);
    return next === undefined
      ? {
          taskId,
          ok: false,
          problem: new ProblemError('not_found', 404, 'There is no review of such a task.'),
        }
      : { taskId, ok: true, version: next };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { taskId, ok: false, problem: error };
  }
}

function decide(
  desk: Omit<ReviewDesk, 'bulk'>,
  reviewer: Reviewer,
  decision: BulkDecision,
  taskId: string,
  version: number,
): Promise<number | undefined> {
  switch (decision.action) {
    case 'approve':
      return desk.approve(reviewer, taskId, version);
    case 'assign':
      return desk.assign(reviewer, taskId, version, decision.assignee);
    case 'send_back':
      return desk.sendBack(reviewer, taskId, version, decision.wish);
  }
}
