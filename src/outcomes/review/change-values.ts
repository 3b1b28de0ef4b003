import type { Tx } from '../../db/database.ts';
import type { TenantScope } from '../../kernel/access.ts';
import type { CallTypeCatalogue } from '../../kernel/call-task.ts';
import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventAnnouncer } from '../../kernel/event.ts';
import type { PhiCodec } from '../../kernel/phi.ts';
import type { Transcript } from '../../kernel/result.ts';
import { correctionContext, type Reviewer, type ValueChange } from '../../kernel/review.ts';
import type { SearchHash } from '../../kernel/search-key.ts';
import { sealJson } from '../../kernel/sealed-json.ts';
import { correctAnswers, type Correction } from './correct.ts';
import { recordDecision } from './decision.ts';
import {
  demandUndecided,
  loadReview,
  lockReview,
  type LoadedReview,
  type LoadReviewOptions,
} from './load-review.ts';
import { firstStateOf, reviewReasonsOf } from './reasons.ts';
import { reassess } from './reassess.ts';
import { outcomeEvent, reviewChangedEvent } from './review-events.ts';
import { prepareOutcome } from './save-outcome.ts';
import { writeSearchKeys } from './search-keys.ts';

export interface ChangeValuesOptions extends LoadReviewOptions {
  callTypes: CallTypeCatalogue;
  announcer: EventAnnouncer<Tx>;
  /** What was said on a call; undefined where the scope does not see it. */
  transcript: (scope: TenantScope, callId: string) => Promise<Transcript | undefined>;
  searchHash: SearchHash;
  clock: Clock;
  /** ISO date in that IANA zone; without one, where most practices are. */
  today: (timeZone?: string) => string;
}

/** Saves what people make of values: the outcome is judged anew with them and told again, all in one transaction. */
export async function changeValues(
  options: ChangeValuesOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
  changes: readonly ValueChange[],
): Promise<number | undefined> {
  const { principal } = reviewer;
  const review = await loadReview(options, principal, taskId, version);
  if (review === undefined) return undefined;
  demandUndecided(review.row);
  const { task, row } = review;
  const contract = contractOf(options.callTypes, task.callType);
  const at = new Date(options.clock.now()).toISOString();
  const corrections = correctAnswers(review.outcome, changes, {
    contract,
    transcripts: await quotedTranscripts(options, reviewer, taskId, changes),
    by: principal.actorId,
    at,
  });
  const changed = Object.fromEntries(corrections.map(({ field, after }) => [field, after]));
  const outcome = reassess(
    review.outcome,
    { ...review.outcome.fields, ...changed },
    { contract, inputs: task.inputs, today: options.today(task.practice.timeZone) },
  );
  const state = row.state === 'clear' ? firstStateOf(reviewReasonsOf(outcome)) : 'open';
  const saved = await prepareOutcome(options.codec, review, outcome, { state, by: null });
  const rows = await sealCorrections(options.codec, review, corrections, reviewer);
  const told = await options.announcer.prepare([
    outcomeEvent('task.corrected', task, outcome, at, { correctedFields: Object.keys(changed) }),
    reviewChangedEvent(task, outcome.state, row.revision, {
      state,
      version: version + 1,
      assignee: review.assignee,
      decidedAt: null,
    }),
  ]);
  return options.db.tenant(principal, async (tx) => {
    if ((await lockReview(tx, taskId, version)) === undefined) return undefined;
    await saved.write(tx);
    await tx.insertInto('task_corrections').values(rows).execute();
    await writeSearchKeys(tx, options.searchHash, contract, task, outcome);
    await told.write(tx);
    await recordDecision(tx, reviewer, 'task.value.correct', taskId);
    return version + 1;
  });
}

export function contractOf(callTypes: CallTypeCatalogue, callType: string): CallTypeContract {
  const contract = callTypes.get(callType);
  if (contract === undefined) throw new Error('The task has a call type that is not in the catalogue.');
  return contract;
}

/** Transcripts that changes quote from, of those calls that were made for the task. */
async function quotedTranscripts(
  { db, transcript }: ChangeValuesOptions,
  { principal }: Reviewer,
  taskId: string,
  changes: readonly ValueChange[],
): Promise<ReadonlyMap<string, Transcript>> {
  const wanted = [...new Set(changes.flatMap(({ evidence }) => evidence?.callId ?? []))];
  if (wanted.length === 0) return new Map();
  const calls = await db.tenant(principal, (tx) =>
    tx
      .selectFrom('calls_call_tasks')
      .select('call_id')
      .where('task_id', '=', taskId)
      .where('call_id', 'in', wanted)
      .execute(),
  );
  const found = new Map<string, Transcript>();
  for (const { call_id: callId } of calls) {
    const said = await transcript(principal, callId);
    if (said !== undefined) found.set(callId, said);
  }
  return found;
}

function sealCorrections(
  codec: PhiCodec,
  { row, task }: LoadedReview,
  corrections: readonly Correction[],
  { principal }: Reviewer,
) {
  const version = row.version + 1;
  return Promise.all(
    corrections.map(async ({ field, action, before, after, reason }) => ({
      task_id: task.id,
      version,
      field,
      organization_id: row.organization_id,
      practice_id: row.practice_id,
      revision: row.revision,
      action,
      sealed: await sealJson(codec, row.organization_id, correctionContext(task.id, version, field), {
        before,
        after,
        reason,
      }),
      by: principal.actorId,
    })),
  );
}
