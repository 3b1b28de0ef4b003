import type { Tx } from '../../db/database.ts';
import type { CallTask } from '../../kernel/call-task.ts';
import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { identifiersOf, type SearchHash } from '../../kernel/search-key.ts';

/**
 * Makes a task findable by the identifiers that came with it and that its outcome holds, in the transaction that writes
 * the outcome. Those of earlier outcomes stay: they were said of it.
 */
export async function writeSearchKeys(
  tx: Tx,
  hash: SearchHash,
  contract: CallTypeContract,
  task: CallTask,
  outcome: Outcome,
): Promise<void> {
  const { id, organizationId, practiceId } = task;
  const rows = identifiersOf(contract, task.inputs, outcome.fields).flatMap(({ kind, identifier }) => {
    const hashed = hash(organizationId, identifier);
    return hashed === undefined
      ? []
      : [{ organization_id: organizationId, hash: hashed, kind, task_id: id, practice_id: practiceId }];
  });
  if (rows.length === 0) return;
  await tx
    .insertInto('task_search_keys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
