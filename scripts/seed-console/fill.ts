import type { Insertable } from 'kysely';
import type { Database, Tables } from '../../src/db/database.ts';
import { makeId } from '../../src/kernel/ids.ts';
import { outcomeContext, type Outcome } from '../../src/kernel/outcome.ts';
import type { PhiCodec } from '../../src/kernel/phi.ts';
import { sealJson } from '../../src/kernel/sealed-json.ts';
import { firstStateOf, rankOf, reviewReasonsOf } from '../../src/outcomes/review/reasons.ts';
import { inputsContext } from '../../src/tasks/task-store.ts';
import type { PastTask } from './past.ts';
import type { SeedWorld } from './world.ts';

const minuteMs = 60_000;
const from = '+13035550100';
const decider = 'usr_seed';

/** A task as it was written. */
export interface SeededTask {
  past: PastTask;
  taskId: string;
  callId: string;
}

type Rows = { [Table in SeededTable]: Insertable<Tables[Table]> };
type SeededTable =
  'call_tasks' | 'calls' | 'calls_call_tasks' | 'outcomes' | 'task_reviews' | 'events' | 'webhook_deliveries';

/** In this order, as the later ones name rows of the earlier ones. */
const tables = [
  'call_tasks',
  'calls',
  'calls_call_tasks',
  'outcomes',
  'task_reviews',
  'events',
  'webhook_deliveries',
] as const satisfies readonly SeededTable[];

/**
 * Writes tasks that are over, with their calls, outcomes, reviews and deliveries, straight into the tables: through the
 * rooms it would take an hour. What they hold is what a call of the product brought, sealed as the product seals it.
 */
export async function fillBatch(
  db: Database,
  codec: PhiCodec,
  world: SeedWorld,
  batch: readonly PastTask[],
): Promise<SeededTask[]> {
  const made = batch.map((past) => ({ past, taskId: makeId('task'), callId: makeId('call') }));
  const rows = await Promise.all(made.map((task) => rowsOf(codec, world, task)));
  await db.tenant(world.organizationId, async (tx) => {
    for (const table of tables)
      await tx
        .insertInto(table)
        .values(rows.map((each) => each[table]))
        .execute();
  });
  return made;
}

async function rowsOf(codec: PhiCodec, world: SeedWorld, task: SeededTask): Promise<Rows> {
  const { past, taskId, callId } = task;
  const { reel } = past;
  const place = world.practices[past.practice % world.practices.length];
  if (place === undefined) throw new Error('There are no practices.');
  const owned = { organization_id: world.organizationId };
  const ofPractice = { ...owned, practice_id: place.id };
  const ended = new Date(past.finishedAtMs);
  const outcome: Outcome = { ...reel.outcome, taskId, callId, finishedAt: ended.toISOString() };
  const payorId = world.payors.get(reel.payor.name) ?? null;
  const reasons = reviewReasonsOf(outcome);
  const decided = reasons.length > 0 && past.decided;
  const eventId = makeId('evt');
  return {
    call_tasks: {
      ...ofPractice,
      id: taskId,
      call_type: outcome.callType,
      external_id: past.externalId,
      state: outcome.state,
      payor_id: payorId,
      payor_name: reel.payor.name,
      payor_phone: reel.payor.phoneNumber,
      practice: JSON.stringify(place.practice),
      inputs: await sealJson(codec, world.organizationId, inputsContext(taskId), inputsOf(past)),
      body_hash: '{}',
      webhook_url: null,
      attempts: past.attempts,
      last_reason: outcome.failure?.reason ?? null,
      needs_review: outcome.needsReview && !decided,
      created_at: new Date(past.finishedAtMs - reel.durationMs - 90 * minuteMs),
      finished_at: ended,
    },
    calls: {
      ...ofPractice,
      id: callId,
      to_number: reel.payor.phoneNumber,
      from_number: from,
      payor_id: payorId,
      call_type: outcome.callType,
      practice_state: place.practice.state,
      carrier_sid: `CA-${callId}`,
      carrier_status: 'completed',
      place_state: 'placed',
      state: 'ended',
      started_at: new Date(past.finishedAtMs - reel.durationMs),
      answered_at: new Date(past.finishedAtMs - reel.durationMs),
      ended_at: ended,
      end_reason: outcome.failure?.reason ?? 'finished',
      hold_ms: reel.holdMs,
      active_ms: Math.max(0, reel.durationMs - reel.holdMs),
    },
    calls_call_tasks: { ...owned, call_id: callId, task_id: taskId, position: 0 },
    outcomes: {
      ...owned,
      task_id: taskId,
      call_id: callId,
      state: outcome.state,
      sealed: await sealJson(codec, world.organizationId, outcomeContext(taskId), outcome),
      created_at: ended,
    },
    task_reviews: {
      ...ofPractice,
      task_id: taskId,
      payor_id: payorId,
      call_type: outcome.callType,
      external_id: past.externalId,
      revision: 1,
      state: decided ? 'approved' : firstStateOf(reasons),
      reasons,
      rank: rankOf(reasons),
      failure_reason: outcome.failure?.reason ?? null,
      opened_at: ended,
      decided_at: decided ? new Date(past.finishedAtMs + 60 * minuteMs) : null,
      decided_by: decided ? decider : null,
    },
    events: {
      ...ofPractice,
      id: eventId,
      type: `task.${outcome.state}`,
      task_id: taskId,
      call_id: callId,
      revision: 1,
      thin: JSON.stringify({ taskId, callType: outcome.callType, state: outcome.state, revision: 1, callId }),
      sealed: null,
      created_at: ended,
      occurred_at: ended,
    },
    webhook_deliveries: {
      ...owned,
      id: makeId('dlv'),
      event_id: eventId,
      endpoint_id: world.endpointId,
      url: 'https://billing.example/webhooks/holdfast',
      state: past.attempts > 1 && decided ? 'dead' : 'delivered',
      attempts: 1,
      next_attempt_at: ended,
      created_at: ended,
      finished_at: new Date(past.finishedAtMs + 400 + (past.finishedAtMs % 1_700)),
      lane: world.endpointId,
      ordering_key: taskId,
    },
  };
}

function inputsOf({ reel, memberId }: PastTask): object {
  const { inputs } = reel.task;
  return memberId === undefined || !('memberId' in inputs) ? inputs : { ...inputs, memberId };
}
