import { callsOfTask } from '../db/calls-of-task.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallSummary, CallTask, CallTypeCatalogue, InputValue } from '../kernel/call-task.ts';
import { outcomeContext, type Outcome } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { ResultsDesk, Transcript } from '../kernel/result.ts';
import type { InboxItem, ReviewView } from '../kernel/review.ts';
import type { SearchHash } from '../kernel/search-key.ts';
import { openJson } from '../kernel/sealed-json.ts';
import { inboxItems } from './inbox-items.ts';
import type { KnownOfPeople } from '../spoken/telling.ts';
import { maskReview } from './masking/mask-review.ts';
import { peopleIn } from './masking/people.ts';
import { openCorrections, readCorrections, type CorrectionRow } from './corrections.ts';
import { reviewContract } from './review-contract.ts';

export interface ReviewViewOptions {
  db: Database;
  codec: PhiCodec;
  callTypes: CallTypeCatalogue;
  results: Pick<ResultsDesk, 'transcript'>;
  searchHash: SearchHash;
  /** Tasks with their inputs opened. Throws where one is not the organization's. */
  loadTasks: (organizationId: string, taskIds: readonly string[]) => Promise<CallTask[]>;
}

type Inputs = Readonly<Record<string, InputValue>>;

/** One review with what was asked, what came back, and what was said. */
export async function viewReview(
  options: ReviewViewOptions,
  principal: Principal,
  taskId: string,
  reveal: boolean,
): Promise<ReviewView | undefined> {
  const { db, codec, callTypes } = options;
  const found = await db.tenant(principal, (tx) => readRows(tx, taskId));
  if (found === undefined) return undefined;
  const { item, task, sealed, calls, corrections } = found;
  const { organizationId } = principal;
  const contract = callTypes.get(item.callType);
  if (contract === undefined) throw new Error('The task has a call type that is not in the catalogue.');
  const view: ReviewView = {
    item,
    masked: false,
    task: {
      inputs: (await openJson(codec, organizationId, `call_tasks.inputs:${taskId}`, task.inputs)) as Inputs,
      practice: task.practice,
      payorPhone: task.payor_phone,
      webhookUrl: task.webhook_url === null ? null : withoutQuery(task.webhook_url),
      createdAt: task.created_at.toISOString(),
      attempts: task.attempts,
    },
    outcome: (await openJson(codec, organizationId, outcomeContext(taskId), sealed)) as Outcome,
    contract: reviewContract(contract),
    corrections: await openCorrections(codec, organizationId, corrections),
    calls,
    transcripts: await transcriptsOf(options, principal, calls),
  };
  if (reveal) return view;
  return maskReview(view, contract, await peopleOn(options, organizationId, taskId, calls));
}

/** Everybody whom the calls of a task were about: a call may serve several tasks, and each has its patient. */
async function peopleOn(
  { db, loadTasks, callTypes }: ReviewViewOptions,
  organizationId: string,
  taskId: string,
  calls: readonly CallSummary[],
): Promise<KnownOfPeople> {
  // Of the whole organization: what cannot be known cannot be masked.
  const rows = await db.tenant(organizationId, (tx) =>
    tx
      .selectFrom('calls_call_tasks')
      .select('task_id')
      .distinct()
      .where('call_id', 'in', calls.map(({ id }) => id).concat(''))
      .execute(),
  );
  const tasks = await loadTasks(organizationId, [
    ...new Set([taskId, ...rows.map(({ task_id }) => task_id)]),
  ]);
  return peopleIn(
    tasks.map(({ inputs, callType }) => ({ inputs, contract: callTypes.get(callType)?.inputs ?? [] })),
  );
}

interface Rows {
  item: InboxItem;
  task: Awaited<ReturnType<typeof readTask>>;
  sealed: Uint8Array;
  calls: readonly CallSummary[];
  corrections: readonly CorrectionRow[];
}

async function readRows(tx: Tx, taskId: string): Promise<Rows | undefined> {
  const [item] = await inboxItems(tx, [taskId]);
  if (item === undefined) return undefined;
  const { sealed } = await tx
    .selectFrom('outcomes')
    .select('sealed')
    .where('task_id', '=', taskId)
    .where('revision', '=', item.revision)
    .executeTakeFirstOrThrow();
  return {
    item,
    task: await readTask(tx, taskId),
    sealed,
    calls: await callsOfTask(tx, taskId),
    corrections: await readCorrections(tx, taskId),
  };
}

function readTask(tx: Tx, taskId: string) {
  return tx
    .selectFrom('call_tasks')
    .select(['inputs', 'practice', 'payor_phone', 'webhook_url', 'created_at', 'attempts'])
    .where('id', '=', taskId)
    .executeTakeFirstOrThrow();
}

/** One call after the other: each is replayed from its log. */
async function transcriptsOf(
  { results }: ReviewViewOptions,
  principal: Principal,
  calls: readonly CallSummary[],
): Promise<Transcript[]> {
  const transcripts: Transcript[] = [];
  for (const { id } of calls) {
    const transcript = await results.transcript(principal, id);
    if (transcript !== undefined && transcript.turns.length > 0) transcripts.push(transcript);
  }
  return transcripts;
}

/** What stands behind the path of an address may be a secret. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
