import type { FastifyRequest } from 'fastify';
import type { AuditTrail } from '../kernel/phi.ts';

/** Records who did what to which record, from where. Resolves when it is written: nothing is shown unaudited. */
export function recordAccess(
  audit: AuditTrail,
  request: FastifyRequest,
  action: string,
  subject: string,
): Promise<void> {
  const { organizationId, actorId } = request.principal;
  return audit.record({
    organizationId,
    actor: actorId,
    action,
    subject,
    requestId: request.id,
    address: request.ip,
  });
}
