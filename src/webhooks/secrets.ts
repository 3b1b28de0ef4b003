import type { Database } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { keyOfSecret, makeWebhookSecret } from './signature.ts';

export interface WebhookSecrets {
  /**
   * The organization's default signing secret, `whsec_…`; made on the first question. It signs what goes to a task's
   * own webhookUrl.
   */
  webhookSecretOf(organizationId: string): Promise<string>;
  /** Stores this secret as the organization's default, in the place of another. Throws where its form is wrong. */
  adopt(organizationId: string, secret: string): Promise<void>;
  /** Id of the row that holds the default secret; made where there is none. */
  defaultEndpoint(organizationId: string): Promise<string>;
  /** Seals an endpoint's secret for its row. */
  sealSecret(organizationId: string, endpointId: string, secret: string): Promise<Uint8Array>;
  /** The secret that a delivery to this endpoint is signed with, sealed in its row. */
  openSecret(organizationId: string, endpointId: string, sealed: Uint8Array): Promise<string>;
}

const contextOf = (endpointId: string) => `webhook_endpoints.sealed_secret:${endpointId}`;

export function makeWebhookSecrets(options: { db: Database; codec: PhiCodec }): WebhookSecrets {
  const { db, codec } = options;

  const seal = (organizationId: string, endpointId: string, secret: string) =>
    codec.seal(organizationId, contextOf(endpointId), Buffer.from(secret));
  const openSecret = async (organizationId: string, endpointId: string, sealed: Uint8Array) =>
    Buffer.from(await codec.open(organizationId, contextOf(endpointId), sealed)).toString('utf8');

  function find(organizationId: string) {
    return db.tenant(organizationId, (tx) =>
      tx
        .selectFrom('webhook_endpoints')
        .select(['id', 'sealed_secret'])
        .where('url', 'is', null)
        .executeTakeFirst(),
    );
  }

  async function findOrMake(organizationId: string) {
    const found = await find(organizationId);
    if (found !== undefined) return found;
    const id = makeId('whe');
    const sealed = await seal(organizationId, id, makeWebhookSecret());
    await db.tenant(organizationId, (tx) =>
      tx
        .insertInto('webhook_endpoints')
        .values({ id, organization_id: organizationId, url: null, sealed_secret: sealed })
        .onConflict((conflict) => conflict.column('organization_id').where('url', 'is', null).doNothing())
        .execute(),
    );
    // Of two who make one at once, the first one's counts.
    const made = await find(organizationId);
    if (made === undefined) throw new Error('The signing secret could not be stored.');
    return made;
  }

  return {
    sealSecret: seal,
    openSecret,
    async webhookSecretOf(organizationId) {
      const row = await findOrMake(organizationId);
      return await openSecret(organizationId, row.id, row.sealed_secret);
    },
    async adopt(organizationId, secret) {
      if (keyOfSecret(secret) === undefined)
        throw new Error('A webhook secret is whsec_ and the base64 of 24 to 64 bytes.');
      const { id } = await findOrMake(organizationId);
      const sealed = await seal(organizationId, id, secret);
      await db.tenant(organizationId, (tx) =>
        tx.updateTable('webhook_endpoints').set({ sealed_secret: sealed }).where('id', '=', id).execute(),
      );
    },
    async defaultEndpoint(organizationId) {
      return (await findOrMake(organizationId)).id;
    },
  };
}
