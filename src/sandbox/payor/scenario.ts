import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { atDay, dayNow } from './relative-dates.ts';
import { commandSchema } from './scenario-commands.ts';
import type { Facts, Task } from './scenario-fields.ts';
import { e164, fieldValue, fieldValues, taskSchema, truthSchema } from './scenario-fields.ts';
import { fieldName, identifierName } from './scenario-names.ts';
import { representativeSchema, voiceName } from './scenario-person.ts';
import { stepSchema } from './scenario-line.ts';

const faultsSchema = z.strictObject({
  /** The line goes dead `afterMs` after the phase begins; `answers`: after that many answers were given. */
  drop: z
    .strictObject({
      phase: z.enum(['menu', 'hold', 'verification', 'answers']),
      answers: z.int().positive().default(1),
      afterMs: z.int().nonnegative().default(0),
    })
    .optional(),
  /** Hiss on the line, 0 to 1. */
  noise: z.number().min(0).max(1).default(0),
  /** The caller hears itself: −20 dB after 150 ms unless told. In sound only. */
  echo: z
    .strictObject({ db: z.number().max(0).default(-20), delayMs: z.int().nonnegative().default(150) })
    .optional(),
  /** The part of frames of 20 ms that is lost each way, 0 to 1. In sound only. */
  loss: z.number().min(0).max(0.5).default(0),
  /** Somebody else talks in the background. In sound only. */
  secondVoice: z
    .strictObject({
      say: z.string(),
      voice: voiceName.default('slt'),
      db: z.number().max(0).default(-18),
      everyMs: z.int().positive().default(6000),
    })
    .optional(),
});

/** Something that must never happen in this call, beyond the rules that hold for every call. */
const neverSchema = z.union([
  /** A value for this field in the outcome, or this very value. */
  z.strictObject({ value: fieldName, is: fieldValue.optional() }),
  /** The caller's words matching this regular expression. */
  z.strictObject({ say: z.string() }),
  /** This identifier given, asked for or not. */
  z.strictObject({ disclose: identifierName }),
  /** This key pressed. */
  z.strictObject({ press: z.string() }),
  /** Speaking while this plays. */
  z.strictObject({ greetDuring: z.enum(['hold', 'menu']) }),
  /** The caller ends the call. */
  z.strictObject({ hangUpFirst: z.literal(true) }),
  /** Asking for this field. */
  z.strictObject({ ask: fieldName }),
]);
export type Never = z.output<typeof neverSchema>;

/** A further task of the same call, with what is true of it. */
const furtherTaskSchema = z.strictObject({
  task: taskSchema,
  facts: fieldValues,
  truth: truthSchema,
  absent: z.array(fieldName).default([]),
});

/** A whole simulated call: who is dialled, the task to queue, how the line behaves, and what is true. */
export const scenarioSchema = z.strictObject({
  title: z.string(),
  payor: z.strictObject({ name: z.string(), phoneNumber: e164, aliases: z.array(z.string()).default([]) }),
  task: taskSchema,
  /** More tasks that are asked in the same call, after `task`. */
  tasks: z.array(furtherTaskSchema).default([]),
  line: z
    .strictObject({
      answer: z.enum(['answer', 'busy', 'no-answer', 'failed']).default('answer'),
      ringMs: z.int().nonnegative().default(2000),
      voice: voiceName.default('rms'),
      /** Played in order from the answer; then the representative picks up, if there is one. */
      steps: z.array(stepSchema).default([]),
    })
    .prefault({}),
  representative: representativeSchema.optional(),
  /** Others, to whom a transfer leads. */
  colleagues: z.array(representativeSchema).default([]),
  faults: faultsSchema.prefault({}),
  /** What a person who watches has the call do, each once. */
  commands: z.array(commandSchema).default([]),
  truth: truthSchema,
  /** Outcome fields that must stay without a value. */
  absent: z.array(fieldName).default([]),
  never: z.array(neverSchema).default([]),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

export function firstOf(scenario: Scenario): Case {
  const { task, truth, absent } = scenario;
  return { task, truth, absent, facts: {} };
}

/** Every task of the call with what is known and true of it, in order. */
export function casesOf(scenario: Scenario): Case[] {
  return [firstOf(scenario), ...scenario.tasks];
}

export interface Case {
  task: Task;
  truth: z.output<typeof truthSchema>;
  absent: readonly string[];
  facts: Facts;
}

/**
 * Reads one YAML (or JSON) scenario as it is on a day (ISO; the machine's own unless told). Throws with the file's name
 * and every mistake in it.
 */
export async function loadScenario(file: string, today = dayNow()): Promise<Scenario> {
  const parsed = scenarioSchema.safeParse(atDay(parse(await readFile(file, 'utf8')), today));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a scenario:\n${z.prettifyError(parsed.error)}`);
}

/** What `fixtures/scenarios/scenario.schema.json` holds. */
export function scenarioJsonSchema(): object {
  return { title: 'Holdfast sandbox scenario', ...z.toJSONSchema(scenarioSchema, { io: 'input' }) };
}
