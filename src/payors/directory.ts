import type { Database } from '../db/database.ts';
import { normalisePayorName } from './payor-name.ts';

type Resolution =
  | { kind: 'found'; payorId: string; name: string; phoneNumber: string }
  | { kind: 'unknown' }
  /** Several payors go by that name. */
  | { kind: 'ambiguous' };

export interface PayorDirectory {
  /** Finds a payor by its name or one of its aliases, whatever their case, punctuation and legal form. */
  resolve(organizationId: string, name: string): Promise<Resolution>;
}

/** The directory as an organization sees it: its own entries first, then the shared ones. */
export function makePayorDirectory(options: { db: Database }): PayorDirectory {
  return {
    async resolve(organizationId, name) {
      const rows = await options.db.tenant(organizationId, (tx) =>
        tx
          .selectFrom('payor_aliases')
          .innerJoin('payors', 'payors.id', 'payor_aliases.payor_id')
          .innerJoin('payor_lines', 'payor_lines.payor_id', 'payors.id')
          .select(['payors.id', 'payors.name', 'payors.organization_id', 'payor_lines.phone_number'])
          .where('payor_aliases.alias', '=', normalisePayorName(name))
          .orderBy('payor_lines.position')
          .execute(),
      );
      const own = rows.filter((row) => row.organization_id !== null);
      const candidates = own.length > 0 ? own : rows;
      const [first] = candidates;
      if (first === undefined) return { kind: 'unknown' };
      if (candidates.some((row) => row.id !== first.id)) return { kind: 'ambiguous' };
      return { kind: 'found', payorId: first.id, name: first.name, phoneNumber: first.phone_number };
    },
  };
}
