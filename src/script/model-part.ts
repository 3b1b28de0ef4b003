import { z } from 'zod';

/** What a turn may do besides answering; each has one safe behaviour of ours. The model can choose among them only. */
export const intentNames = [
  'asks_for_identifier',
  'asks_for_something_else',
  'asks_us_to_repeat',
  'asks_us_to_wait',
  'transfers_us',
  'asks_who_or_why',
  'asks_whether_robot',
  'refuses_automation',
  'cannot_help',
  'is_ready',
  'acknowledges',
  'small_talk',
  'unclear',
] as const;

export type IntentName = (typeof intentNames)[number];

/** Why a question has no answer, as the model may claim it. */
export const noAnswerReasons = ['not_known', 'declined'] as const;

const patterns = z.array(z.string().min(1)).default([]);

/** The model's part of a script: what it is told, and the words without which it is not believed. */
export const modelSchema = z.strictObject({
  /**
   * How each intent is described to the model, words of which some must stand in the turn, and the plain wording that
   * the reflexes then hear.
   */
  intents: z
    .partialRecord(
      z.enum(intentNames),
      z.strictObject({ means: z.string(), words: patterns, plainly: z.string().optional() }),
    )
    .default({}),
  /** Other words for identifiers than their own cues, and a plain request where their label makes none. */
  identifiers: z
    .record(z.string(), z.strictObject({ words: patterns, plainly: z.string().optional() }))
    .default({}),
  /** A value beside these is something that we never ask for, whatever field the model gives it to. */
  otherThings: patterns,
  /** Words that make a turn a question to us, beside the reflex for it. */
  asking: patterns,
  /** Words that bear out that a question has no answer, beside the reflexes for it. */
  noAnswer: z.partialRecord(z.enum(noAnswerReasons), patterns).default({}),
  say: z
    .strictObject({
      clarify: z.string(),
      notHaving: z.string(),
    })
    .default({
      clarify: "I'm sorry, are you able to help me with {subject}?",
      notHaving: "I'm sorry, I don't have that.",
    }),
});
