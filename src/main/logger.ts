import type { Logger as PinoLogger } from 'pino';
import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import { describeError } from '../kernel/errors.ts';

export type AppLogger = PinoLogger;

/** JSON lines on standard output. What is logged is chosen at each call; as a last net, nothing sensitive by name. */
export function makeLogger(config: Pick<Config, 'logLevel'>): AppLogger {
  return pino({
    level: config.logLevel,
    base: null,
    // For what libraries log by themselves: messages of their errors may quote data.
    serializers: { err: describeError },
    redact: ['req.headers', 'headers', 'authorization', 'inputs', 'body', 'text', 'transcript'],
  });
}
