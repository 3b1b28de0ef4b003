import type { PhoneTree } from '../../kernel/phone-tree.ts';
import type { CallTypes } from '../../main/call-types.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { assessOutcome } from '../../outcomes/assess.ts';
import type { ScriptState } from '../../script/index.ts';
import type { ChatRequest, ModelReply } from '../../sandbox/model/replies.ts';
import type { Scenario } from '../../sandbox/payor/scenario.ts';
import { casesOf } from '../../sandbox/payor/scenario.ts';
import { makeTextCall } from '../../sandbox/payor/text-call.ts';
import type { CallVerdict } from '../../sandbox/payor/verdict.ts';
import { makeRandom, seedOf } from '../random.ts';
import { askingAlways } from './ask-always.ts';
import { makeCommandSchedule } from './commands.ts';
import { makeMishearing } from './noise.ts';
import type { SessionReport } from './session-call.ts';
import { SessionCall } from './session-call.ts';
import type { TraceLine } from './transcript.ts';
import type { Understanding } from './understanding.ts';

export interface SessionSettings {
  callTypes: CallTypes;
  seed: number;
  /** Share of words that are misheard, 0 to 1. */
  wordErrors: number;
  fullHolds: boolean;
  /** The day on which the call is made, ISO. */
  today: string;
  /** Made anew for each call; undefined where no model is available. */
  understanding: ((seed: number) => Understanding) | undefined;
  /** Asked about every turn of a conversation, ahead of the reflexes. */
  askedAlways?: ((seed: number) => (request: ChatRequest) => ModelReply) | undefined;
  /** What earlier calls learned of the payor's menus. */
  tree?: PhoneTree | undefined;
  /** What to do where the line offers to call back; declined unless told. */
  callback?: 'decline' | 'leave_number' | undefined;
}

/** One scenario played at session level. */
export interface SessionRun {
  report: SessionReport<ScriptState>;
  /** One for each task of the scenario, in order; undefined where the call came to no end, or the task was put off. */
  outcomes: readonly (Outcome | undefined)[];
  /** Which tasks were put off to another call. */
  deferred: readonly boolean[];
  verdict: CallVerdict;
}

/** Plays one scenario in virtual time. `name` seeds its chances; `trace` gets a transcript. */
export async function runScenario(
  name: string,
  scenario: Scenario,
  settings: SessionSettings,
  trace?: (line: TraceLine) => void,
): Promise<SessionRun> {
  const { callTypes, understanding } = settings;
  const { callType, practice } = scenario.task;
  const tasks = casesOf(scenario).map(({ task }, index) => ({
    id: `task-${index + 1}`,
    callType: task.callType,
    externalId: task.externalId,
    inputs: task.inputs,
  }));
  const seed = seedOf(settings.seed, name);
  const contract = callTypes.catalogue.get(callType);
  if (contract === undefined) throw new Error(`There is no call type ${callType}.`);
  let asked = 0;
  const model = settings.askedAlways?.(seed);
  const plain = callTypes.bindingOf(callType);
  const binding =
    model === undefined
      ? plain
      : askingAlways(plain, contract, model, (calls) => {
          asked += 1;
          trace?.({ atMs: 0, who: 'model', text: JSON.stringify(calls) });
        });
  const far = makeTextCall(scenario, { shortHolds: !settings.fullHolds, seed });
  const random = makeRandom(seed);
  const call = new SessionCall<ScriptState>({
    far,
    watch: { binding, news },
    placed: {
      type: 'call_placed',
      atMs: 0,
      today: settings.today,
      tasks,
      practice,
      payorName: scenario.payor.name,
      agentName: 'Riley',
      scriptVersion: binding.version,
      modelAvailable: understanding !== undefined || model !== undefined,
      recorded: true,
      tree: settings.tree,
      callback: settings.callback,
    },
    understanding: understanding?.(seed),
    commands: makeCommandSchedule(
      scenario.commands,
      tasks.map(({ id }) => id),
    ),
    random,
    mishear: makeMishearing(settings.wordErrors, makeRandom(seed + 1)),
    trace,
  });
  const report = await call.run();
  const results = tasks.map(({ id }) => report.results?.find(({ taskId }) => taskId === id));
  const context = { callId: 'bench', contract, today: settings.today, finishedAt: settings.today };
  return {
    report: { ...report, modelCalls: report.modelCalls + asked },
    outcomes: results.map((result) =>
      result === undefined || result.deferred === true ? undefined : assessOutcome(result, context),
    ),
    deferred: results.map((result) => result?.deferred === true),
    verdict: far.verdict,
  };
}

/** What a step added to the answers, a line each. */
function news(before: ScriptState, after: ScriptState): string[] {
  return after.tasks.flatMap((task, index) => {
    const known = before.tasks[index]?.answers ?? {};
    return Object.entries(task.answers).flatMap(([field, answer]) => {
      const was = known[field];
      if (was?.value === answer.value && was.status === answer.status && was.confirmed === answer.confirmed)
        return [];
      const confirmed = answer.confirmed ? ', confirmed' : '';
      return [`${field} = ${JSON.stringify(answer.value)} (${answer.status}${confirmed})`];
    });
  });
}
