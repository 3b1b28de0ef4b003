import { startEmbedded, type EmbeddedServer } from './embedded.ts';

/** Turns DATABASE_URL into an address that can be connected to, starting the embedded server where it is asked for. */
export async function openDatabaseUrl(databaseUrl: string, dataDir: string): Promise<EmbeddedServer> {
  if (databaseUrl === 'embedded') return startEmbedded({ dataDir });
  return { url: databaseUrl, stop: () => Promise.resolve() };
}
