import { z } from 'zod';
import type { QueueOverview } from '../kernel/dialing.ts';
import { pauseScopes, runningCallChoices, waitCodes } from '../kernel/dialing.ts';

const time = z.iso.datetime();

export const pause = z.object({
  id: z.string(),
  scope: z.enum(pauseScopes).describe('`everything` is set by whoever runs the server'),
  subject: z.string().nullable().describe("Id of the payor or practice, or the line's number"),
  reason: z.string(),
  runningCalls: z.enum(runningCallChoices),
  createdBy: z.string().describe('Key or person; `operator` for whoever runs the server'),
  createdAt: time,
  endedAt: time.nullable().describe('Null while it lasts'),
  endedBy: z.string().nullable(),
});

const reason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe('Why, for whoever finds work waiting. Names of patients do not belong here');
const runningCalls = z
  .enum(runningCallChoices)
  .default('continue')
  .describe(
    'What becomes of calls that are running. `end_politely`: they say goodbye, and what they have not finished goes back into the queue',
  );

const requestScopes = ['organization', 'payor', 'line', 'practice'] as const;
const number = /^\+[1-9]\d{7,14}$/;

interface PauseTarget {
  scope: (typeof requestScopes)[number];
  id?: string | undefined;
}

/**
 * A rule on scope and id together. It is asked as soon as the scope is known, also where other members are missing, so
 * that all that is wrong is named at once.
 */
const ruleOfId = (fits: (target: PauseTarget) => boolean, error: string) =>
  z.refine<PauseTarget>(fits, {
    path: ['id'],
    error,
    when: ({ value }) => targetOnly.safeParse(value).success,
  });

const targetOnly = z.object({ scope: z.enum(requestScopes), id: z.string().optional() });

export const pauseRequest = z
  .strictObject({
    scope: z.enum(requestScopes, `must be one of: ${requestScopes.join(', ')}`).describe('What is paused'),
    id: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe(
        'Id of the payor or practice; for a line its number, E.164. Left out for the whole organization, required otherwise',
      ),
    reason,
    runningCalls,
  })
  .check(
    ruleOfId(
      ({ scope, id }) => scope === 'organization' || id !== undefined,
      'is required: the id of the payor or practice, or the number of the line',
    ),
    ruleOfId(
      ({ scope, id }) => scope !== 'organization' || id === undefined,
      'must be left out where the whole organization is paused',
    ),
    ruleOfId(
      ({ scope, id }) => scope !== 'line' || id === undefined || number.test(id),
      'must be a number such as +13035550142',
    ),
  );

const cap = (what: string, most: number) =>
  z.number().int().min(1).max(most).nullable().describe(`${what}; null for no limit`);

export const limits = z.strictObject({
  callsAtOnce: cap('Calls at the same time', 10_000),
  minutesPerDay: cap('Minutes a day on calls that were answered', 10_000_000),
  centsPerDay: cap('Cents a day, by what a minute is reckoned to cost', 1_000_000_000),
  centsPerMinute: z.number().min(0).max(10_000).describe('What a minute is reckoned to cost, in cents'),
});

const usage = z.object({
  day: z.iso.date().describe("The organization's own day"),
  timeZone: z.string(),
  minutes: z.number().describe('Of answered calls, those that are running included'),
  cents: z.number().int(),
  until: time.describe('When the next day begins'),
});

export const limitsAnswer = z.object({ limits, today: usage });

export const flag = z.object({
  id: z.string(),
  kind: z
    .enum(['refuses_automation', 'wrong_number'])
    .describe('What calls met there. It holds nothing back: say in the directory what shall hold'),
  payorId: z.string().nullable(),
  payorName: z.string(),
  phoneNumber: z.string(),
  times: z.number().int(),
  firstAt: time,
  lastAt: time,
  lastCallId: z.string().nullable().describe('Null for a key that does not see the call'),
});

const tasks = z.number().int().describe('Tasks that wait');

export const overview = z.object({
  waiting: tasks,
  byReason: z
    .array(z.object({ code: z.enum(waitCodes), tasks }))
    .describe('Each task once, under what lasts longest; most first'),
  byPayor: z
    .array(
      z.object({
        payorId: z.string().nullable(),
        payorName: z.string(),
        phoneNumber: z.string(),
        tasks,
      }),
    )
    .describe('The hundred lines with most'),
  byPractice: z.array(
    z.object({
      practiceId: z.string().nullable(),
      tasks,
      running: z.number().int().describe('Calls that are running for it'),
    }),
  ),
  running: z.number().int().describe('Calls that are running'),
  limits,
  today: usage,
  pauses: z.array(pause).describe('Those that last'),
  flags: z.array(flag).describe('What a person should look at'),
});

/** The schemas are of arrays that may be changed; nobody does. */
export function present(seen: QueueOverview): z.input<typeof overview> {
  return {
    ...seen,
    byReason: [...seen.byReason],
    byPayor: [...seen.byPayor],
    byPractice: [...seen.byPractice],
    pauses: [...seen.pauses],
    flags: [...seen.flags],
  };
}
