import type { Database } from '../db/database.ts';
import type { AuditReader } from '../kernel/identity.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';

const place = [/^aud_[a-z0-9]{26}$/] as const;

/** Reads `audit_log`. Entries are found by id downwards: ids are in the order of time, to the millisecond. */
export function makeAuditReader(options: { db: Database }): AuditReader {
  return {
    read: (principal, filter, { limit, cursor }) =>
      options.db.tenant(principal, async (tx) => {
        const before = cursor === undefined ? undefined : readCursor(cursor, place)[0];
        const under = filter.action?.endsWith('.*') === true ? filter.action.slice(0, -1) : undefined;
        let query = tx.selectFrom('audit_log').selectAll().orderBy('id', 'desc');
        if (before !== undefined) query = query.where('id', '<', before);
        if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
        if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
        if (under !== undefined)
          query = query.where('action', 'like', `${under.replace(/[%_\\]/g, '\\$&')}%`);
        else if (filter.action !== undefined) query = query.where('action', '=', filter.action);
        if (filter.from !== undefined) query = query.where('at', '>=', new Date(filter.from));
        if (filter.to !== undefined) query = query.where('at', '<', new Date(filter.to));
        const rows = await query.limit(limit + 1).execute();
        const data = rows.slice(0, limit).map((row) => ({
          id: row.id,
          at: row.at.toISOString(),
          actor: row.actor,
          action: row.action,
          subject: row.subject,
          requestId: row.request_id,
          address: row.address,
        }));
        const last = data.at(-1);
        return {
          data,
          nextCursor: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
        };
      }),
  };
}
