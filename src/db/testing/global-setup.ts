import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Client } from 'pg';
import { startEmbedded } from '../embedded.ts';
import { migrate } from '../migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's server; the database in it is `template_holdfast`. */
    templateUrl: string;
  }
}

/** One server for the run, with a migrated database that test files copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
  const server = await startEmbedded({ dataDir, durable: false });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('create database template_holdfast');
  await client.end();
  const templateUrl = new URL(server.url);
  templateUrl.pathname = '/template_holdfast';
  await migrate(templateUrl.href);
  project.provide('templateUrl', templateUrl.href);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
}
