import type { Database } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { outcomeContext, type Outcome } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { TaskAsking } from '../kernel/task-work.ts';
import { noteContext } from './task-store.ts';
import { openJson } from '../kernel/sealed-json.ts';

/** Every asking of a task with what came of it, the first one in front; undefined where the principal sees no task. */
export async function askingsOf(
  { db, codec }: { db: Database; codec: PhiCodec },
  principal: Principal,
  taskId: string,
): Promise<readonly TaskAsking[] | undefined> {
  const found = await db.tenant(principal, async (tx) => {
    const task = await tx
      .selectFrom('call_tasks')
      .select(['organization_id', 'created_at', 'created_by', 'revision', 'state', 'finished_at'])
      .where('id', '=', taskId)
      .executeTakeFirst();
    if (task === undefined) return undefined;
    const again = await tx
      .selectFrom('task_askings')
      .select(['revision', 'asked_at', 'asked_by', 'note'])
      .where('task_id', '=', taskId)
      .orderBy('revision')
      .execute();
    const outcomes = await tx
      .selectFrom('outcomes')
      .select(['revision', 'sealed'])
      .where('task_id', '=', taskId)
      .execute();
    return { task, again, outcomes };
  });
  if (found === undefined) return undefined;
  const { task, again, outcomes } = found;
  const first = { revision: 1, asked_at: task.created_at, asked_by: task.created_by, note: null };
  return Promise.all(
    [first, ...again].map(async ({ revision, asked_at, asked_by, note }): Promise<TaskAsking> => {
      const current = revision === task.revision ? task : undefined;
      const sealed = outcomes.find((outcome) => outcome.revision === revision)?.sealed;
      const outcome =
        sealed === undefined
          ? null
          : ((await openJson(codec, task.organization_id, outcomeContext(taskId), sealed)) as Outcome);
      // What ended without an outcome was taken back: nothing else is asked again without one.
      const state = outcome?.state ?? current?.state ?? 'canceled';
      return {
        revision,
        askedAt: asked_at.toISOString(),
        askedBy: asked_by,
        note:
          note === null
            ? null
            : Buffer.from(
                await codec.open(task.organization_id, noteContext(taskId, revision), note),
              ).toString('utf8'),
        state,
        reason: outcome?.failure?.reason ?? (state === 'canceled' ? 'canceled' : null),
        finishedAt: outcome?.finishedAt ?? current?.finished_at?.toISOString() ?? null,
        outcome,
      };
    }),
  );
}
