import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/db/embedded.ts';
import { freePort, openLog, startProgram, type Program } from '../stage/processes.ts';

export interface BenchStage {
  apiKey: string;
  /** Of the product's server. */
  base: string;
  /** Of the bare route. */
  reference: string;
  /** Has the database look at what is in its tables, as it does by itself within a minute. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

const readyWithinMs = 60_000;
const lookEveryMs = 100;

/** One durable PostgreSQL, and beside it, each in a process of its own, the server and the bare route. */
export async function setBenchStage(): Promise<BenchStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-bench-api-'));
  const log = openLog(join(dataDir, 'programs.log'));
  const apiKey = `hf_bench_${randomBytes(24).toString('base64url')}`;
  const database = await startEmbedded({ dataDir });
  const programs: Program[] = [];

  async function close(): Promise<void> {
    for (const program of programs.reverse()) await program.stop();
    await database.stop();
    await new Promise<void>((done) => log.end(() => done()));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  try {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    programs.push(
      startProgram(
        'server',
        ['src/main.ts'],
        {
          PORT: String(port),
          PUBLIC_BASE_URL: base,
          DATABASE_URL: database.url,
          DATA_DIR: dataDir,
          // Nothing is dialed here: every task waits for tomorrow.
          TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
          TWILIO_ACCOUNT_SID: `AC${'0'.repeat(31)}1`,
          TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
          TWILIO_FROM_NUMBER: '+13035550100',
          DEEPGRAM_API_KEY: 'none',
          BOOTSTRAP_API_KEY: apiKey,
          ENCRYPTION_KEY: randomBytes(32).toString('base64'),
          WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
          PAYOR_DIRECTORY: 'fixtures/payors',
          RATE_LIMIT_PER_MINUTE: '1000000',
        },
        log,
      ),
    );
    const reference = await new Promise<string>((resolve, reject) => {
      const program = startProgram(
        'reference',
        ['scripts/bench-api/reference.ts'],
        { REFERENCE_DATABASE_URL: database.url },
        log,
        resolve,
      );
      programs.push(program);
      program.ended.catch(reject);
    });
    await untilReady(`${base}/readyz`);
    const analyze = async () => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query('analyze');
      await client.end();
    };
    return { apiKey, base, reference, analyze, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > deadline) throw new Error('The server did not become ready.');
    await new Promise((done) => setTimeout(done, lookEveryMs));
  }
}
