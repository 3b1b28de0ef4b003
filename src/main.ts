import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from './config/config.ts';
import { describeError } from './kernel/errors.ts';
import { makeLogger } from './main/logger.ts';
import { startServer } from './main/server.ts';

const help = `Usage: npm start

Starts the Holdfast server from its environment; .env.example names every variable. Stops in order on SIGTERM or SIGINT:
running calls are given up, and another node (or this one, started again) takes them over.
`;

/** Stopping may not hang: after this long the process goes, and other nodes see to its calls. */
const stopLimitMs = 20_000;

async function run(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = makeLogger(config);
  // Node's own report would print the error's message, which may quote data.
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error: unknown) => {
      logger.fatal(describeError(error), 'unforeseen failure, stopping');
      process.exit(1);
    });
  const server = await startServer(config, logger);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), stopLimitMs).unref();
      server.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) process.stdout.write(help);
else
  run().catch((error: unknown) => {
    const detail = error instanceof ConfigError ? error.message : error;
    console.error(detail);
    process.exit(1);
  });
