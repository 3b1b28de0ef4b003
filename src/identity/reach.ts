import type { Principal, Scope } from '../kernel/access.ts';
import { organizationWide } from '../kernel/access.ts';
import type { FieldProblem } from '../kernel/errors.ts';

/** How far a key reaches, or somebody who hands keys out. */
export interface Reach {
  scopes: readonly Scope[];
  practiceIds: readonly string[] | null;
  expiresAt: Date | null;
  requestsPerMinute: number | null;
}

/** What of `wanted` lies beyond what `own` may hand out; empty where nothing does. */
export function problemsBeyond(own: Reach, wanted: Reach): FieldProblem[] {
  const problems: FieldProblem[] = [];
  wanted.scopes.forEach((scope, place) => {
    if (!own.scopes.includes(scope))
      problems.push({ pointer: `/scopes/${place}`, detail: 'is a scope that you do not hold yourself' });
    else if (wanted.practiceIds !== null && organizationWide.includes(scope))
      problems.push({
        pointer: `/scopes/${place}`,
        detail: 'concerns the whole organization; a key limited to practices cannot hold it',
      });
  });
  if (!isWithin(own.practiceIds, wanted.practiceIds))
    problems.push({ pointer: '/practiceIds', detail: 'must name only practices that you may see yourself' });
  if (own.expiresAt !== null && (wanted.expiresAt === null || wanted.expiresAt > own.expiresAt))
    problems.push({ pointer: '/expiresAt', detail: 'must not be later than your own key expires' });
  if (
    own.requestsPerMinute !== null &&
    (wanted.requestsPerMinute === null || wanted.requestsPerMinute > own.requestsPerMinute)
  )
    problems.push({ pointer: '/requestsPerMinute', detail: 'must not be more than your own key may' });
  return problems;
}

function isWithin(own: readonly string[] | null, wanted: readonly string[] | null): boolean {
  if (own === null) return true;
  return wanted?.every((id) => own.includes(id)) ?? false;
}

/** A person's reach has no end and no rate; a key's is what its row says. */
export function reachOfPerson(principal: Principal): Reach {
  return {
    scopes: principal.scopes,
    practiceIds: principal.practiceIds,
    expiresAt: null,
    requestsPerMinute: null,
  };
}
