import { z } from 'zod';
import type { CallTypeContract, FieldContract } from '../kernel/call-type.ts';
import { expandLists, namesIn } from './expand.ts';
import {
  condition,
  fieldSchema,
  fieldTypes,
  groundingSchema,
  patterns,
  questionSchema,
} from './field-schema.ts';
import { askedBackSchema } from './asked-back-part.ts';
import { modelSchema } from './model-part.ts';
import { namingSchema } from './naming-part.ts';
import { reflexSchema } from './reflexes-part.ts';
import { wordingSchema } from './wording-part.ts';

const identifierSchema = z.strictObject({
  name: z.string(),
  cues: patterns,
  /** The same with what only menus call it, where they have words of their own. */
  menuCues: patterns,
  /** Where the value comes from, the first that is there: "input.npi", "practice.npi", "agent"; several joined by +. */
  from: z.array(z.string()).default([]),
  /** A fixed answer that holds no value of the task: "We are the provider's office." */
  answer: z.string().optional(),
  /** Whom it identifies: what else may be tried when the other side finds nothing, and what tells tasks apart. */
  about: z.enum(['caller', 'provider', 'member', 'subject']).optional(),
  kind: z.enum(['identifier', 'letters', 'date', 'money', 'telephone', 'words']),
  say: z.string(),
  missing: z.string().default("I'm sorry, I don't have that."),
  /** How it is keyed in. */
  keys: z.enum(['digits', 'MMDDYYYY', 'none']).default('digits'),
});

const goalSchema = z.strictObject({
  name: z.string(),
  patterns,
  /** An option with these words is not this goal. */
  not: patterns,
  /** It is this goal, but another that serves it is better. */
  late: patterns.default([]),
  /** Said in menus that are spoken to. */
  say: z.string(),
  /** Of every call type, after what a type wants itself. */
  shared: z.boolean().default(false),
});

/** What a type of call is about, in the words of menus that do not name it: "what happened to a bill you sent us". */
const topicSchema = z.strictObject({
  callType: z.string(),
  patterns,
  not: patterns,
  /** Words of its neighbourhood: where nothing else tells, an option with these is the nearest. */
  near: patterns.default([]),
});

const limitsSchema = z.strictObject({
  /** Milliseconds of the whole call without the time on hold. */
  activeMs: z.int().positive(),
  holdMs: z.int().positive(),
  /** Silence after our words before we speak again. */
  replyMs: z.int().positive(),
  /** After "one moment". */
  waitMs: z.int().positive(),
  /** After a turn that asks nothing and tells nothing. */
  initiativeMs: z.int().positive(),
  /** Silence in a menu before it counts as stuck. */
  menuMs: z.int().positive(),
  /** An unknown short turn is answered with "Hello?" after this long. */
  helloMs: z.int().positive(),
  /** How long the other side has for its own goodbye. */
  farewellMs: z.int().positive(),
  asks: z.int().positive(),
  readBacks: z.int().positive(),
  menuRepeats: z.int().positive(),
  /** Recognition confidence below which a value is doubtful. */
  confidence: z.number().min(0).max(1),
  /** The same for each single word of it: of "six thousand" that is "six" alone. */
  wordConfidence: z.number().min(0).max(1),
});

const scriptSchema = z.strictObject({
  callType: z.string(),
  title: z.string(),
  /** What the call is about, as in "I am calling about a claim". */
  subject: z.string(),
  inputs: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      kind: z.enum(['identifier', 'name', 'date', 'money', 'npi', 'tax_id', 'telephone', 'text']),
      required: z.boolean(),
      ahead: z.boolean().optional(),
    }),
  ),
  fields: z.array(fieldSchema).min(1).transform(expandLists),
  grounding: groundingSchema,
  checks: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('at_most'), name: z.string(), left: z.string(), right: z.string() }),
        z.strictObject({
          kind: z.literal('sums_to'),
          name: z.string(),
          parts: z.array(z.string()),
          total: z.string(),
        }),
        z.strictObject({
          kind: z.literal('not_after'),
          name: z.string(),
          left: z.string(),
          right: z.string(),
        }),
        z.strictObject({ kind: z.literal('not_future'), name: z.string(), field: z.string() }),
        z.strictObject({ kind: z.literal('requires'), name: z.string(), when: condition, field: z.string() }),
        z.strictObject({ kind: z.literal('not_past'), name: z.string(), when: condition, field: z.string() }),
        z.strictObject({
          kind: z.literal('within_days'),
          name: z.string(),
          when: z.array(condition),
          input: z.string(),
          days: z.int().positive(),
        }),
      ]),
    )
    .default([]),
  questions: z.array(questionSchema).min(1),
  identifiers: z.array(identifierSchema),
  naming: namingSchema,
  /** What is asked about us and our call that is no identifier, and our answer. */
  askedBack: z.array(askedBackSchema).default([]),
  /** What only menus call an identifier, by its name. */
  menuCues: z.record(z.string(), patterns).default({}),
  /** What is never given, and what is said instead. */
  withheld: z.array(z.strictObject({ input: z.string(), cues: patterns, say: z.string() })).default([]),
  /** Words that claim a value for something that is no field of ours, by the values' type. */
  distractors: z.partialRecord(z.enum(fieldTypes), patterns).default({}),
  goals: z.array(goalSchema),
  topics: z.array(topicSchema).default([]),
  /** An option that speaks of these is never chosen. */
  avoid: patterns,
  reflexes: reflexSchema,
  wording: wordingSchema,
  limits: limitsSchema,
  /** First part of the model's prompt, the same for every turn. */
  instructions: z.string(),
  /** The rest of it, and what the model is believed. */
  model: modelSchema,
});

/** One call type as its file describes it: what is asked, how it is understood and said. All of it is data. */
export type CallScript = z.output<typeof scriptSchema> & CallTypeContract;
export type ScriptField = CallScript['fields'][number] & FieldContract;
export type ScriptQuestion = CallScript['questions'][number];
export type ScriptIdentifier = CallScript['identifiers'][number];
/** The field that holds the representative's name, on every call type. */
export const representativeField = 'repName';

export type ReflexName = keyof CallScript['reflexes'];

function withMenuCues(identifier: ScriptIdentifier, more: readonly string[] = []): ScriptIdentifier {
  return { ...identifier, menuCues: [...identifier.cues, ...identifier.menuCues, ...more] };
}

/** Reads a parsed script file. Throws with every mistake in it. */
export function parseCallScript(source: unknown): CallScript {
  const parsed = scriptSchema.safeParse(source);
  if (!parsed.success) throw new Error(`This is not a call script:\n${z.prettifyError(parsed.error)}`);
  const script: CallScript = {
    ...parsed.data,
    identifiers: parsed.data.identifiers.map((one) => withMenuCues(one, parsed.data.menuCues[one.name])),
  };
  const known = new Set(script.fields.map(({ name }) => name));
  const unknown = [
    ...script.questions.flatMap(({ fields, when }) => [...fields, ...namesIn(when)]),
    ...script.fields.flatMap(({ when }) => namesIn(when)),
  ].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`This call script speaks of fields that it does not have: ${unknown.join(', ')}`);
  return script;
}
