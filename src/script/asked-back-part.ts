import { z } from 'zod';
import { patterns } from './field-schema.ts';

/** What the other side asks about us and our call, beside our identifiers, and what is said to it. */
export const askedBackSchema = z.strictObject({
  name: z.string(),
  cues: patterns,
  answer: z.string(),
  /** An identifier that is given instead, where we have it. */
  gives: z.string().optional(),
  /** Our question is said once more behind the answer. */
  again: z.boolean().default(false),
  /** Gives way to what of ours is named behind it: "ordering or rendering N P I". */
  yields: z.boolean().default(false),
});
