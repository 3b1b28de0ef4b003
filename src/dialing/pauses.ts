import type { Tx } from '../db/database.ts';

/** What is paused, as whoever chooses asks it. */
export interface Held {
  everything: boolean;
  organizations: ReadonlySet<string>;
  /** Pairs of an organization and what it has paused there. */
  payors: readonly Subject[];
  lines: readonly Subject[];
  practices: readonly Subject[];
}

interface Subject {
  organizationId: string;
  subject: string;
}

/** The pauses that last. */
export async function heldBack(tx: Tx): Promise<Held> {
  const rows = await tx
    .selectFrom('dial_pauses')
    .select(['organization_id', 'scope', 'subject'])
    .where('ended_at', 'is', null)
    .execute();
  const subjects = (scope: string) =>
    rows.flatMap((row) =>
      row.scope === scope && row.organization_id !== null && row.subject !== null
        ? [{ organizationId: row.organization_id, subject: row.subject }]
        : [],
    );
  return {
    everything: rows.some(({ scope }) => scope === 'everything'),
    organizations: new Set(
      rows.flatMap(({ scope, organization_id }) =>
        scope === 'organization' && organization_id !== null ? [organization_id] : [],
      ),
    ),
    payors: subjects('payor'),
    lines: subjects('line'),
    practices: subjects('practice'),
  };
}
