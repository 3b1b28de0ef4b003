import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/db/database.ts';
import type { Practice } from '../../src/kernel/call-task.ts';
import { makeId } from '../../src/kernel/ids.ts';
import type { PhiCodec } from '../../src/kernel/phi.ts';
import { seedPayors } from '../../src/payors/seed.ts';
import { makeWebhookSecret } from '../../src/webhooks/signature.ts';
import type { Reel } from './reels.ts';

const receiver = 'https://billing.example/webhooks/holdfast';

const places = [
  ['Cedar Hill Clinic', 'CO', 'America/Denver'],
  ['Juniper Family Medicine', 'UT', 'America/Denver'],
  ['Harbor Street Pediatrics', 'WA', 'America/Los_Angeles'],
  ['Prairie View Orthopedics', 'TX', 'America/Chicago'],
  ['Lakeside Imaging', 'MN', 'America/Chicago'],
  ['Old Mill Cardiology', 'VA', 'America/New_York'],
  ['Red Mesa Physical Therapy', 'AZ', 'America/Phoenix'],
  ['Birch Avenue Dermatology', 'OH', 'America/New_York'],
  ['Stone Bridge Surgery', 'PA', 'America/New_York'],
  ['Willow Creek Women’s Health', 'OR', 'America/Los_Angeles'],
] as const;

/** What seeded tasks belong to. */
export interface SeedWorld {
  organizationId: string;
  practices: readonly { id: string; practice: Practice }[];
  /** Ids of payors by their names in the scenarios. */
  payors: ReadonlyMap<string, string>;
  endpointId: string;
}

/** Practices of the organization, the scenarios' payors in the shared directory, and a webhook endpoint that is off. */
export async function makeWorld(
  db: Database,
  codec: PhiCodec,
  organizationId: string,
  reels: readonly Reel[],
): Promise<SeedWorld> {
  await seedScenarioPayors(db, reels);
  const owned = { organization_id: organizationId };
  return db.tenant(organizationId, async (tx) => {
    const practices = places.map(([name, state, timeZone], index) => {
      const [npi, taxId, phone] = ['1234567893', `84000000${index}`, `+1303555018${index}`];
      return { id: makeId('prac'), practice: { name, npi, taxId, phone, state, timeZone } };
    });
    await tx
      .insertInto('practices')
      .values(
        practices.map(({ id, practice: { name, npi, taxId, phone, state } }) => ({
          ...owned,
          ...{ id, name, npi, phone, state, tax_id: taxId, address: null },
        })),
      )
      .execute();
    const endpointId = makeId('whe');
    const context = `webhook_endpoints.sealed_secret:${endpointId}`;
    await tx
      .insertInto('webhook_endpoints')
      .values({
        ...owned,
        id: endpointId,
        url: receiver,
        description: 'Synthetic receiver',
        sealed_secret: await codec.seal(organizationId, context, Buffer.from(makeWebhookSecret())),
        disabled_at: new Date(),
        disabled_reason: 'asked',
      })
      .execute();
    const payors = await tx.selectFrom('payors').select(['id', 'name']).execute();
    return {
      organizationId,
      practices,
      payors: new Map(payors.map(({ id, name }) => [name, id])),
      endpointId,
    };
  });
}

async function seedScenarioPayors(db: Database, reels: readonly Reel[]): Promise<void> {
  const entries = new Map(
    reels.map(({ payor: { name, phoneNumber, aliases } }) => [
      name,
      { name, aliases, lines: [{ purpose: 'provider', phoneNumber }] },
    ]),
  );
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-seed-'));
  try {
    const file = join(folder, 'payors.yaml');
    await writeFile(file, JSON.stringify([...entries.values()]));
    await seedPayors({ db, paths: [file] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
