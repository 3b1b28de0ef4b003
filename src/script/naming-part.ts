import { z } from 'zod';
import { patterns } from './field-schema.ts';

/** Names of identifiers: the first that we have; of those joined by + all that were not given yet. */
const asked = z.array(z.string()).min(1);

/** How the other side names what it wants of us: by a noun, by whose it is, or by a question that means it. */
export const namingSchema = z.strictObject({
  /** Whose something is. `alone` is meant where nothing else is named: "And the member?" */
  owners: z.array(z.strictObject({ name: z.string(), cues: patterns, alone: asked.optional() })),
  nouns: z.array(
    z.strictObject({
      cues: patterns,
      /** By owner; `alone` where there is none, or none of these. */
      of: z.record(z.string(), asked),
      /** The first that was not given yet is meant, rather than the first. */
      next: z.boolean().default(false),
    }),
  ),
  questions: z.array(z.strictObject({ cues: patterns, asks: asked })),
  /** Tells what somebody has or does: what is named behind it is not asked for. */
  telling: patterns,
  /** What is named right behind it is turned down, or looked at meanwhile: asked for in no way. */
  unwanted: patterns,
  /** How somebody says with what he looks next: with what he was not given he can do so only when he is. */
  wishes: patterns,
  /** Tells something of what is named before it. */
  predicates: patterns,
  /** Telephone numbers that we are sent to: none of ours, though they stand on the patient's card. */
  lines: patterns,
  /** Of all that is named only what stands behind these is wanted now. */
  first: patterns,
  /** Words that ask and join, and say no more. */
  around: patterns,
});
