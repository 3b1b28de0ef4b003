import { makeRandom } from '../../src/bench/random.ts';
import type { Database } from '../../src/db/database.ts';
import type { CallLog, LoggedEvent } from '../../src/kernel/call-store.ts';
import type { PhiCodec, RecordingStore } from '../../src/kernel/phi.ts';
import type { Outcome } from '../../src/kernel/outcome.ts';
import { loadCallTypes } from '../../src/main/call-types.ts';
import { fillBatch, type SeededTask } from './fill.ts';
import { pastTasks, type PastTask } from './past.ts';
import { playLongReel, playReels } from './reels.ts';
import { recordTones } from './sound.ts';
import { makeWorld } from './world.ts';

/** As many as one statement takes with all their columns. */
const batchTasks = 500;

export interface SeedOptions {
  db: Database;
  codec: PhiCodec;
  log: CallLog;
  recordings: RecordingStore;
  organizationId: string;
  tasks: number;
  /** Of the newest tasks so many have a transcript and a recording. */
  transcripts: number;
  days: number;
  seed: number;
  nowMs: number;
  progress: (written: number) => void;
}

/** Fills an organization with tasks that ended, the last of them a call of an hour and a half; returns that one. */
export async function seedConsole(options: SeedOptions): Promise<SeededTask> {
  const { db, codec, organizationId, nowMs } = options;
  const callTypes = await loadCallTypes();
  const reels = await playReels(callTypes);
  const long = await playLongReel(callTypes);
  const world = await makeWorld(db, codec, organizationId, [...reels, long]);
  const longTask: PastTask = {
    reel: { ...long, outcome: inDoubt(long.outcome) },
    externalId: 'seed-long-call',
    memberId: undefined,
    finishedAtMs: nowMs,
    practice: 0,
    attempts: 1,
    decided: false,
  };
  const random = makeRandom(options.seed);
  const count = options.tasks - 1;
  const past = pastTasks({ ...options, count, reels, practices: world.practices.length, random });
  let written = 0;
  let batch: PastTask[] = [];
  const flush = async () => {
    const made = await fillBatch(db, codec, world, batch);
    written += batch.length;
    batch = [];
    options.progress(written);
    for (const task of made) if (task.past.memberId === undefined) await writeCall(options, task);
    return made;
  };
  for (const task of past) {
    // A task whose transcript can be read has the member id that is said in it.
    const left = count - written - batch.length;
    batch.push(left <= options.transcripts ? { ...task, memberId: undefined } : task);
    if (batch.length === batchTasks) await flush();
  }
  batch.push(longTask);
  const last = (await flush()).at(-1);
  if (last === undefined) throw new Error('Nothing was written.');
  return last;
}

/** The same with one of its values doubtful, so that somebody reviews it. */
function inDoubt(outcome: Outcome): Outcome {
  const [name, answer] = Object.entries(outcome.fields).find(([, { evidence }]) => evidence !== null) ?? [];
  if (name === undefined || answer === undefined) return outcome;
  const fields = { ...outcome.fields, [name]: { ...answer, status: 'doubtful' as const, confirmed: false } };
  return { ...outcome, fields, needsReview: true };
}

async function writeCall(options: SeedOptions, { past, taskId, callId }: SeededTask): Promise<void> {
  const { log, recordings, organizationId } = options;
  const events = past.reel.log.map((entry) => withTask(entry, taskId));
  for (let from = 0; from < events.length; from += batchTasks)
    await log.append({ id: callId, organizationId, fence: 1 }, events.slice(from, from + batchTasks));
  await recordTones(recordings, { organizationId, id: callId }, events, past.reel.durationMs);
}

/** The log's first entry names the task as the scenario does. */
function withTask({ sequence, event }: LoggedEvent, taskId: string): LoggedEvent {
  const placed = event as { type: string; tasks?: readonly object[] };
  if (placed.type !== 'call_placed' || placed.tasks === undefined) return { sequence, event };
  return { sequence, event: { ...placed, tasks: placed.tasks.map((task) => ({ ...task, id: taskId })) } };
}
