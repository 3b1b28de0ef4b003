import type { Tx } from '../db/database.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { correctionContext, type CorrectionView } from '../kernel/review.ts';
import { openJson } from '../kernel/sealed-json.ts';

export type CorrectionRow = Awaited<ReturnType<typeof readCorrections>>[number];

/** Everything that people did to the values of a task, the latest in front. */
export function readCorrections(tx: Tx, taskId: string) {
  return tx
    .selectFrom('task_corrections as correction')
    .leftJoin('auth.user as person', 'person.id', 'correction.by')
    .select(['correction.task_id', 'correction.version', 'correction.field', 'correction.revision'])
    .select(['correction.action', 'correction.sealed', 'correction.by', 'correction.at', 'person.name'])
    .where('correction.task_id', '=', taskId)
    .orderBy('correction.version', 'desc')
    .orderBy('correction.field')
    .execute();
}

export function openCorrections(
  codec: PhiCodec,
  organizationId: string,
  rows: readonly CorrectionRow[],
): Promise<CorrectionView[]> {
  return Promise.all(
    rows.map(async ({ task_id, version, field, revision, action, sealed, by, at, name }) => {
      const context = correctionContext(task_id, version, field);
      const opened = (await openJson(codec, organizationId, context, sealed)) as Pick<
        CorrectionView,
        'before' | 'after' | 'reason'
      >;
      return { revision, version, field, action, ...opened, by: { id: by, name }, at: at.toISOString() };
    }),
  );
}
