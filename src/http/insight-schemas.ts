import { z } from 'zod';
import { insightGroupings } from '../kernel/insights.ts';

const count = z.number().int();
const rate = z.number().nullable().describe('A share, 0 to 1; null where there is nothing to share');
const spread = z.object({
  calls: count.describe('Answered calls of which it is known'),
  median: z.number().nullable().describe('Seconds'),
  p95: z.number().nullable().describe('Seconds'),
});

const figures = {
  tasks: z.object({
    ended: count.describe(
      'Completed, partial and failed together: each task once, at the end of its newest asking',
    ),
    completed: count,
    partial: count,
    failed: count,
    canceled: count.describe('Taken back; not among the ended ones'),
  }),
  successRate: rate.describe('Completed of those that ended; null where none did'),
  firstCallCompletions: count,
  firstCallCompletionRate: rate.describe(
    'Completed by the first attempt of the first asking, of those that ended',
  ),
  reasons: z
    .array(z.object({ reason: z.string().nullable(), partial: count, failed: count }))
    .readonly()
    .describe('Why tasks were not completed, most first; null where the call gave no reason'),
  needsReview: count.describe('Left with a doubtful value or a failed check when they ended'),
  needsReviewRate: rate,
  reviewed: count.describe('Decided or changed by a person'),
  corrected: count.describe('Of these, those of which an answer was changed'),
  correctionRate: rate,
  calls: z.object({
    ended: count.describe('Calls that the carrier took and that ended in the span'),
    answered: count,
    minutes: z.number().describe('Between answer and end'),
  }),
  holdSeconds: spread.describe('On hold'),
  activeSeconds: spread.describe('In menus and with people'),
  costCents: count.nullable().describe('Minutes at what one is reckoned to cost; null where no rate is set'),
  costCentsPerTask: z
    .number()
    .nullable()
    .describe('The cost shared by the tasks that ended in the same span'),
};

const row = z.object({
  key: z.string().nullable().describe('A date, an id, the code of a state; null for what has none'),
  label: z.string(),
  ...figures,
});

/** What `GET /v1/insights` answers. */
export const insights = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string().describe('By which the days are'),
  by: z.enum(insightGroupings),
  centsPerMinute: z.number().describe('0 where no rate is set'),
  totals: z.object(figures),
  rows: z
    .array(row)
    .readonly()
    .describe('Days and weeks in their order, all others by ended tasks, most first'),
  series: z.array(row).readonly().describe('Every day of the span'),
  corrections: z
    .array(
      z.object({
        callType: z.string(),
        field: z.string(),
        actions: z.object({ correct: count, confirm: count, reject: count, add: count }),
        reviewed: count.describe('Tasks of the call type that a person decided or changed'),
        correctionRate: z.number().describe('Share of them in which the answer was changed'),
      }),
    )
    .readonly()
    .describe('By field, each task once by what was done to the field last; most corrected first'),
  webhooks: z.object({
    delivered: count.describe('Of the deliveries made out in the span'),
    pending: count.describe('Being tried, or waiting for an earlier one of the same task'),
    dead: count.describe('Given up'),
    replays: count.describe('Replays among all these'),
    delaySeconds: z
      .object({ median: z.number().nullable(), p95: z.number().nullable() })
      .describe("From the event to the receiver's answer, replays left out"),
  }),
});
