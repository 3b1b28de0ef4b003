import { z } from 'zod';
import type { FieldContract } from '../../kernel/call-type.ts';
import { durationUnits, type FieldValue } from '../../kernel/outcome.ts';

/** A hundred million dollars in cents: above it somebody meant something else. */
const mostCents = 10_000_000_000;
const longestText = 500;

const isoDate = z.iso.date('must be a real date as YYYY-MM-DD');

const duration = z.strictObject(
  {
    n: z.int().min(0),
    unit: z.enum(durationUnits),
    dayType: z.enum(['business', 'calendar']).optional(),
  },
  `must be a length of time such as { "n": 10, "unit": "days" }, in ${durationUnits.join(', ')}`,
);

/**
 * Reads a value that a person gives for a field: in the form that a call's own values have (money in integer cents, ISO
 * dates, identifiers in capital letters), or what it must be instead.
 */
export function readFieldValue(
  field: FieldContract,
  given: unknown,
): { ok: true; value: FieldValue } | { ok: false; detail: string } {
  const read = schemaOf(field).safeParse(given);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, detail: read.error.issues[0]?.message ?? 'is no value of this field' };
}

function schemaOf(field: FieldContract): z.ZodType<FieldValue> {
  switch (field.type) {
    case 'enum':
      return oneOf((field.values ?? []).map(({ value }) => value));
    case 'yes_no':
      return oneOf(['yes', 'no']);
    case 'money':
      return whole('must be a whole number of cents, such as 25000 for 250 dollars', mostCents);
    case 'integer':
      return whole('must be a whole number', Number.MAX_SAFE_INTEGER);
    case 'percent':
      return whole('must be a whole number from 0 to 100', 100);
    case 'date':
      return isoDate;
    case 'duration':
      return duration;
    case 'deadline':
      return z.union([isoDate, duration], 'must be a date as YYYY-MM-DD, or a length of time');
    case 'identifier':
      return shaped(field, '[A-Z0-9][A-Z0-9 ./-]{0,39}', 'must be up to 40 letters, digits and hyphens');
    case 'code':
      return shaped(field, '[A-Z0-9][A-Z0-9.-]{0,19}', 'must be a code of letters and digits');
    case 'telephone':
      return z
        .string('must be digits without a country code')
        .transform((text) => text.replace(/[ ().-]/g, ''))
        .refine((digits) => /^\d{7,15}$/.test(digits), 'must be digits without a country code');
    case 'name':
    case 'text':
      return line();
  }
}

function oneOf(values: readonly string[]): z.ZodType<string> {
  const detail = `must be one of: ${values.join(', ')}`;
  return z.string(detail).refine((value) => values.includes(value), detail);
}

function whole(detail: string, most: number): z.ZodType<number> {
  return z.int(detail).min(0, detail).max(most, detail);
}

/** As calls spell it: in capitals. A field's own shape counts where it has one. */
function shaped({ shape }: FieldContract, usual: string, detail: string): z.ZodType<string> {
  const form = new RegExp(`^(?:${shape ?? usual})$`);
  return z
    .string(detail)
    .transform((text) => text.trim().toUpperCase())
    .refine(
      (text) => text.length <= longestText && form.test(text),
      shape === undefined ? detail : `must be of the form ${shape}`,
    );
}

function line(): z.ZodType<string> {
  return z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(longestText, `must be at most ${longestText} characters`)
    .refine((text) => !/\p{C}/u.test(text), 'must not contain control characters');
}
