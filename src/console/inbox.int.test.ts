import { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization } from '../dialing/testing/world.ts';
import type { Principal } from '../kernel/access.ts';
import type { InboxFilter } from '../kernel/review.ts';
import { makeSearchHash } from '../privacy/search-hash.ts';
import { countReviews } from './inbox-counts.ts';
import { pageOfInbox, pageQuery } from './inbox-page.ts';

const { db, url } = useTestDatabase();
const hash = makeSearchHash(new Uint8Array(32).fill(4));
const rows = 100_000;
let principal: Principal;

beforeAll(async () => {
  const organizationId = await addOrganization(db);
  principal = { kind: 'user', actorId: 'user_1', organizationId, practiceIds: null, scopes: [] };
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Without the tasks themselves: pages are chosen from this table alone.
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into task_reviews (task_id, organization_id, practice_id, payor_id, call_type, external_id, revision,
         state, reasons, rank, assignee, opened_at, decided_at)
       select 'task_' || n, $1, 'prac_' || n % 40, 'pay_' || n % 60, 'claim_status', 'claim-' || n, 1,
         case when n % 10 < 6 then 'open' when n % 10 < 9 then 'approved' else 'sent_back' end,
         case when n % 4 = 0 then array['doubtful_value'] when n % 4 = 1 then array['partial'] else array['failed'] end,
         case when n % 4 = 0 then 1 when n % 4 = 1 then 3 else 4 end,
         case when n % 5 = 0 then 'user_' || n % 7 end,
         now() - n * interval '1 minute', case when n % 10 >= 6 then now() - n * interval '30 seconds' end
       from generate_series(1, ${rows}) n`,
      [organizationId],
    );
    await client.query(
      `insert into task_search_keys (organization_id, hash, kind, task_id, practice_id)
       select $1, substr(sha256(('x' || n)::bytea), 1, 16), 'member_id', 'task_' || n, 'prac_' || n % 40
       from generate_series(1, ${rows}) n`,
      [organizationId],
    );
    await client.query(
      `insert into task_search_keys (organization_id, hash, kind, task_id, practice_id)
       values ($1, $2, 'member_id', 'task_77', 'prac_37')`,
      [organizationId, hash(organizationId, 'W4471908')],
    );
    await client.query('vacuum analyze task_reviews, task_search_keys');
  } finally {
    await client.end();
  }
});

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/** How the database finds a page, and another one in the middle. */
async function nodesOf(filter: InboxFilter, cursor?: string): Promise<Plan[]> {
  return db.tenant(principal, async (tx) => {
    const query = pageQuery(tx, principal, filter, cursor, hash).limit(51).compile();
    const { rows: found } = await tx.executeQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>({
      ...query,
      sql: `explain (format json) ${query.sql}`,
    });
    const plan = found[0]?.['QUERY PLAN'][0]?.Plan;
    const flat = (one: Plan): Plan[] => [one, ...(one.Plans ?? []).flatMap(flat)];
    return plan === undefined ? [] : flat(plan);
  });
}

const firstCursor = async (filter: InboxFilter) => {
  const found = await db.tenant(principal, (tx) =>
    pageQuery(tx, principal, filter, undefined, hash).limit(500).execute(),
  );
  return found.length;
};

describe('a page of a hundred thousand reviews', () => {
  it.each<[InboxFilter, string]>([
    [{ queue: 'open' }, 'task_reviews_open'],
    [{ queue: 'mine' }, 'task_reviews_open_of_assignee'],
    [{ queue: 'unassigned' }, 'task_reviews_open'],
    [{ queue: 'open', payorId: 'pay_3' }, 'task_reviews_open_of_payor'],
    [{ queue: 'open', practiceId: 'prac_3' }, 'task_reviews_open_of_practice'],
    [{ queue: 'approved' }, 'task_reviews_decided'],
    [{ queue: 'sent_back' }, 'task_reviews_decided'],
    [{ queue: 'all' }, 'task_reviews_newest'],
  ])(
    '%j comes from an index in its order: nothing is sorted, nothing else is read',
    async (filter, index) => {
      expect(await firstCursor(filter)).toBeGreaterThan(50);
      const nodes = await nodesOf(filter);
      expect(
        nodes
          .map((node) => node['Index Name'])
          .filter(Boolean)
          .join(),
      ).toContain(index);
      const types = nodes.map((node) => node['Node Type']);
      expect(types).not.toContain('Seq Scan');
      expect(types.filter((type) => type.includes('Sort'))).toEqual([]);
    },
  );

  it('that is looked for is found by the hash of an identifier, however it is written', async () => {
    const filter = { queue: 'all', q: 'w447-1908' } as const;
    const found = await db.tenant(principal, (tx) =>
      pageQuery(tx, principal, filter, undefined, hash).limit(5).execute(),
    );
    expect(found.map(({ task_id }) => task_id)).toEqual(['task_77']);
    const nodes = await nodesOf(filter);
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  });

  it('that is looked for is found by the beginning of its external id', async () => {
    const filter = { queue: 'all', q: 'claim-9999' } as const;
    const found = await db.tenant(principal, (tx) =>
      pageQuery(tx, principal, filter, undefined, hash).limit(50).execute(),
    );
    expect(found.map(({ task_id }) => task_id).sort()).toEqual(
      ['task_9999', ...Array.from({ length: 10 }, (_one, n) => `task_9999${n}`)].sort(),
    );
    expect((await nodesOf(filter)).map((node) => node['Node Type'])).not.toContain('Seq Scan');
  });
});

it('counts what there is', async () => {
  const counts = await countReviews(db, principal);
  expect(counts).toMatchObject({ open: 60_000, approved: 30_000, sentBack: 10_000 });
  expect(counts.byReason.doubtful_value + counts.byReason.partial + counts.byReason.failed).toBe(60_000);
});

it('shows somebody who is limited to practices only theirs', async () => {
  const limited = { ...principal, practiceIds: ['prac_3'] };
  const found = await db.tenant(limited, (tx) =>
    pageQuery(tx, limited, { queue: 'all' }, undefined, hash).limit(3_000).execute(),
  );
  expect(found).toHaveLength(rows / 40);
  const none = await db.tenant(limited, (tx) =>
    pageOfInbox(tx, limited, { queue: 'all', q: 'W4471908' }, { limit: 5 }, hash),
  );
  expect(none.data).toEqual([]);
});
