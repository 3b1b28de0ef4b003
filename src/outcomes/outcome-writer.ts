import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { CallTask, CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { EventAnnouncer } from '../kernel/event.ts';
import { outcomeContext, type TaskResult } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { SearchHash } from '../kernel/search-key.ts';
import { assessOutcome } from './assess.ts';
import { endingEvents } from './ending-events.ts';
import { openReview } from './review/open-review.ts';
import { writeSearchKeys } from './review/search-keys.ts';

export interface OutcomeWriterOptions {
  callTypes: CallTypeCatalogue;
  codec: PhiCodec;
  /** Puts what happened into the outbox, inside the transaction that makes it true. */
  announcer: EventAnnouncer<Tx>;
  clock: Clock;
  /** By which tasks are found; left out, nobody looks for them. */
  searchHash?: SearchHash | undefined;
  /** ISO date in that IANA zone; without one, where most practices are. */
  today: (timeZone?: string) => string;
}

/**
 * Judges a task's result and writes it: outcome, task state, review and events, all or nothing, at most once. Without a call
 * (null) the task ends where it waited.
 */
export function makeOutcomeWriter(options: OutcomeWriterOptions) {
  const { callTypes, codec, announcer, clock } = options;
  return {
    async prepare(
      task: CallTask,
      callId: string | null,
      result: TaskResult,
    ): Promise<{ write(tx: Tx): Promise<void> }> {
      const contract = callTypes.get(task.callType);
      if (contract === undefined) throw new Error('The task has a call type that is not in the catalogue.');
      const outcome = assessOutcome(result, {
        callId,
        contract,
        today: options.today(task.practice.timeZone),
        inputs: task.inputs,
        finishedAt: new Date(clock.now()).toISOString(),
      });
      const sealed = await codec.seal(
        task.organizationId,
        outcomeContext(task.id),
        Buffer.from(JSON.stringify(outcome)),
      );
      const announcement = await announcer.prepare(endingEvents(task, outcome));
      return {
        async write(tx) {
          const ended = await tx
            .updateTable('call_tasks')
            .set({
              state: outcome.state,
              finished_at: sql<Date>`now()`,
              next_attempt_at: null,
              last_reason: outcome.failure?.reason ?? null,
              needs_review: outcome.needsReview,
            })
            .where('id', '=', task.id)
            // One that nobody called ends where it waited.
            .where('state', '=', callId === null ? 'queued' : 'calling')
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
          await openReview(tx, task, outcome, ended.revision);
          if (options.searchHash !== undefined)
            await writeSearchKeys(tx, options.searchHash, contract, task, outcome);
          await announcement.write(tx);
        },
      };
    },
  };
}
