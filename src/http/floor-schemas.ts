import { z } from 'zod';
import { livePhases, liveSpeakers } from '../kernel/floor.ts';
import { overview } from './dialing-schemas.ts';

const time = z.iso.datetime();
const ms = z.number().int();

export const liveCall = z.object({
  callId: z.string(),
  tasks: z.array(z.object({ taskId: z.string(), externalId: z.string(), callType: z.string() })),
  payor: z.object({ id: z.string().nullable(), name: z.string() }),
  practice: z.object({ id: z.string().nullable(), name: z.string() }),
  phase: z
    .enum(livePhases)
    .describe('transfer: a person’s phone is being dialed into the call; taken_over: that person speaks'),
  phaseSince: time,
  startedAt: time,
  answeredAt: time.nullable(),
  holdMs: ms.describe('On hold so far, at `updatedAt`: count on while the phase is `hold`'),
  activeMs: ms.describe('In menus and with people so far, at `updatedAt`'),
  lastWords: z
    .object({
      speaker: z.enum(liveSpeakers),
      text: z.string().describe('Masked: numbers, dates and names are •••'),
      at: time,
    })
    .nullable()
    .describe('Null before anything was said'),
  updatedAt: time,
});

const capacity = z.object({
  maxConcurrentCalls: z.number().int().describe('Calls that the server makes at once'),
  running: z.number().int().describe('Calls of everybody that are under way'),
});

export const floorSnapshot = z.object({
  calls: z.array(liveCall).describe('Running calls, the oldest first'),
  queue: overview,
  capacity,
  at: time,
});
