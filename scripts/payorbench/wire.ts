import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BenchOptions } from '../../src/bench/options.ts';
import { brokenRules } from '../../src/bench/rules.ts';
import type { NamedScenario } from '../../src/bench/scenarios.ts';
import { subjectOf } from '../../src/bench/scenarios.ts';
import type { CaseResult, ScenarioScore } from '../../src/bench/score/score.ts';
import { noFigures, scoreCall } from '../../src/bench/score/score.ts';
import type { CallTaskView } from '../../src/kernel/call-task.ts';
import { loadCallTypes } from '../../src/main/call-types.ts';
import { startModel } from '../../src/sandbox/model/model.ts';
import type { ModelHandle } from '../../src/sandbox/model/model.ts';
import { makeStandin } from '../../src/sandbox/model/standin.ts';
import type { CallVerdict } from '../../src/sandbox/payor/verdict.ts';
import { printTrace } from '../../src/bench/session/transcript.ts';
import { follow } from '../stage/follow.ts';
import { readScenario } from '../stage/scenario.ts';
import type { Stage } from '../stage/stage.ts';
import { setStage } from '../stage/stage.ts';
import { disturbed } from './disturbed.ts';
import { starvation, watchStrain } from './strain.ts';
import type { StreamMoment, WireCall } from './wire-figures.ts';
import { figuresOf, transcriptOf } from './wire-figures.ts';

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 12 * 60_000;

/** Plays scenarios over real sockets and real audio, each on a stage of its own, a few side by side. */
export async function playOnWires(
  scenarios: readonly NamedScenario[],
  options: BenchOptions,
  note: (text: string) => void,
): Promise<ScenarioScore[]> {
  const logs = options.keep ?? (await mkdtemp(join(tmpdir(), 'payorbench-')));
  await mkdir(logs, { recursive: true });
  const model = await modelFor(options);
  const waiting = [...scenarios];
  const scores: ScenarioScore[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const score = await playOne(next, options, model, logs);
      const load = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
      const starved = score.starved === undefined ? '' : `, STARVED: ${score.starved}`;
      note(
        `${score.success ? 'ok  ' : 'FAIL'} ${next.name} (${load}${starved}${score.success ? '' : `, see ${logs}`})\n`,
      );
      scores.push(score);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.parallel }, worker));
  } finally {
    await model?.close();
  }
  // Logs of failed calls are kept for whoever looks into them.
  if (options.keep === undefined && scores.every(({ success }) => success))
    await rm(logs, { recursive: true, force: true });
  return scores.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The stand-in behind its own socket; a real model is reached by the server itself. */
async function modelFor({ model, adversarial, seed }: BenchOptions): Promise<ModelHandle | undefined> {
  return model === 'standin'
    ? startModel({ port: 0, replies: makeStandin({ seed, adversarial }) })
    : undefined;
}

function modelEnv(options: BenchOptions, model: ModelHandle | undefined): Record<string, string> {
  if (model !== undefined) return { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'sandbox' };
  if (options.model !== 'openai') return {};
  const { OPENAI_API_KEY = '', OPENAI_BASE_URL, OPENAI_MODEL } = process.env;
  return {
    OPENAI_API_KEY,
    ...(OPENAI_BASE_URL === undefined ? {} : { OPENAI_BASE_URL }),
    ...(OPENAI_MODEL === undefined ? {} : { OPENAI_MODEL }),
  };
}

async function playOne(
  named: NamedScenario,
  options: BenchOptions,
  model: ModelHandle | undefined,
  logs: string,
): Promise<ScenarioScore> {
  const subject = subjectOf(named);
  const contract = (await loadCallTypes()).catalogue.get(subject.callType);
  if (contract === undefined) throw new Error(`There is no call type ${subject.callType}.`);
  const failed = (problem: string) =>
    scoreCall(subject, [], contract, { figures: noFigures, violations: [], problem });
  const keepAs = (ending: string) => join(logs, `${named.name}.${ending}`);
  let stage: Stage | undefined;
  try {
    const scenario = await readScenario(named.file);
    const scenarioFile = await disturbed(named.file, options.disturb, keepAs('disturbed.json'));
    stage = await setStage({
      scenario,
      scenarioFile,
      voice: options.voice,
      logFile: keepAs('log'),
      fullHolds: options.fullHolds,
    });
    const { base, program } = await stage.startServer(modelEnv(options, model));
    const api = stage.api(base);
    const strainOf = await watchStrain(program.child.pid ?? 0, stage.urls.voice);
    const tasks = await stage.queueTasks(api);
    const { receiver } = stage;
    const delivered = () => receiver.deliveries.some(({ verified }) => verified);
    const followed = await Promise.race([
      follow(api, tasks[0].id, { limitMs: callLimitMs, delivered }),
      program.ended,
    ]);
    const results = await Promise.all(tasks.map(async ({ id }) => resultOf(await api.task(id))));
    const call: WireCall = { items: followed.items, ...(await seenBy(stage)) };
    const strain = await strainOf();
    await writeFile(keepAs('txt'), `${printTrace(transcriptOf(call))}\n`, { mode: 0o600 });
    if (options.keep !== undefined) {
      await writeFile(keepAs('outcomes.json'), JSON.stringify(results, null, 2), { mode: 0o600 });
      await writeFile(keepAs('verdict.json'), JSON.stringify(call.verdict, null, 2), { mode: 0o600 });
      await writeFile(keepAs('strain.json'), JSON.stringify(strain, null, 2), { mode: 0o600 });
      await keepRecording(api, followed.call.id, keepAs('wav'));
    }
    const { verdict } = call;
    return scoreCall(subject, results, contract, {
      figures: figuresOf(call),
      violations:
        verdict === undefined
          ? []
          : brokenRules(
              verdict,
              named.scenario,
              results.map(({ outcome }) => outcome),
            ),
      problem: undefined,
      starved: starvation(strain),
    });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  } finally {
    await stage?.close();
  }
}

/** A task that waits to be called again was put off. */
function resultOf({ outcome, state }: CallTaskView): CaseResult {
  return { outcome: outcome ?? undefined, deferred: outcome === null && state === 'queued' };
}

/** What the carrier and the payor noted of the last call. */
async function seenBy({ urls }: Stage): Promise<Omit<WireCall, 'items'>> {
  const read = async (url: string): Promise<unknown> => (await fetch(url)).json();
  const verdicts = (await read(`${urls.payor}/calls`)) as CallVerdict[];
  const { streams } = (await read(`${urls.carrier}/_control/streams`)) as { streams: StreamMoment[] };
  return { verdict: verdicts.at(-1), streams };
}

async function keepRecording(api: ReturnType<Stage['api']>, callId: string, file: string): Promise<void> {
  const audio = await api.recording(callId);
  if (audio !== undefined) await writeFile(file, Readable.fromWeb(audio), { mode: 0o600 });
}
