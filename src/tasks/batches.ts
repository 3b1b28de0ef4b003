import type { Principal } from '../kernel/access.ts';
import { makeId } from '../kernel/ids.ts';
import type { RowResult, TaskBatches } from '../kernel/task-work.ts';
import type { IntakeRun } from './intake.ts';

/** Rows written in one transaction: enough that statements cost little, few enough that none holds locks for long. */
export const chunkRows = 500;

/** Many requests in one answer. */
export function makeTaskBatches(options: { intake: (principal: Principal) => IntakeRun }): TaskBatches {
  return {
    async accept(principal, bodies) {
      const batchId = makeId('bat');
      const run = options.intake(principal);
      const results: RowResult[] = [];
      for (let from = 0; from < bodies.length; from += chunkRows)
        results.push(...(await run.take(bodies.slice(from, from + chunkRows), { batchId })));
      return { batchId, results };
    },
  };
}
