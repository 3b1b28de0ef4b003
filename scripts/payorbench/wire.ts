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
import type { CallTypeContract } from '../../src/kernel/call-type.ts';
import type { CallTaskView } from '../../src/kernel/call-task.ts';
import { loadCallTypes } from '../../src/main/call-types.ts';
import { startModel } from '../../src/sandbox/model/model.ts';
import type { ModelHandle } from '../../src/sandbox/model/model.ts';
import { makeStandin } from '../../src/sandbox/model/standin.ts';
import type { Command } from '../../src/sandbox/payor/scenario-commands.ts';
import type { CallVerdict } from '../../src/sandbox/payor/verdict.ts';
import { printTrace } from '../../src/bench/session/transcript.ts';
import { follow } from '../stage/follow.ts';
import { readScenario } from '../stage/scenario.ts';
import type { ServerNode, Stage } from '../stage/stage.ts';
import { setStage } from '../stage/stage.ts';
import { followedTask, giveCommands } from './commands.ts';
import { disturbed } from './disturbed.ts';
import type { Strain } from './strain.ts';
import { starvation, watchStrain } from './strain.ts';
import type { StreamMoment, WireCall } from './wire-figures.ts';
import { figuresOf, transcriptOf } from './wire-figures.ts';

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 12 * 60_000;
/** Unless told: calls mostly wait. */
const callsSideBySide = 5;

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
      for (const score of await playOne(next, options, model, logs)) {
        note(`${lineOn(score, logs)}\n`);
        scores.push(score);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: options.parallel ?? callsSideBySide }, worker));
  } finally {
    await model?.close();
  }
  // Logs of failed calls are kept for whoever looks into them.
  if (options.keep === undefined && scores.every(({ success }) => success))
    await rm(logs, { recursive: true, force: true });
  return scores.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lineOn({ success, name, starved }: ScenarioScore, logs: string): string {
  const load = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  const strain = starved === undefined ? '' : `, STARVED: ${starved}`;
  return `${success ? 'ok  ' : 'FAIL'} ${name} (${load}${strain}${success ? '' : `, see ${logs}`})`;
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

/** One scenario on a stage of its own: a call, or several in succession that learn of each other's menus. */
async function playOne(
  named: NamedScenario,
  options: BenchOptions,
  model: ModelHandle | undefined,
  logs: string,
): Promise<ScenarioScore[]> {
  const subject = subjectOf(named);
  const contract = (await loadCallTypes()).catalogue.get(subject.callType);
  if (contract === undefined) throw new Error(`There is no call type ${subject.callType}.`);
  const scores: ScenarioScore[] = [];
  let stage: Stage | undefined;
  try {
    const scenario = await readScenario(named.file);
    const keepAs = (ending: string) => join(logs, `${named.name}.${ending}`);
    stage = await setStage({
      scenario,
      scenarioFile: await disturbed(named.file, options.disturb, keepAs('disturbed.json')),
      voice: options.voice,
      logFile: keepAs('log'),
      fullHolds: options.fullHolds,
    });
    const gating = options.gating ? { HOLD_GATING: 'on' } : {};
    const server = await stage.startServer({ ...modelEnv(options, model), ...gating });
    for (let call = 1; call <= options.calls; call += 1) {
      const name = call === 1 ? named.name : `${named.name}.${call}`;
      const seen = await playCall(
        stage,
        server,
        { number: call, commands: named.scenario.commands },
        options.keep === undefined ? undefined : join(logs, name),
      );
      await writeFile(join(logs, `${name}.txt`), `${printTrace(transcriptOf(seen.call))}\n`, { mode: 0o600 });
      scores.push({ ...scoreOf(named, seen, contract), name });
    }
    return scores;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return [...scores, scoreCall(subject, [], contract, { figures: noFigures, violations: [], problem })];
  } finally {
    await stage?.close();
  }
}

interface SeenCall {
  call: WireCall;
  results: readonly CaseResult[];
  strain: Strain;
}

/** Queues the tasks, follows their call to its end, and keeps what there is to keep of it. */
async function playCall(
  stage: Stage,
  { base, program }: ServerNode,
  { number, commands }: { number: number; commands: readonly Command[] },
  keepAs: string | undefined,
): Promise<SeenCall> {
  const api = stage.api(base);
  const { receiver } = stage;
  const strainOf = await watchStrain(program.child.pid ?? 0, stage.urls.voice);
  const before = receiver.deliveries.length;
  const tasks = await stage.queueTasks(api, number);
  const taskIds = tasks.map(({ id }) => id);
  const over = new AbortController();
  const given = giveCommands({
    commands,
    taskIds,
    api,
    verdict: async () => (await verdictsOf(stage))[number - 1],
    signal: over.signal,
  });
  const delivered = () => receiver.deliveries.slice(before).some(({ verified }) => verified);
  const followed = await Promise.race([
    follow(api, followedTask(commands, taskIds), { limitMs: callLimitMs, delivered }),
    program.ended,
    given.then(() => new Promise<never>(() => undefined)),
  ]).finally(() => over.abort());
  const results = await Promise.all(tasks.map(async ({ id }) => resultOf(await api.task(id))));
  const call: WireCall = { items: followed.items, ...(await seenBy(stage)) };
  const strain = await strainOf();
  if (keepAs !== undefined) {
    const kept = { outcomes: results, verdict: call.verdict, strain };
    for (const [ending, content] of Object.entries(kept))
      await writeFile(`${keepAs}.${ending}.json`, JSON.stringify(content, null, 2), { mode: 0o600 });
    await keepRecording(api, followed.call.id, `${keepAs}.wav`);
  }
  return { call, results, strain };
}

function scoreOf(
  named: NamedScenario,
  { call, results, strain }: SeenCall,
  contract: CallTypeContract,
): ScenarioScore {
  const { verdict } = call;
  const outcomes = results.map(({ outcome }) => outcome);
  return scoreCall(subjectOf(named), results, contract, {
    figures: figuresOf(call),
    violations: verdict === undefined ? [] : brokenRules(verdict, named.scenario, outcomes),
    problem: undefined,
    starved: starvation(strain),
  });
}

/** A task that waits to be called again was put off; nothing is told of one that was taken back. */
function resultOf({ outcome, state }: CallTaskView): CaseResult {
  return {
    outcome: outcome ?? undefined,
    deferred: outcome === null && (state === 'queued' || state === 'canceled'),
  };
}

/** What the carrier and the payor noted of the last call. */
async function seenBy(stage: Stage): Promise<Omit<WireCall, 'items'>> {
  const verdicts = await verdictsOf(stage);
  const { streams } = (await readJson(`${stage.urls.carrier}/_control/streams`)) as {
    streams: StreamMoment[];
  };
  return { verdict: verdicts.at(-1), streams };
}

async function verdictsOf({ urls }: Stage): Promise<CallVerdict[]> {
  return (await readJson(`${urls.payor}/calls`)) as CallVerdict[];
}

async function readJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function keepRecording(api: ReturnType<Stage['api']>, callId: string, file: string): Promise<void> {
  const audio = await api.recording(callId);
  if (audio !== undefined) await writeFile(file, Readable.fromWeb(audio), { mode: 0o600 });
}
