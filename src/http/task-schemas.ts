import { z } from 'zod';
import { waitCodes } from '../kernel/dialing.ts';
import { answerStatuses, correctionActions, failureReasons } from '../kernel/outcome.ts';

/*
 * What tasks look like from outside. The schema of a request is there to be read: the room of tasks checks requests
 * itself, by the call type and the payor, and names everything that is wrong at once.
 */

const isoTime = z.iso.datetime({ offset: true });
const e164 = z.string().regex(/^\+1[2-9]\d{2}[2-9]\d{6}$/);

export const taskStates = ['queued', 'calling', 'completed', 'partial', 'failed', 'canceled'] as const;

const practiceInline = z
  .strictObject({
    name: z.string().min(1).max(120),
    npi: z
      .string()
      .regex(/^\d{10}$/)
      .describe('Ten digits with a valid check digit'),
    taxId: z
      .string()
      .regex(/^\d{2}-?\d{7}$/)
      .describe('Nine digits'),
    phone: e164.describe('Where a person of the practice can be reached'),
    state: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe('Two letters'),
    address: z.string().max(200).optional(),
  })
  .describe(
    'The practice itself. It is matched with those on file by NPI and tax id, and put on file where it is new',
  );

export const taskRequest = z
  .strictObject({
    callType: z.string().describe('What is asked, such as `claim_status`; `GET /v1/call-types` lists them'),
    payor: z
      .strictObject({
        name: z.string().max(200).optional().describe('Name or alias in the directory'),
        payorId: z.string().optional().describe('Id in the directory'),
        phoneNumber: e164
          .optional()
          .describe('A number that is in no directory; needs the scope `dial:any-number`'),
      })
      .describe('Exactly one of the three'),
    practice: practiceInline.optional(),
    practiceId: z.string().optional().describe('Id of a practice on file; in place of `practice`'),
    inputs: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe(
        'What the call type needs: `GET /v1/call-types/{callType}` has its JSON Schema. Payors may want more of them. ' +
          'Dates are ISO, money is integer cents',
      ),
    externalId: z
      .string()
      .min(1)
      .max(200)
      .describe(
        'Your own id, and the idempotency key: the same request again returns the first task, another one under the ' +
          'same id is a 409 that names what differs (`priority`, `notBefore` and `dueBy` are not compared, and stay as ' +
          'they were; PATCH changes them). It shows in lists; put nothing of a patient into it',
      ),
    priority: z
      .int()
      .min(-10)
      .max(10)
      .default(0)
      .optional()
      .describe('Higher goes first; waiting counts, too'),
    notBefore: isoTime.optional().describe('Not called before this time, given with its offset'),
    dueBy: isoTime
      .optional()
      .describe(
        'Not begun after this time: a task that was not called by then ends as failed with reason `expired`',
      ),
    maxAttempts: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('Calls that may be made for it; 3 where not given'),
    webhookUrl: z
      .url()
      .max(2000)
      .optional()
      .describe('Told of the end of this task, beside your webhook endpoints. Public https only'),
  })
  .meta({
    examples: [
      {
        callType: 'claim_status',
        payor: { name: 'Summit Ridge Health' },
        practice: {
          name: 'Cedar Hill Clinic',
          npi: '1234567893',
          taxId: '840000001',
          phone: '+13035550110',
          state: 'CO',
        },
        inputs: {
          memberId: 'W4471908',
          patientFirstName: 'Jordan',
          patientLastName: 'Sample',
          patientDateOfBirth: '1982-03-03',
          dateOfService: '2026-02-10',
          billedAmount: 25_000,
          npi: '1234567893',
          taxId: '840000001',
        },
        externalId: 'claim-1001',
      },
    ],
  });

const nullableTime = isoTime.nullable();

const standing = {
  priority: z.number(),
  notBefore: isoTime,
  dueBy: nullableTime,
  attempts: z.number().describe('Calls made for it'),
  maxAttempts: z.number().nullable().describe('Calls that may be made for it; null where the server decides'),
  nextAttemptAt: nullableTime,
  lastReason: z.string().nullable().describe('Why the last call, or the task, came to nothing'),
  needsReview: z.boolean().describe('A person should look at the outcome first'),
  batchId: z.string().nullable().describe('The batch or import that it came in with'),
  updatedAt: isoTime,
  finishedAt: nullableTime,
};

const essence = {
  id: z.string(),
  callType: z.string(),
  externalId: z.string(),
  state: z.enum(taskStates),
  payor: z.object({ id: z.string().nullable(), name: z.string(), phoneNumber: z.string() }),
  practiceId: z.string().nullable(),
  revision: z.number().describe('Which asking this is, from 1'),
  createdAt: isoTime,
};

