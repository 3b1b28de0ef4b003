import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { allScopes } from '../kernel/access.ts';
import { makeId } from '../kernel/ids.ts';
import { hashOfKey, prefixOf } from './api-keys.ts';

/** Any constant: whoever makes the first organization holds this lock. */
const lockKey = 4_653_120;

/**
 * Sees to it that there is an organization and that this key opens it with every scope. At every start; a key that
 * was revoked stays revoked, and a key that belongs to an organization already stays there. Returns the organization.
 */
export async function bootstrapOrganization(options: {
  db: Database;
  apiKey: string;
}): Promise<{ organizationId: string }> {
  const secretHash = hashOfKey(options.apiKey);
  return options.db.system(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
    const known = await tx
      .selectFrom('api_keys')
      .select(['id', 'organization_id'])
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    if (known !== undefined) {
      await tx
        .updateTable('api_keys')
        .set({ scopes: [...allScopes] })
        .where('id', '=', known.id)
        .execute();
      return { organizationId: known.organization_id };
    }
    const first = await tx
      .selectFrom('organizations')
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    const organizationId = first?.id ?? makeId('org');
    if (first === undefined)
      await tx
        .insertInto('organizations')
        .values({ id: organizationId, name: 'First organization' })
        .execute();
    await tx
      .insertInto('api_keys')
      .values({
        id: makeId('key'),
        organization_id: organizationId,
        name: 'bootstrap',
        prefix: prefixOf(options.apiKey),
        secret_hash: secretHash,
        scopes: [...allScopes],
      })
      .execute();
    return { organizationId };
  });
}
