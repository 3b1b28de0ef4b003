import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { CallTask, CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Outcome, TaskResult } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { assessOutcome } from './assess.ts';

/** Puts the message that a task ended into the outbox, inside the transaction that ends it. */
interface OutcomeAnnouncer {
  prepare(task: CallTask, outcome: Outcome): Promise<{ write(tx: Tx): Promise<void> }>;
}

export interface OutcomeWriterOptions {
  callTypes: CallTypeCatalogue;
  codec: PhiCodec;
  announcer: OutcomeAnnouncer;
  clock: Clock;
  /** ISO date where the practice is. */
  today: () => string;
}

const contextOf = (taskId: string) => `outcomes.sealed:${taskId}`;

/** Judges a task's result and writes it: outcome, task state and webhook message, all or nothing, at most once. */
export function makeOutcomeWriter(options: OutcomeWriterOptions) {
  const { callTypes, codec, announcer, clock } = options;
  return {
    async prepare(
      task: CallTask,
      callId: string,
      result: TaskResult,
    ): Promise<{ write(tx: Tx): Promise<void> }> {
      const contract = callTypes.get(task.callType);
      if (contract === undefined) throw new Error('The task has a call type that is not in the catalogue.');
      const outcome = assessOutcome(result, {
        callId,
        contract,
        today: options.today(),
        finishedAt: new Date(clock.now()).toISOString(),
      });
      const sealed = await codec.seal(
        task.organizationId,
        contextOf(task.id),
        Buffer.from(JSON.stringify(outcome)),
      );
      const announcement = await announcer.prepare(task, outcome);
      return {
        async write(tx) {
          const ended = await tx
            .updateTable('call_tasks')
            .set({
              state: outcome.state,
              finished_at: sql<Date>`now()`,
              next_attempt_at: null,
              last_reason: outcome.failure?.reason ?? null,
            })
            .where('id', '=', task.id)
            .where('state', '=', 'calling')
            .returning('revision')
            .executeTakeFirst();
          // Taken back or ended meanwhile: its end has been told already.
          if (ended === undefined) return;
          await tx
            .insertInto('outcomes')
            .values({
              task_id: task.id,
              organization_id: task.organizationId,
              call_id: callId,
              revision: ended.revision,
              state: outcome.state,
              sealed,
            })
            .execute();
          await announcement.write(tx);
        },
      };
    },
  };
}