export const taskSummary = z
  .object({ ...essence, ...standing })
  .describe('A task without what was asked and what came back');

const fieldValue = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.object({
      n: z.number(),
      unit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months', 'years']),
      dayType: z.enum(['business', 'calendar']).optional(),
    }),
  ])
  .nullable();

export const answer = z.object({
  value: fieldValue,
  status: z.enum(answerStatuses),
  evidence: z
    .object({
      callId: z.string().optional().describe('Where it is another call than the outcome’s'),
      turn: z.string(),
      questionTurn: z.string().nullable(),
      speaker: z.enum(['representative', 'menu']),
      quote: z.string(),
      offsetMs: z.number(),
      confidence: z.number(),
    })
    .nullable(),
  confirmed: z.boolean(),
  review: z
    .object({
      action: z.enum(correctionActions),
      by: z.string().describe('Id of the user or the key'),
      at: isoTime,
      machineValue: fieldValue,
      machineStatus: z.enum(answerStatuses),
    })
    .optional()
    .describe('Where a person decided on it, and what the machine had reported'),
});

export const outcome = z
  .object({
    taskId: z.string(),
    callId: z.string().nullable().describe('The call that ended the task; null where it ended without one'),
    callType: z.string(),
    state: z.enum(['completed', 'partial', 'failed']),
    fields: z.record(z.string(), answer),
    missingFields: z.array(z.string()).readonly(),
    failure: z
      .object({
        reason: z.enum(failureReasons),
        fault: z.enum(['ours', 'payor', 'supplied', 'line']),
        input: z.string().optional(),
      })
      .nullable(),
    checks: z
      .array(z.object({ name: z.string(), passed: z.boolean(), fields: z.array(z.string()).readonly() }))
      .readonly(),
    needsReview: z.boolean(),
    finishedAt: isoTime,
    approval: z
      .object({ by: z.string(), at: isoTime })
      .optional()
      .describe('Who approved it as it stands; left out where nobody did'),
  })
  .describe('What came back; `GET /v1/call-types/{callType}` tells the fields of each type');

/** The practice as it goes with a task. */
export const taskPractice = z.object({
  name: z.string(),
  npi: z.string(),
  taxId: z.string(),
  phone: z.string(),
  state: z.string().optional(),
  address: z.string().optional(),
  timeZone: z.string().optional(),
});

export const taskCall = z.object({
  id: z.string(),
  state: z.enum(['placing', 'ringing', 'live', 'ended']),
  startedAt: isoTime,
  answeredAt: nullableTime,
  endedAt: nullableTime,
});

export const taskView = z.object({
  ...essence,
  ...standing,
  organizationId: z.string(),
  practice: taskPractice,
  inputs: z.record(z.string(), z.union([z.string(), z.number()])),
  webhookUrl: z.string().nullable(),
  resolution: z
    .object({
      asked: z.string().describe('What the request called the payor'),
      matched: z.enum(['name', 'alias', 'id', 'number']),
      directory: z.enum(['own', 'shared', 'override', 'none']),
      lineId: z.string().nullable(),
      purpose: z.string().nullable(),
    })
    .nullable()
    .describe('How the payor became a number'),
  waiting: z
    .object({
      reasons: z
        .array(z.object({ code: z.enum(waitCodes), detail: z.string(), until: nullableTime }))
        .readonly(),
      nextTryAt: nullableTime,
    })
    .nullable()
    .describe(
      'Why it is not being called at this moment; null where it does not wait, and in the answer of `POST /v1/tasks`: GET tells',
    ),
  outcome: outcome.nullable().describe('Null before the end, and for those without the scope `results:read`'),
  calls: z.array(taskCall).readonly(),
});

export const taskAsking = z.object({
  revision: z.number(),
  askedAt: isoTime,
  askedBy: z.string().nullable().describe('Key or user'),
  note: z.string().nullable(),
  state: z.enum(taskStates).describe('How it ended, or how it stands'),
  reason: z.string().nullable().describe('Why it failed or was taken back'),
  finishedAt: nullableTime.describe(
    'Null while it is under way, and for an earlier asking that was taken back',
  ),
  outcome: outcome.nullable().describe('Null while it is under way, and where it was taken back'),
});

export const rowProblem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string(),
        detail: z.string(),
        column: z.string().optional().describe('The column of the file, by its header'),
      }),
    )
    .readonly(),
});
