import { loadDatabaseConfig } from '../../src/config/config.ts';

/** Which database a command works on. Ends the command where the environment does not say. */
export function databaseOfCommand(): ReturnType<typeof loadDatabaseConfig> {
  try {
    return loadDatabaseConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}
