import type { FieldVerdict } from './compare.ts';
import type { ScenarioScore } from './score.ts';

/** All scenarios of a run together, but for starved calls. Rates are 0 to 1; null where there is nothing to divide by. */
export interface Totals {
  scenarios: number;
  /** Calls that the machine fell behind, which count nowhere else. */
  starved: number;
  successes: number;
  successRate: number | null;
  cooperative: number;
  cooperativeSuccesses: number;
  cooperativeSuccessRate: number | null;
  /** Failures that reported nothing false and broke no rule. */
  safeFailures: number;
  fieldsExpected: number;
  fieldsReported: number;
  precision: number | null;
  recall: number | null;
  falseValues: number;
  doubtfulValues: number;
  doubtfulWrong: number;
  violations: number;
  readBacks: number;
  turns: number;
  activeSeconds: number;
  holdSeconds: number;
  modelCalls: number;
  promptTokens: number;
  completionTokens: number;
  wordsSaid: number;
  wordErrors: number;
  valuesSaid: number;
  valuesMisheard: number;
  noticedMedianMs: number | null;
  noticed95Ms: number | null;
  mouthOpenMedianMs: number | null;
  mouthOpen95Ms: number | null;
  replyMedianMs: number | null;
  reply95Ms: number | null;
  /** In all calls together. */
  openedForNobody: number;
}

export function totalsOf(played: readonly ScenarioScore[]): Totals {
  const scores = played.filter(({ starved }) => starved === undefined);
  const sum = (of: (score: ScenarioScore) => number) => scores.reduce((all, score) => all + of(score), 0);
  const fields = scores.flatMap((score) => score.fields);
  const count = (...verdicts: FieldVerdict[]) =>
    fields.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const right = count('right');
  const reported = count('right', 'false');
  const expected = fields.filter((field) => field.expected !== null).length;
  const cooperative = scores.filter((score) => score.cooperative);
  const successes = scores.filter(({ success }) => success).length;
  const cooperativeSuccesses = cooperative.filter(({ success }) => success).length;
  const noticed = scores.flatMap(({ figures }) => figures.noticedMs).sort((a, b) => a - b);
  const opened = scores.flatMap(({ figures }) => figures.mouthOpenMs).sort((a, b) => a - b);
  const replies = scores.flatMap(({ figures }) => figures.replyMs ?? []).sort((a, b) => a - b);
  return {
    scenarios: scores.length,
    starved: played.length - scores.length,
    successes,
    successRate: rate(successes, scores.length),
    cooperative: cooperative.length,
    cooperativeSuccesses,
    cooperativeSuccessRate: rate(cooperativeSuccesses, cooperative.length),
    safeFailures: scores.filter((score) => !score.success && isSafe(score)).length,
    fieldsExpected: expected,
    fieldsReported: reported,
    precision: rate(right, reported),
    recall: rate(right, expected),
    falseValues: count('false'),
    doubtfulValues: count('doubtful_right', 'doubtful_wrong'),
    doubtfulWrong: count('doubtful_wrong'),
    violations: sum(({ violations }) => violations.length),
    readBacks: sum(({ figures }) => figures.readBacks),
    turns: sum(({ figures }) => figures.turns),
    activeSeconds: Math.round(sum(({ figures }) => figures.durationMs - figures.holdMs) / 1000),
    holdSeconds: Math.round(sum(({ figures }) => figures.holdMs) / 1000),
    modelCalls: sum(({ figures }) => figures.modelCalls),
    promptTokens: sum(({ figures }) => figures.promptTokens),
    completionTokens: sum(({ figures }) => figures.completionTokens),
    wordsSaid: sum(({ figures }) => figures.wordsSaid),
    wordErrors: sum(({ figures }) => figures.wordErrors),
    valuesSaid: sum(({ figures }) => figures.valuesSaid),
    valuesMisheard: sum(({ figures }) => figures.valuesMisheard),
    noticedMedianMs: quantile(noticed, 0.5),
    noticed95Ms: quantile(noticed, 0.95),
    mouthOpenMedianMs: quantile(opened, 0.5),
    mouthOpen95Ms: quantile(opened, 0.95),
    replyMedianMs: quantile(replies, 0.5),
    reply95Ms: quantile(replies, 0.95),
    openedForNobody: sum(({ figures }) => figures.openedForNobody ?? 0),
  };
}

/** Nothing false was reported and no rule broken. */
export function isSafe({ fields, violations }: ScenarioScore): boolean {
  return violations.length === 0 && fields.every(({ verdict }) => verdict !== 'false');
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
