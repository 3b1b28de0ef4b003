import type { CallLog, LoggedEvent, OwnedCall } from '../kernel/call-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LogSpool } from './group-commit-log.ts';

/**
 * The whole log of a call that was just claimed. A crash during a database outage may have left events that only this
 * machine's spool holds: they are appended first, and then leave the disk.
 */
export async function readLog(
  call: OwnedCall,
  options: { log: CallLog; spool: LogSpool; logger: Logger },
): Promise<readonly LoggedEvent[]> {
  const { log, spool, logger } = options;
  const written = await log.read(call.id);
  const spooled = await spool.load(call).catch((): LoggedEvent[] => {
    logger.error({ callId: call.id }, 'spooled log cannot be read, going on without it');
    return [];
  });
  if (spooled.length === 0) return written;
  const missing = continuation(written, spooled);
  if (missing === undefined) logger.warn({ callId: call.id }, 'spooled log is of an earlier owner, dropped');
  else if (missing.length > 0) await log.append(call, missing);
  await spool.drop(call);
  return [...written, ...(missing ?? [])];
}

/** What of the spool goes on from the log; undefined where another owner wrote something else in the meantime. */
function continuation(
  written: readonly LoggedEvent[],
  spooled: readonly LoggedEvent[],
): readonly LoggedEvent[] | undefined {
  const last = written.at(-1)?.sequence ?? -1;
  const first = spooled[0]?.sequence ?? 0;
  if (first > last + 1) return undefined;
  const bySequence = new Map(written.map((entry) => [entry.sequence, JSON.stringify(entry.event)]));
  const fits = spooled.every(({ sequence, event }) => {
    const there = bySequence.get(sequence);
    return there === undefined || there === JSON.stringify(event);
  });
  return fits ? spooled.filter((entry) => entry.sequence > last) : undefined;
}
