import { z } from 'zod';
import { knownCalls } from './knowledge/index.ts';
import type { InputKind } from './knowledge/types.ts';
import { fieldName } from './scenario-names.ts';

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/u, 'a date is written 2026-03-05')
  .refine(isDay, 'there is no such day');
function isDay(date: string): boolean {
  const atMs = Date.parse(date);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(date);
}

const cents = z.int().nonnegative();
export const e164 = z.string().regex(/^\+1\d{10}$/u, 'a number is written +13035550142');

/** Money is integer cents, dates are ISO, yes or no is "yes" or "no". */
export const fieldValue = z.union([z.string(), z.int()]);
export type FieldValue = z.output<typeof fieldValue>;
export type Facts = Readonly<Record<string, FieldValue>>;

export const fieldValues = z.record(fieldName, fieldValue).default({});

const practiceSchema = z.strictObject({
  name: z.string(),
  npi: z.string().regex(/^\d{10}$/u),
  taxId: z.string().regex(/^\d{9}$/u),
  phone: e164,
  state: z.string().length(2).optional(),
  address: z.string().optional(),
});

const inputValue = z.union([z.string(), z.int()]);

/** The body of `POST /v1/tasks`. Inputs of the known call types are checked; those of others are taken as they are. */
export const taskSchema = z
  .strictObject({
    callType: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/u)
      .meta({ anyOf: [{ enum: Object.keys(knownCalls) }, { pattern: '^[a-z][a-z0-9_]*$' }] }),
    payor: z.strictObject({ name: z.string() }),
    practice: practiceSchema,
    inputs: z.record(z.string(), inputValue),
    externalId: z.string(),
  })
  .superRefine((task, context) => {
    const known = knownCalls[task.callType]?.inputs;
    if (!known) return;
    const complain = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['inputs', name], message });
    for (const [name, { kind, required }] of Object.entries(known)) {
      const value = task.inputs[name];
      if (value === undefined) {
        if (required) complain(name, 'is missing');
      } else if (!inputKinds[kind].safeParse(value).success) complain(name, inputHelp[kind]);
    }
    for (const name of Object.keys(task.inputs))
      if (!(name in known)) complain(name, `is not an input of ${task.callType}`);
  });

const inputKinds: Readonly<Record<InputKind, z.ZodType>> = {
  text: z.string().min(1),
  date: isoDate,
  money: cents,
  npi: z.string().regex(/^\d{10}$/u),
  taxId: z.string().regex(/^\d{9}$/u),
};
const inputHelp: Readonly<Record<InputKind, string>> = {
  text: 'is text (put digits in quotes)',
  date: 'is a date, written 2026-03-05',
  money: 'is money in integer cents',
  npi: 'is ten digits in quotes',
  taxId: 'is nine digits in quotes',
};

export type Task = z.output<typeof taskSchema>;

export const truthSchema = z.strictObject({
  state: z.enum(['completed', 'partial', 'failed']),
  fields: fieldValues,
  /** Those of the fields that nobody is sure of: they are to be reported as doubtful. */
  doubtful: z.array(fieldName).default([]),
  failure: z.strictObject({ reason: z.string() }).optional(),
});
