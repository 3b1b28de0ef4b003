import { z } from 'zod';
import { fieldTypes, inputKinds } from '../kernel/call-type.ts';
import { ProblemError } from '../kernel/errors.ts';
import { correctionActions } from '../kernel/outcome.ts';
import { reviewReasons, reviewStates } from '../kernel/review.ts';
import { answer, outcome, taskCall, taskPractice, taskStates } from './task-schemas.ts';

const isoTime = z.iso.datetime({ offset: true });
const named = z.object({ id: z.string().nullable(), name: z.string() });

export const person = z.object({ id: z.string(), name: z.string() });

export const inboxItem = z
  .object({
    taskId: z.string(),
    externalId: z.string(),
    callType: z.string(),
    taskState: z.enum(taskStates),
    reviewState: z
      .enum(reviewStates)
      .describe('clear: completed and nothing doubtful. sent_back: asked again, its next end reopens it'),
    reasons: z.array(z.enum(reviewReasons)).readonly().describe('Why a person should look'),
    failureReason: z.string().nullable(),
    payor: named,
    practice: named,
    assignee: person.nullable(),
    revision: z.number().describe('Which asking of the task the outcome answers'),
    version: z.number().describe('What a change is based on: send it back with the change'),
    openedAt: isoTime,
    finishedAt: isoTime.nullable().describe('Null where the task is under way again'),
    decidedAt: isoTime.nullable(),
  })
  .describe('A task with an outcome, without what was asked and what came back');

const correction = z.object({
  revision: z.number(),
  version: z.number(),
  field: z.string(),
  action: z.enum(correctionActions),
  before: answer,
  after: answer,
  reason: z.string().nullable(),
  by: z.object({ id: z.string(), name: z.string().nullable() }),
  at: isoTime,
});

const contract = z.object({
  title: z.string(),
  fields: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        type: z.enum(fieldTypes),
        requirement: z.enum(['required', 'conditional', 'optional']),
        values: z
          .array(z.object({ value: z.string(), say: z.string() }))
          .readonly()
          .optional(),
        shape: z.string().optional().describe('Of the whole value, as a regular expression'),
        when: z.unknown().optional().describe('Where the field is wanted; without it always'),
      }),
    )
    .readonly(),
  inputs: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        kind: z.enum(inputKinds),
        required: z.boolean(),
        ahead: z.boolean().optional(),
      }),
    )
    .readonly(),
});

const transcript = z.object({
  callId: z.string(),
  turns: z
    .array(
      z.object({
        turn: z.string(),
        speaker: z.enum(['menu', 'representative', 'agent']),
        text: z.string(),
        startMs: z.number(),
        endMs: z.number(),
        words: z
          .array(
            z.object({
              text: z.string(),
              startMs: z.number(),
              endMs: z.number(),
              confidence: z.number().nullable(),
              estimated: z.boolean(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  phases: z.array(z.object({ phase: z.string(), atMs: z.number() })).readonly(),
});

export const reviewView = z.object({
  item: inboxItem,
  masked: z.boolean().describe('True where `•••` stands for what tells of a patient'),
  task: z.object({
    inputs: z.record(z.string(), z.union([z.string(), z.number()])),
    practice: taskPractice,
    payorPhone: z.string(),
    webhookUrl: z.string().nullable().describe('Without its query'),
    createdAt: isoTime,
    attempts: z.number(),
  }),
  outcome,
  contract,
  corrections: z.array(correction).readonly().describe('The latest in front'),
  calls: z.array(taskCall).readonly(),
  transcripts: z.array(transcript).readonly(),
});

/** What every decision is based on. */
export const version = z.int().min(1).describe('Version of the review that the decision is based on');

export const sendBackWish = {
  note: z.string().trim().min(1).max(2_000).describe('What to know at the next call; kept sealed'),
  notBefore: z.iso
    .datetime({ offset: true, error: 'must be a time with its offset, such as 2026-03-02T09:00:00Z' })
    .nullable()
    .optional()
    .describe('Not called before this time; null means now'),
};

export function theReview<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new ProblemError('not_found', 404, 'There is no review of such a task.');
  return found;
}
