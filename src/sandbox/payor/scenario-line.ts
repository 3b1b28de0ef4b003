import { z } from 'zod';

/** A choice of a menu: by key, by words, or both. `steps` run when it is picked; then the line goes on. */
const choiceSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[0-9*#]$/u)
    .optional(),
  words: z.array(z.string()).default([]),
  get steps() {
    return z.array(stepSchema).default([]);
  },
});

const saySchema = z.strictObject({ say: z.string() });

const menuSchema = z.strictObject({
  menu: z.strictObject({
    say: z.string(),
    choices: z.array(choiceSchema).min(1),
    /** Silence after the words before the menu is said again. */
    timeoutMs: z.int().positive().default(5000),
    /** Times the menu is said in all; then "goodbye" and the line is hung up. */
    times: z.int().positive().default(3),
  }),
});

const enterSchema = z.strictObject({
  /** Key entry of an identifier, ended by #. */
  enter: z.strictObject({
    field: z.enum(['npi', 'taxId', 'memberId', 'patientDateOfBirth', 'dateOfService', 'claimNumber']),
    say: z.string().optional(),
    /** "You entered … . If this is correct press 1, to try again press 2." */
    readBack: z.boolean().default(true),
    timeoutMs: z.int().positive().default(8000),
    times: z.int().positive().default(3),
  }),
});

const holdSchema = z.strictObject({
  hold: z.strictObject({
    ms: z.int().positive(),
    /** The length where a demo is played; the whole length otherwise. */
    demoMs: z.int().positive().optional(),
    /** Said over the music, in turn. */
    announcements: z.array(z.string()).default([]),
    everyMs: z.int().positive().default(15_000),
    /** Before the first announcement. */
    firstMs: z.int().nonnegative().default(4000),
  }),
});

const hangUpSchema = z.strictObject({ hangup: z.literal(true) });

/** One thing that the line does before a representative picks up. */
export const stepSchema = z.union([saySchema, menuSchema, enterSchema, holdSchema, hangUpSchema]);

export type Step = z.output<typeof stepSchema>;
export type MenuStep = z.output<typeof menuSchema>['menu'];
export type EnterStep = z.output<typeof enterSchema>['enter'];
export type HoldStep = z.output<typeof holdSchema>['hold'];
