import { z } from 'zod';
import { holidays } from '../kernel/holidays.ts';
import { weekdays } from '../kernel/opening-hours.ts';

const time = z.iso.datetime({ offset: true });
const inputKinds = ['identifier', 'name', 'date', 'money', 'npi', 'tax_id', 'telephone', 'text'] as const;
const span = z.object({ from: z.string(), to: z.string() });
const day = z.array(span).readonly().optional();
const count = z.int().nullable().describe('Null where the payor sets no limit');

const line = z.object({
  id: z.string(),
  purpose: z.string().describe('A call type, or what else the line is for; `provider` answers everything'),
  label: z.string().nullable(),
  phoneNumber: z.string().describe('E.164'),
  timeZone: z.string().describe('IANA zone in which the hours and dates are meant'),
  hours: z
    .object(
      Object.fromEntries(weekdays.map((each) => [each, day])) as Record<
        (typeof weekdays)[number],
        typeof day
      >,
    )
    .nullable()
    .describe('Local times by weekday; a day that is not there is a closed one. Null where nobody knows'),
  holidays: z.array(z.enum(holidays)).readonly(),
  closedOn: z.array(z.string()).readonly().describe('ISO dates'),
  maxConcurrentCalls: count,
  now: z
    .object({ open: z.boolean(), opensAt: time.nullable(), closesAt: time.nullable() })
    .describe('At this moment, by the hours above'),
});

const members = {
  id: z.string(),
  directory: z
    .enum(['own', 'shared', 'override'])
    .describe('`override`: a shared entry of which your organization changed what `overridden` names'),
  overridden: z.array(z.string()).readonly(),
  name: z.string(),
  aliases: z.array(z.string()).readonly(),
  lines: z.array(line).readonly(),
  limits: z.object({ maxConcurrentCalls: count, tasksPerCall: z.int(), callsPerMinute: count }),
  requiredInputs: z.record(
    z.string(),
    z.array(z.object({ name: z.string(), why: z.string().optional() })).readonly(),
  ),
  refusesAutomation: z.boolean(),
  recording: z.enum(['allowed', 'announce', 'forbidden']).nullable(),
  disclosure: z.string().nullable(),
  notes: z.string().nullable(),
  updatedAt: time,
};

/** A payor as an organization sees it. */
export const payorView = z.object(members);

/** One that was looked for. */
export const payorHit = z.object({
  ...members,
  score: z.number().nullable().describe('0 to 1, where 1 is the very name; null without `q`'),
  matchedName: z.string().nullable().describe('The name or alias that came nearest'),
});

/** What a task for a payor needs. */
export const payorRequirements = z.object({
  payorId: z.string(),
  callType: z.string(),
  inputs: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        kind: z.enum(inputKinds),
        required: z.boolean(),
        why: z.string().describe('Who wants it, as a sentence'),
      }),
    )
    .readonly(),
});
