import { readBaseline, regressions, writeBaseline } from './baseline.ts';
import { writeScenarios } from './generate/generate.ts';
import type { ModelAccess } from './models.ts';
import type { BenchOptions } from './options.ts';
import { help, readOptions } from './options.ts';
import { playAll, threadsFor } from './play-all.ts';
import { playAndScore } from './run.ts';
import type { NamedScenario } from './scenarios.ts';
import { dayNow } from '../sandbox/payor/relative-dates.ts';
import { readScenarios } from './scenarios.ts';
import { markdownTable, printScores } from './score/print.ts';
import type { ScenarioScore } from './score/score.ts';
import { isSafe, totalsOf } from './score/totals.ts';
import { sessionSettings } from './session-settings.ts';
import type { TraceLine } from './session/transcript.ts';
import { printTrace } from './session/transcript.ts';

export interface BenchWorld {
  /** Paths are named from where the command was called. */
  resolve: (path: string) => string;
  model: ModelAccess;
  /** What the code is at, for tables that are published. */
  commit: () => string | undefined;
  out: (text: string) => void;
  note: (text: string) => void;
  /** Plays scenarios over real sockets; lives with the stage that it needs. */
  playOnWires: (
    scenarios: readonly NamedScenario[],
    options: BenchOptions,
    note: (text: string) => void,
  ) => Promise<ScenarioScore[]>;
}

/** The command `payorbench`. Resolves with its exit code. */
export async function payorbench(argv: readonly string[], world: BenchWorld): Promise<number> {
  const options = readOptions(argv);
  if ('help' in options) {
    world.out(help);
    return 0;
  }
  if ('mistake' in options) {
    world.note(`${options.mistake} See --help.\n`);
    return 2;
  }
  if (options.command === 'generate' && options.out !== undefined) {
    await writeScenarios(world.resolve(options.out), options.seed, options.count);
    world.note(`${options.count} scenarios written to ${options.out}.\n`);
    return 0;
  }
  const directory = world.resolve(options.dir);
  const { scenarios, mistakes } = await readScenarios(
    directory,
    options.trace ?? options.only,
    options.level === 'wire' ? dayNow() : options.today,
  );
  for (const mistake of mistakes) world.note(`${mistake}\n`);
  if (scenarios.length === 0) {
    world.note(`There is no scenario to play in ${directory}.\n`);
    return 2;
  }
  if (options.trace !== undefined) return trace(scenarios, options, world);
  if (options.markdown && options.level === 'session') return compareSettings(scenarios, options, world);
  const startedMs = performance.now();
  const scores = await play(scenarios, options, world);
  const tookSeconds = (performance.now() - startedMs) / 1000;
  const totals = totalsOf(scores);
  if (options.updateBaseline) await writeBaseline(directory, scores);
  const behind = options.baseline ? regressions(await readBaseline(directory), scores) : [];
  if (options.json)
    world.out(
      `${JSON.stringify({ settings: settingsOf(options), mistakes, totals, scenarios: scores, behind }, null, 2)}\n`,
    );
  else if (options.markdown) world.out(`${markdownTable([{ title: titleOf(options), totals }])}\n`);
  else world.out(`${printScores(scores, totals)}\n`);
  world.note(
    `${scores.length} calls in ${tookSeconds.toFixed(1)} s (${Math.round((scores.length / tookSeconds) * 60)} a minute).\n`,
  );
  for (const name of behind) world.note(`${name} used to succeed and does not.\n`);
  if (scores.some((score) => !isSafe(score)) || behind.length > 0) return 1;
  return mistakes.length > 0 ? 2 : 0;
}

async function play(
  scenarios: readonly NamedScenario[],
  options: BenchOptions,
  world: BenchWorld,
): Promise<ScenarioScore[]> {
  if (options.level === 'wire') {
    const keep = options.keep === undefined ? undefined : world.resolve(options.keep);
    return world.playOnWires(scenarios, { ...options, keep }, world.note);
  }
  const threads = threadsFor(scenarios.length, options.parallel);
  return playAll(scenarios, { options, access: world.model }, threads, (count) => {
    if (count % 100 === 0) world.note(`${count} of ${scenarios.length} …\n`);
  });
}

/** Settings that are published side by side; a real model is not among them, since it cannot be run everywhere. */
const published: readonly Partial<BenchOptions>[] = [
  { model: 'none' },
  { model: 'standin' },
  { model: 'standin', adversarial: true },
  { model: 'standin', adversarial: true, askAlways: true },
  { model: 'none', wordErrors: 0.03 },
];

/** Plays the scenarios at each published setting and prints one table of all totals. */
async function compareSettings(
  scenarios: readonly NamedScenario[],
  options: BenchOptions,
  world: BenchWorld,
): Promise<number> {
  const columns = [];
  let safe = true;
  for (const setting of published) {
    const chosen = { ...options, adversarial: false, askAlways: false, wordErrors: 0, ...setting };
    world.note(`${titleOf(chosen)} …\n`);
    const scores = await play(scenarios, chosen, world);
    // Misheard words may be told to us wrongly by nobody's fault: what they cost is published, not judged.
    if (chosen.wordErrors === 0) safe &&= scores.every(isSafe);
    columns.push({ title: titleOf(chosen), totals: totalsOf(scores) });
  }
  const commit = world.commit();
  world.out(`${markdownTable(columns)}\n\n`);
  world.out(
    `Commit ${commit ?? 'unknown'}, seed ${options.seed}, ${scenarios.length} scenarios of ${options.dir}.\n`,
  );
  return safe ? 0 : 1;
}

async function trace(
  scenarios: readonly NamedScenario[],
  options: BenchOptions,
  world: BenchWorld,
): Promise<number> {
  const scenario = scenarios.find(({ name }) => name === options.trace) ?? scenarios[0];
  if (scenario === undefined) return 2;
  const lines: TraceLine[] = [];
  const score = await playAndScore(scenario, await sessionSettings(options, world.model), (line) =>
    lines.push(line),
  );
  world.out(`${scenario.scenario.title} (${scenario.file})\n\n${printTrace(lines)}\n\n`);
  world.out(`${printScores([score], totalsOf([score])).split('\n\n')[0] ?? ''}\n`);
  return isSafe(score) ? 0 : 1;
}

function settingsOf({
  level,
  model,
  adversarial,
  askAlways,
  seed,
  wordErrors,
  fullHolds,
}: BenchOptions): object {
  return { level, model, adversarial, askAlways, seed, wordErrors, fullHolds };
}

function titleOf({ level, model, adversarial, askAlways, wordErrors }: BenchOptions): string {
  const noise = wordErrors > 0 ? `, ${wordErrors * 100} % of words misheard` : '';
  const understanding =
    model === 'none'
      ? 'no model'
      : `model: ${model}${adversarial ? ', adversarial' : ''}${askAlways ? ', asked about every turn' : ''}`;
  return `${level}, ${understanding}${noise}`;
}
