import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from '../../src/bench/options.ts';
import { brokenRules } from '../../src/bench/rules.ts';
import type { NamedScenario } from '../../src/bench/scenarios.ts';
import { subjectOf } from '../../src/bench/scenarios.ts';
import type { CallFigures, CaseResult, ScenarioScore } from '../../src/bench/score/score.ts';
import { noFigures, scoreCall } from '../../src/bench/score/score.ts';
import type { CallTaskView } from '../../src/kernel/call-task.ts';
import type { TimelineItem } from '../../src/kernel/live.ts';
import { loadCallTypes } from '../../src/main/call-types.ts';
import { startModel } from '../../src/sandbox/model/model.ts';
import type { ModelHandle } from '../../src/sandbox/model/model.ts';
import { makeStandin } from '../../src/sandbox/model/standin.ts';
import type { CallVerdict } from '../../src/sandbox/payor/verdict.ts';
import { follow } from '../stage/follow.ts';
import { readScenario } from '../stage/scenario.ts';
import { setStage } from '../stage/stage.ts';

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 12 * 60_000;

/** Plays scenarios over real sockets and real audio, each on a stage of its own, a few side by side. */
export async function playOnWires(
  scenarios: readonly NamedScenario[],
  options: BenchOptions,
  note: (text: string) => void,
): Promise<ScenarioScore[]> {
  const logs = await mkdtemp(join(tmpdir(), 'payorbench-'));
  const model = await modelFor(options);
  const waiting = [...scenarios];
  const scores: ScenarioScore[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const logFile = join(logs, `${next.name}.log`);
      const score = await playOne(next, options, model, logFile);
      note(`${score.success ? 'ok  ' : 'FAIL'} ${next.name}${score.success ? '' : ` (log: ${logFile})`}\n`);
      scores.push(score);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.parallel }, worker));
  } finally {
    await model?.close();
  }
  // Logs of failed calls are kept for whoever looks into them.
  if (scores.every(({ success }) => success)) await rm(logs, { recursive: true, force: true });
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
  logFile: string,
): Promise<ScenarioScore> {
  const subject = subjectOf(named);
  const contract = (await loadCallTypes()).catalogue.get(subject.callType);
  if (contract === undefined) throw new Error(`There is no call type ${subject.callType}.`);
  const failed = (problem: string) =>
    scoreCall(subject, [], contract, { figures: noFigures, violations: [], problem });
  let stage: Awaited<ReturnType<typeof setStage>> | undefined;
  try {
    const scenario = await readScenario(named.file);
    stage = await setStage({ scenario, scenarioFile: named.file, voice: options.voice, logFile });
    const { base, program } = await stage.startServer(modelEnv(options, model));
    const api = stage.api(base);
    const tasks = await stage.queueTasks(api);
    const { receiver, urls } = stage;
    const delivered = () => receiver.deliveries.some(({ verified }) => verified);
    const followed = await Promise.race([
      follow(api, tasks[0].id, { limitMs: callLimitMs, delivered }),
      program.ended,
    ]);
    const results = await Promise.all(tasks.map(async ({ id }) => resultOf(await api.task(id))));
    const verdicts = (await (await fetch(`${urls.payor}/calls`)).json()) as CallVerdict[];
    const verdict = verdicts.at(-1);
    return scoreCall(subject, results, contract, {
      figures: figuresOf(followed.items, verdict),
      violations:
        verdict === undefined
          ? []
          : brokenRules(
              verdict,
              named.scenario,
              results.map(({ outcome }) => outcome),
            ),
      problem: undefined,
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

/** What can be seen from outside: the call's timeline and the payor's own account. */
function figuresOf(items: readonly TimelineItem[], verdict: CallVerdict | undefined): CallFigures {
  const said = items.filter((item) => item.kind === 'said');
  return {
    ...noFigures,
    durationMs: items.at(-1)?.atMs ?? 0,
    holdMs: holdMsOf(verdict),
    turns: items.filter(({ kind }) => kind === 'heard').length,
    says: said.length,
    readBacks: said.filter(({ text }) => /is (that|this) (correct|right)\?/i.test(text)).length,
  };
}

function holdMsOf(verdict: CallVerdict | undefined): number {
  const phases = verdict?.phases ?? [];
  return phases.reduce((sum, { phase, startMs }, index) => {
    const untilMs = phases[index + 1]?.startMs ?? verdict?.durationMs ?? startMs;
    return phase === 'hold' ? sum + Math.max(0, untilMs - startMs) : sum;
  }, 0);
}
