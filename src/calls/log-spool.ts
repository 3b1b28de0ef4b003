import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedEvent } from '../kernel/call-store.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { LogSpool } from './group-commit-log.ts';

/** Spool files under a directory, one a call, sealed as the log in the database is. */
export function makeLogSpool(options: { directory: string; codec: PhiCodec }): LogSpool {
  const fileOf = (callId: string) => join(options.directory, `${callId}.spool`);
  const contextOf = (callId: string) => `spool/${callId}`;
  return {
    async save({ id: callId, organizationId }, events) {
      const plain = Buffer.from(JSON.stringify(events));
      const sealed = await options.codec.seal(organizationId, contextOf(callId), plain);
      await mkdir(options.directory, { recursive: true });
      await writeFile(`${fileOf(callId)}.new`, sealed, { flush: true, mode: 0o600 });
      await rename(`${fileOf(callId)}.new`, fileOf(callId));
    },
    async load({ id: callId, organizationId }) {
      const sealed = await readFile(fileOf(callId)).catch(() => undefined);
      if (sealed === undefined) return [];
      const plain = await options.codec.open(organizationId, contextOf(callId), sealed);
      return JSON.parse(Buffer.from(plain).toString()) as LoggedEvent[];
    },
    drop: ({ id: callId }) => rm(fileOf(callId), { force: true }),
  };
}
