import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Play, PlayReply, WorkerSetup } from './play-worker.ts';
import { playAndScore } from './run.ts';
import type { NamedScenario } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { sessionSettings } from './session-settings.ts';

/** A thread takes a second to start: it is worth that for so many calls. */
const leastCallsOfThread = 20;

/** How many threads play so many calls: as many as were asked for, else one a core, unless there is little to do. */
export function threadsFor(calls: number, asked: number | undefined): number {
  const worthwhile = Math.max(1, Math.floor(calls / leastCallsOfThread));
  return Math.min(asked ?? availableParallelism(), worthwhile);
}

/**
 * Plays scenarios at session level. Scores come in the order of the scenarios and are the same however many threads
 * there are. `played` is told how many calls are over.
 */
export async function playAll(
  scenarios: readonly NamedScenario[],
  setup: WorkerSetup,
  threads: number,
  played: (count: number) => void,
): Promise<ScenarioScore[]> {
  if (threads > 1) return playOnThreads(scenarios, setup, threads, played);
  const settings = await sessionSettings(setup.options, setup.access);
  const scores: ScenarioScore[] = [];
  for (const scenario of scenarios) played(scores.push(await playAndScore(scenario, settings)));
  return scores;
}

async function playOnThreads(
  scenarios: readonly NamedScenario[],
  setup: WorkerSetup,
  threads: number,
  played: (count: number) => void,
): Promise<ScenarioScore[]> {
  const scores: ScenarioScore[] = [];
  const waiting = scenarios.map((scenario, place): Play => ({ place, scenario }));
  let over = 0;
  const take = (place: number, score: ScenarioScore) => {
    scores[place] = score;
    played(++over);
  };
  await Promise.all(Array.from({ length: threads }, () => runThread(setup, () => waiting.shift(), take)));
  return scores;
}

/** Resolves when the thread was idle and there was nothing left to play. */
async function runThread(
  setup: WorkerSetup,
  next: () => Play | undefined,
  take: (place: number, score: ScenarioScore) => void,
): Promise<void> {
  const worker = new Worker(new URL('./play-worker.ts', import.meta.url), { workerData: setup });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('A thread ended before its call did.')));
      worker.on('message', (reply: PlayReply) => {
        if (reply.kind === 'played') take(reply.place, reply.score);
        const play = next();
        if (play === undefined) resolve();
        else worker.postMessage(play);
      });
    });
  } finally {
    await worker.terminate();
  }
}
