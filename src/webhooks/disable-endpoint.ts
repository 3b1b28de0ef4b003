import type { Tx } from '../db/database.ts';
import type { DisabledReason } from '../kernel/webhook.ts';

/**
 * Lets an endpoint get nothing more and gives up what waits for it; false where it was disabled already. The row of an
 * organization's default secret is no endpoint.
 */
export async function disableEndpoint(
  tx: Tx,
  id: string,
  reason: DisabledReason,
  now: Date,
): Promise<boolean> {
  const disabled = await tx
    .updateTable('webhook_endpoints')
    .set({ disabled_at: now, disabled_reason: reason, updated_at: now })
    .where('id', '=', id)
    .where('url', 'is not', null)
    .where('disabled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (disabled === undefined) return false;
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'dead', finished_at: now })
    .where('endpoint_id', '=', id)
    .where('state', 'in', ['waiting', 'pending'])
    .execute();
  return true;
}
