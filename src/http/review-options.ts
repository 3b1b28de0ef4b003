import type { FastifyRequest } from 'fastify';
import type { AuditTrail } from '../kernel/phi.ts';
import type { ReviewDesk, ReviewReader, Reviewer } from '../kernel/review.ts';

/** What the routes of reviews stand on. */
export interface ReviewRoutesOptions {
  reader: ReviewReader;
  desk: ReviewDesk;
  audit: AuditTrail;
}

/** Who decides, as the audit names them. */
export function reviewerOf(request: FastifyRequest): Reviewer {
  return { principal: request.principal, origin: { requestId: request.id, address: request.ip } };
}
