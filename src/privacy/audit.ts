import type { Database } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { AuditTrail } from '../kernel/phi.ts';

/** Writes to `audit_log`. Resolves once the entry is durable: what cannot be recorded must not be shown. */
export function makeAuditTrail(options: { db: Database }): AuditTrail {
  return {
    async record({ organizationId, actor, action, subject, requestId, address }) {
      await options.db.tenant(organizationId, (tx) =>
        tx
          .insertInto('audit_log')
          .values({
            id: makeId('aud'),
            organization_id: organizationId,
            actor,
            action,
            subject,
            request_id: requestId ?? null,
            address: address ?? null,
          })
          .execute(),
      );
    },
  };
}
