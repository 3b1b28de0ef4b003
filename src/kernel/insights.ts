import type { TenantScope } from './access.ts';
import type { CorrectionAction } from './outcome.ts';

export const insightGroupings = ['day', 'week', 'payor', 'practice', 'state', 'callType'] as const;

/** By what figures are grouped. A week begins on Monday; `state` is where the practice is. */
export type InsightGrouping = (typeof insightGroupings)[number];

/** What docs/insights.md calls the span, and which tasks and calls are counted in it. */
export interface InsightFilter {
  /** First and last day, ISO dates by the organization's own clock, both counted. */
  from: string;
  to: string;
  /** Of a payor that is in no directory its number, as in the key of its row. */
  payorId?: string | undefined;
  practiceId?: string | undefined;
  callType?: string | undefined;
  /** Postal code of the practice's state. */
  state?: string | undefined;
}

/** How a length is distributed: half of the calls took no longer than the median, 95 of 100 no longer than `p95`. */
export interface Spread {
  /** Calls of which the length is known. */
  calls: number;
  /** Seconds; null where there are none. */
  median: number | null;
  p95: number | null;
}

/** Tasks that ended without a full answer, by the reason of their last call; null where the call gave none. */
export interface ReasonCount {
  reason: string | null;
  partial: number;
  failed: number;
}

/** Rates are shares, 0 to 1; null where there is nothing to share. */
export interface InsightFigures {
  tasks: {
    /** Completed, partial and failed together. */
    ended: number;
    completed: number;
    partial: number;
    failed: number;
    /** Taken back; not among the ended ones. */
    canceled: number;
  };
  successRate: number | null;
  firstCallCompletions: number;
  firstCallCompletionRate: number | null;
  /** Most first. */
  reasons: readonly ReasonCount[];
  needsReview: number;
  needsReviewRate: number | null;
  /** Tasks that a person decided, and those among them of which an answer was changed. */
  reviewed: number;
  corrected: number;
  correctionRate: number | null;
  calls: {
    /** That ended in the span, also those that nobody answered. */
    ended: number;
    answered: number;
    /** Between answer and end. */
    minutes: number;
  };
  holdSeconds: Spread;
  activeSeconds: Spread;
  /** Null where the organization has not said what a minute costs. */
  costCents: number | null;
  costCentsPerTask: number | null;
}

export interface InsightRow extends InsightFigures {
  /** A date, an id, a state's code; null for what has none: no practice on file, no state known. */
  key: string | null;
  /** For people: the name of the payor or the practice, or the key. */
  label: string;
}

/** What people made of one field of the tasks that they decided; each task once, by the last thing done to the field. */
export interface FieldCorrections {
  callType: string;
  field: string;
  actions: Readonly<Record<CorrectionAction, number>>;
  /** Tasks of this call type that a person decided. */
  reviewed: number;
  /** Share of them in which the answer was changed: all actions but `confirm`. */
  correctionRate: number;
}

/** Of the deliveries that were made out in the span. */
export interface WebhookHealth {
  delivered: number;
  /** Being tried, or waiting for an earlier one of the same task. */
  pending: number;
  /** Given up. */
  dead: number;
  /** Replays among all these. */
  replays: number;
  /** From the event to the answer of the receiver, in seconds; replays left out. */
  delaySeconds: { median: number | null; p95: number | null };
}

export interface Insights {
  from: string;
  to: string;
  timeZone: string;
  by: InsightGrouping;
  centsPerMinute: number;
  totals: InsightFigures;
  /** Days and weeks in their order, anything else by ended tasks, most first. */
  rows: readonly InsightRow[];
  /** Every day of the span. */
  series: readonly InsightRow[];
  /** Most corrected first. */
  corrections: readonly FieldCorrections[];
  webhooks: WebhookHealth;
}

/** How the work goes. Numbers alone: no PHI. */
export interface InsightsDesk {
  /** Throws a problem where the span ends before it begins or is longer than 400 days. */
  insights(scope: TenantScope, filter: InsightFilter, by: InsightGrouping): Promise<Insights>;
  /** The rows as CSV, its header first. Throws as above. */
  exportCsv(scope: TenantScope, filter: InsightFilter, by: InsightGrouping): Promise<string>;
}
