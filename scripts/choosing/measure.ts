import { sql } from 'kysely';
import { Client } from 'pg';
import type { Database, Tx } from '../../src/db/database.ts';
import { makeDatabase } from '../../src/db/database.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { chooseNext, type Choice } from '../../src/dialing/choose-next.ts';
import { refreshLines } from '../../src/dialing/line-openings.ts';
import { survey } from '../../src/dialing/survey.ts';
import { groupsQuery, organizationsQuery, waitingOrganizations } from '../../src/dialing/waiting-groups.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { fillDirectory, fillTasks } from './fill.ts';

interface Row {
  situation: string;
  waiting: number;
  medianMs: number;
  p95Ms: number;
  /** Choices that made a call. */
  found: number;
}

export interface ChoosingReport {
  rows: readonly Row[];
  /** Of the most waiting tasks against the fewest, all lines open. */
  ratio: { median: number; p95: number };
  plans: readonly { query: string; plan: string }[];
}

const settings = { node: 'node_bench', from: '+13035550100', leaseMs: 60_000, recordingAllowed: false };
const limits = { maxConcurrentCalls: 1_000_000, callsPerSecond: 1_000_000 };
const few = 1_000;
const many = 100_000;
const warmUps = 20;

export async function benchChoosing(options: { dataDir: string; choices: number }): Promise<ChoosingReport> {
  const server = await startEmbedded({ dataDir: options.dataDir });
  const sparse = await open(server.url, 'few_waiting', few);
  const dense = await open(server.url, 'many_waiting', many);
  try {
    const bare = await measure(
      'eight statements that write one row',
      options.choices,
      [dense],
      eightStatements,
    );
    const [withFew, withMany] = await measure('all lines are open', options.choices, [sparse, dense]);
    if (withFew === undefined || withMany === undefined) throw new Error('Nothing was measured.');
    const plans = await plansOf(dense.db);
    await close(dense, "phone_number <> '+13035550107'");
    const oneOpen = await measure('one line in forty is open', options.choices, [dense]);
    await close(dense, 'true');
    const allClosed = await measure('all lines are closed', options.choices, [dense]);
    return {
      rows: [...bare, withFew, withMany, ...oneOpen, ...allClosed],
      plans,
      ratio: { median: withMany.medianMs / withFew.medianMs, p95: withMany.p95Ms / withFew.p95Ms },
    };
  } finally {
    await Promise.all([sparse.db.close(), dense.db.close()]);
    await server.stop();
  }
}

interface Waiting {
  db: Database;
  waiting: number;
}

/** As many round trips as a choice makes, and one row written: what this machine takes for these today. */
async function eightStatements(tx: Tx): Promise<undefined> {
  for (let n = 0; n < 5; n++) await sql`select 1`.execute(tx);
  await sql`insert into dial_turns (organization_id, practice_id, begun_at) values ('org_001', 'bench', now())
    on conflict (organization_id, practice_id) do update set begun_at = now()`.execute(tx);
}

/** A database of its own with so many waiting tasks, on the same server. */
async function open(serverUrl: string, name: string, waiting: number): Promise<Waiting> {
  await administer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const db = makeDatabase({ url: url.href, poolSize: 2, logger: silentLogger, statementTimeoutMs: 600_000 });
  await fillDirectory(db);
  await fillTasks(db, waiting);
  await db.system(async (tx) => {
    while ((await refreshLines(tx, new Date(), 1_000)) > 0);
  });
  // As autovacuum would within a minute or two.
  await administer(url.href, 'vacuum analyze');
  return { db, waiting };
}

async function close({ db }: Waiting, which: string): Promise<void> {
  await db.system((tx) => sql`update dial_lines set open_until = now() where ${sql.raw(which)}`.execute(tx));
}

/** Chooses in each of them by turns, so that whatever else the machine does meets all of them alike. */
async function measure(
  situation: string,
  choices: number,
  among: readonly Waiting[],
  choose: (tx: Tx) => Promise<Choice | undefined> = (tx) => chooseNext(tx, limits, settings),
): Promise<Row[]> {
  const results = among.map(({ db, waiting }) => ({ db, waiting, took: [] as number[], found: 0 }));
  for (let n = -warmUps; n < choices; n++)
    for (const result of results) {
      const before = performance.now();
      const choice = await result.db.system((tx) => choose(tx));
      if (n < 0) continue;
      result.took.push(performance.now() - before);
      if (choice?.kind === 'call') result.found++;
    }
  return results.map(({ waiting, took, found }) => {
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? NaN;
    return { situation, waiting, medianMs: at(0.5), p95Ms: at(0.95), found };
  });
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function plansOf(db: Database): Promise<ChoosingReport['plans']> {
  return await db.system(async (tx) => {
    const at = new Date();
    const seen = await survey(tx, at);
    const [first = ''] = await waitingOrganizations(tx, seen.load);
    return [
      { query: 'Organizations with tasks that may be called', plan: await planOf(tx, organizationsQuery()) },
      {
        query: 'Groups of one of them, each with the task in front',
        plan: await planOf(tx, groupsQuery([first], at, seen)),
      },
    ];
  });
}

async function planOf(tx: Tx, query: ReturnType<typeof organizationsQuery | typeof groupsQuery>) {
  const { rows } = await sql<{
    'QUERY PLAN': string;
  }>`explain (analyze, buffers, costs off) ${query}`.execute(tx);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
