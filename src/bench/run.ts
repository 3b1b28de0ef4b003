import type { CallTypes } from '../main/call-types.ts';
import { brokenRules } from './rules.ts';
import type { NamedScenario } from './scenarios.ts';
import { subjectOf } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { noFigures, scoreCall } from './score/score.ts';
import type { SessionRun, SessionSettings } from './session/run-scenario.ts';
import { runScenario } from './session/run-scenario.ts';
import type { TraceLine } from './session/transcript.ts';

/** Plays one scenario at session level and scores it. Never throws: what goes wrong is the score. */
export async function playAndScore(
  named: NamedScenario,
  settings: SessionSettings,
  trace?: (line: TraceLine) => void,
): Promise<ScenarioScore> {
  const subject = subjectOf(named);
  const contract = contractOf(settings.callTypes, subject.callType);
  try {
    const run = await runScenario(named.name, named.scenario, settings, trace);
    const results = run.outcomes.map((outcome, index) => ({
      outcome,
      deferred: run.deferred[index] === true,
    }));
    return scoreCall(subject, results, contract, {
      figures: figuresOf(run),
      violations: brokenRules(run.verdict, named.scenario, run.outcomes),
      problem: run.report.problem,
    });
  } catch (error) {
    return scoreCall(subject, [], contract, {
      figures: noFigures,
      violations: [],
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function contractOf(callTypes: CallTypes, callType: string) {
  const contract = callTypes.catalogue.get(callType);
  return contract ?? { callType, title: callType, inputs: [], fields: [], checks: [] };
}

function figuresOf({ report, verdict }: SessionRun): ScenarioScore['figures'] {
  const { durationMs, turns, says, modelCalls, promptTokens, completionTokens } = report;
  return {
    ...noFigures,
    durationMs,
    holdMs: holdMs(verdict.phases, verdict.durationMs),
    turns,
    says,
    readBacks: report.state.tasks.reduce(
      (sum, { progress }) => sum + Object.values(progress).reduce((all, { readBacks }) => all + readBacks, 0),
      0,
    ),
    modelCalls,
    promptTokens,
    completionTokens,
    noticedMs: report.noticedMs,
    mouthOpenMs: report.mouthOpenMs,
    openedForNobody: report.openedForNobody,
  };
}

function holdMs(phases: readonly { phase: string; startMs: number }[], endMs: number): number {
  return phases.reduce((sum, { phase, startMs }, index) => {
    const untilMs = phases[index + 1]?.startMs ?? endMs;
    return phase === 'hold' ? sum + Math.max(0, untilMs - startMs) : sum;
  }, 0);
}
