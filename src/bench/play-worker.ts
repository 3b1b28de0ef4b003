/** Worker thread: plays calls of the session level, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ModelAccess } from './models.ts';
import type { BenchOptions } from './options.ts';
import { playAndScore } from './run.ts';
import type { NamedScenario } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { sessionSettings } from './session-settings.ts';

export interface WorkerSetup {
  options: BenchOptions;
  access: ModelAccess;
}

/** A call to be played; `place` is its scenario's among all. */
export interface Play {
  place: number;
  scenario: NamedScenario;
}

export type PlayReply = { kind: 'ready' } | { kind: 'played'; place: number; score: ScenarioScore };

const post = (reply: PlayReply): void => parentPort?.postMessage(reply);

const { options, access } = workerData as WorkerSetup;
const settings = await sessionSettings(options, access);

parentPort?.on('message', ({ place, scenario }: Play) => {
  void playAndScore(scenario, settings).then((score) => post({ kind: 'played', place, score }));
});
post({ kind: 'ready' });
