import type { Tx } from '../../db/database.ts';
import { makeId } from '../../kernel/ids.ts';
import type { Reviewer } from '../../kernel/review.ts';

/** Writes who decided what into the audit, in the transaction of the decision: the one is never there without the other. */
export async function recordDecision(
  tx: Tx,
  { principal, origin }: Reviewer,
  action: `task.${string}`,
  taskId: string,
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: makeId('aud'),
      organization_id: principal.organizationId,
      actor: principal.actorId,
      action,
      subject: taskId,
      request_id: origin.requestId,
      address: origin.address,
    })
    .execute();
}
