import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { claimFacts } from './facts.ts';
import { defaultGreeting } from './phrases.ts';
import { stepSchema } from './scenario-line.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'a date is written 2026-03-05');
const cents = z.int().nonnegative();
const e164 = z.string().regex(/^\+1\d{10}$/u, 'a number is written +13035550142');

/** What a representative can ask of a caller before it answers. */
export const identifierNames = [
  'callerName',
  'practiceName',
  'npi',
  'taxId',
  'callbackNumber',
  'memberId',
  'patientName',
  'patientDateOfBirth',
  'dateOfService',
  'billedAmount',
  'claimNumber',
] as const;
export type IdentifierName = (typeof identifierNames)[number];

const identifier = z.enum(identifierNames);

const verificationSchema = z.union([
  identifier,
  z.strictObject({
    /** Asked for in one turn. */
    ask: z.array(identifier).min(1),
    /** Any one of them is enough ("N P I or tax I D"). */
    any: z.boolean().default(false),
    /** Own words for the request. */
    say: z.string().optional(),
  }),
]);

const practiceSchema = z.strictObject({
  name: z.string(),
  npi: z.string().regex(/^\d{10}$/u),
  taxId: z.string().regex(/^\d{9}$/u),
  phone: e164,
  state: z.string().length(2).optional(),
  address: z.string().optional(),
});

const taskSchema = z.strictObject({
  callType: z.literal('claim_status'),
  payor: z.strictObject({ name: z.string() }),
  practice: practiceSchema,
  inputs: z.strictObject({
    memberId: z.string(),
    patientFirstName: z.string(),
    patientLastName: z.string(),
    patientDateOfBirth: isoDate,
    dateOfService: isoDate,
    /** Integer cents. */
    billedAmount: cents,
    npi: z.string().regex(/^\d{10}$/u),
    taxId: z.string().regex(/^\d{9}$/u),
    claimNumber: z.string().optional(),
  }),
  externalId: z.string(),
});

const factValue = z.union([z.string(), z.int()]);
const factName = z.enum(claimFacts);

const mannerSchema = z.strictObject({
  /** Silence after the caller's words before the representative takes its turn. */
  patienceMs: z.int().min(200).default(800),
  /** Looking something up after "one moment". */
  thinkMs: z.int().nonnegative().default(1500),
  /** Stops speaking when the caller talks over it. */
  yields: z.boolean().default(true),
  /** How often it asks again for an identifier before it gives up. */
  attempts: z.int().positive().default(4),
  /** Silence before "hello? are you there?"; twice that and it hangs up. */
  silenceMs: z.int().positive().default(9000),
  money: z.enum(['full', 'short']).default('full'),
  dates: z.enum(['year', 'no-year']).default('year'),
  letters: z.enum(['plain', 'nato']).default('nato'),
  /** 1 = normal, 0.9 slower. */
  rate: z.number().min(0.5).max(1.5).default(1),
});

const representativeSchema = z.strictObject({
  name: z.string(),
  voice: z.enum(['slt', 'rms', 'awb', 'kal16']).default('rms'),
  /** Its first words; `{name}` and `{payor}` are filled in. */
  greeting: z.string().default(defaultGreeting),
  manner: mannerSchema.prefault({}),
  verification: z
    .array(verificationSchema)
    .default([
      { ask: ['npi', 'taxId'], any: true },
      'memberId',
      { ask: ['patientName', 'patientDateOfBirth'], any: false },
      'dateOfService',
    ]),
  /** Overrides and additions to `truth.fields`, which are the facts otherwise. */
  facts: z.partialRecord(factName, factValue).default({}),
  /** Said at once when the claim is found, in this order. */
  volunteers: z.array(factName).default([]),
  /** Told together: asked for one of a group, it tells all of it that it has not told yet. */
  together: z.array(z.array(factName).min(2)).default([]),
  /** Said wrong first, then put right: "four four one seven, no, sorry, four four seven one". */
  corrections: z.array(z.strictObject({ field: factName, first: factValue })).default([]),
  /** Why it will not answer, where it refuses after verification. */
  refuses: z.string().optional(),
});

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
});

/** A whole simulated call: who is dialled, the task to queue, how the line behaves, and what is true. */
export const scenarioSchema = z.strictObject({
  title: z.string(),
  payor: z.strictObject({ name: z.string(), phoneNumber: e164, aliases: z.array(z.string()).default([]) }),
  task: taskSchema,
  line: z
    .strictObject({
      answer: z.enum(['answer', 'busy', 'no-answer', 'failed']).default('answer'),
      ringMs: z.int().nonnegative().default(2000),
      voice: z.enum(['slt', 'rms', 'awb', 'kal16']).default('rms'),
      /** Played in order from the answer; then the representative picks up, if there is one. */
      steps: z.array(stepSchema).default([]),
    })
    .prefault({}),
  representative: representativeSchema.optional(),
  faults: faultsSchema.prefault({}),
  truth: z.strictObject({
    state: z.enum(['completed', 'partial', 'failed']),
    fields: z.partialRecord(factName, factValue).default({}),
    failure: z.strictObject({ reason: z.string() }).optional(),
  }),
  /** Outcome fields that must stay without a value. */
  absent: z.array(factName).default([]),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type Representative = z.output<typeof representativeSchema>;

/** Reads one YAML (or JSON) scenario. Throws with the file's name and every mistake in it. */
export async function loadScenario(file: string): Promise<Scenario> {
  const parsed = scenarioSchema.safeParse(parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a scenario:\n${z.prettifyError(parsed.error)}`);
}

/** What `fixtures/scenarios/scenario.schema.json` holds. */
export function scenarioJsonSchema(): object {
  return { title: 'Holdfast sandbox scenario', ...z.toJSONSchema(scenarioSchema, { io: 'input' }) };
}
