import type { Database } from '../../db/database.ts';
import type { ReviewReason } from '../../kernel/review.ts';
import { makeId } from '../../kernel/ids.ts';

/** What is told of a task that ended; plain where nothing is said. */
export interface PastTask {
  finishedAt: string;
  state?: 'completed' | 'partial' | 'failed' | 'canceled';
  reason?: string;
  callType?: string;
  payor?: { id: string | null; name: string; phone: string };
  practiceId?: string;
  /** Of the practice. */
  usState?: string;
  attempts?: number;
  revision?: number;
  review?: { state: 'open' | 'approved' | 'clear'; reasons?: ReviewReason[]; revision?: number };
  /** Field, action; in the order in which they were saved. */
  corrections?: readonly [field: string, action: 'correct' | 'confirm' | 'reject' | 'add'][];
}

export interface PastCall {
  endedAt: string;
  /** Null where nobody answered. */
  minutes: number | null;
  holdSeconds?: number;
  activeSeconds?: number;
  payor?: PastTask['payor'];
  practiceId?: string;
  usState?: string;
  callType?: string;
  carrierSid?: string | null;
}

const somePayor = { id: null, name: 'Summit Ridge Health', phone: '+13035550142' };
const nothing = new Uint8Array([0]);

/** Writes what is over straight into its tables: how it came about is tested elsewhere. */
export function makePast(db: Database, organizationId: string) {
  const owned = { organization_id: organizationId };

  async function task(past: PastTask): Promise<string> {
    const id = makeId('task');
    const { payor = somePayor, callType = 'claim_status', revision = 1, practiceId = null } = past;
    await db.tenant(organizationId, async (tx) => {
      await tx
        .insertInto('call_tasks')
        .values({
          ...owned,
          id,
          call_type: callType,
          external_id: id,
          state: past.state ?? 'completed',
          payor_id: payor.id,
          payor_name: payor.name,
          payor_phone: payor.phone,
          practice: JSON.stringify({
            name: 'Cedar Hill Clinic',
            ...(past.usState && { state: past.usState }),
          }),
          practice_id: practiceId,
          inputs: nothing,
          body_hash: '{}',
          attempts: past.attempts ?? 1,
          revision,
          last_reason: past.reason ?? null,
          finished_at: new Date(past.finishedAt),
          webhook_url: null,
        })
        .execute();
      const { review } = past;
      const of = { ...owned, task_id: id, practice_id: practiceId, revision };
      if (review !== undefined)
        await tx
          .insertInto('task_reviews')
          .values({
            ...of,
            payor_id: payor.id,
            call_type: callType,
            external_id: id,
            state: review.state,
            reasons: review.reasons ?? [],
            revision: review.revision ?? revision,
            rank: 1,
            decided_at: review.state === 'approved' ? new Date(past.finishedAt) : null,
          })
          .execute();
      for (const [index, [field, action]] of (past.corrections ?? []).entries())
        await tx
          .insertInto('task_corrections')
          .values({ ...of, version: index + 1, field, action, sealed: nothing, by: 'user_1' })
          .execute();
    });
    return id;
  }

  async function call(past: PastCall): Promise<string> {
    const id = makeId('call');
    const ended = new Date(past.endedAt);
    const { payor = somePayor, minutes, holdSeconds, activeSeconds } = past;
    await db.tenant(organizationId, (tx) =>
      tx
        .insertInto('calls')
        .values({
          ...owned,
          id,
          to_number: payor.phone,
          from_number: '+13035550100',
          payor_id: payor.id,
          practice_id: past.practiceId ?? null,
          practice_state: past.usState ?? null,
          call_type: past.callType ?? 'claim_status',
          carrier_sid: past.carrierSid === undefined ? `CA-${id}` : past.carrierSid,
          state: 'ended',
          answered_at: minutes === null ? null : new Date(ended.getTime() - minutes * 60_000),
          ended_at: ended,
          hold_ms: holdSeconds === undefined ? null : holdSeconds * 1_000,
          active_ms: activeSeconds === undefined ? null : activeSeconds * 1_000,
        })
        .execute(),
    );
    return id;
  }

  /** A delivery of an event of that task, made out then; `afterSeconds` where it was delivered. */
  async function delivery(past: {
    taskId: string;
    practiceId?: string;
    madeAt: string;
    state: 'delivered' | 'pending' | 'waiting' | 'dead';
    afterSeconds?: number;
    isReplay?: boolean;
  }): Promise<void> {
    const made = new Date(past.madeAt);
    const eventId = makeId('evt');
    const endpointId = makeId('whe');
    await db.tenant(organizationId, async (tx) => {
      await tx
        .insertInto('events')
        .values({
          ...owned,
          id: eventId,
          type: 'task.completed',
          task_id: past.taskId,
          practice_id: past.practiceId ?? null,
          sealed: null,
        })
        .execute();
      await tx
        .insertInto('webhook_endpoints')
        .values({ ...owned, id: endpointId, url: 'https://billing.example', sealed_secret: nothing })
        .execute();
      await tx
        .insertInto('webhook_deliveries')
        .values({
          ...owned,
          id: makeId('dlv'),
          event_id: eventId,
          endpoint_id: endpointId,
          url: 'https://billing.example',
          state: past.state,
          next_attempt_at: made,
          created_at: made,
          finished_at:
            past.afterSeconds === undefined ? null : new Date(made.getTime() + past.afterSeconds * 1_000),
          lane: endpointId,
          ordering_key: past.taskId,
          is_replay: past.isReplay ?? false,
        })
        .execute();
    });
  }

  return { task, call, delivery };
}
