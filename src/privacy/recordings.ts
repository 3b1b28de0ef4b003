import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhiCodec, RecordingStore } from '../kernel/phi.ts';

export interface RecordingsOptions {
  db: Database;
  codec: PhiCodec;
  /** Where recordings live, one directory a call. */
  directory: string;
  logger: Logger;
}

const contextOf = (callId: string, sequence: number) => `recording_segments.file:${callId}:${sequence}`;

/** Ids are ours, but a path is no place for trust. */
const idForm = /^[a-z0-9_]{1,60}$/;

/**
 * Recordings as sealed files beside a manifest in the database. The file is durable before its row, so what the
 * manifest names was whole once; a file without a row is a segment whose owner died in between.
 */
export function makeRecordingStore(options: RecordingsOptions): RecordingStore {
  const { db, codec, directory, logger } = options;
  return {
    async append(organizationId, callId, { sequence, startMs, audio }) {
      if (!idForm.test(callId)) throw new Error('A recording needs the id of a call.');
      const sealed = await codec.seal(organizationId, contextOf(callId, sequence), audio);
      const path = join(callId, `${String(sequence).padStart(6, '0')}.seg`);
      await mkdir(join(directory, callId), { recursive: true, mode: 0o700 });
      await writeDurably(directory, callId, path, sealed);
      await db.tenant(organizationId, (tx) =>
        tx
          .insertInto('recording_segments')
          .values({
            call_id: callId,
            sequence,
            organization_id: organizationId,
            start_ms: Math.round(startMs),
            path,
            bytes: sealed.byteLength,
          })
          // The same segment after a lost answer: the file that was written last is the one that counts.
          .onConflict((conflict) =>
            conflict.columns(['call_id', 'sequence']).doUpdateSet({
              start_ms: Math.round(startMs),
              bytes: sealed.byteLength,
            }),
          )
          .execute(),
      );
    },

    async segments(scope, callId) {
      const rows = await db.tenant(scope, (tx) =>
        tx
          .selectFrom('recording_segments')
          .select(['organization_id', 'sequence', 'start_ms', 'path', 'bytes'])
          .where('call_id', '=', callId)
          .orderBy('sequence')
          .execute(),
      );
      return rows.map((row) => ({
        startMs: row.start_ms,
        length: row.bytes - codec.overheadBytes,
        async load() {
          const sealed = await readIfThere(join(directory, row.path));
          if (sealed?.byteLength === row.bytes)
            return await codec.open(row.organization_id, contextOf(callId, row.sequence), sealed);
          logger.warn({ callId, sequence: row.sequence }, 'a segment of a recording is missing or cut short');
          return undefined;
        },
      }));
    },

    async nextSequence(organizationId, callId) {
      const row = await db.tenant(organizationId, (tx) =>
        tx
          .selectFrom('recording_segments')
          .select('sequence')
          .where('call_id', '=', callId)
          .orderBy('sequence', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      return row === undefined ? 0 : row.sequence + 1;
    },
  };
}

/** Whole or absent: written aside, flushed, renamed, and the directory flushed too. */
async function writeDurably(
  directory: string,
  callId: string,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  const aside = join(directory, `${path}.new`);
  const file = await open(aside, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, join(directory, path));
  const folder = await open(join(directory, callId), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
