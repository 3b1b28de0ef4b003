import { z } from 'zod';
import type { InputKind } from '../kernel/call-type.ts';
import { passesChecksum } from '../spoken/expected.ts';

const earliestDate = '1900-01-01';
/** A hundred million dollars in cents: above it somebody meant something else. */
const mostCents = 10_000_000_000;

/** Text of one line, blanks around it removed. */
export function line(longest: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters`)
    .refine((text) => !/\p{C}/u.test(text), 'must not contain control characters');
}

/** National Provider Identifier (45 CFR 162.406). */
export const npi = z
  .string()
  .refine((text) => passesChecksum(text, 'npi'), 'must be an NPI: ten digits with a valid check digit');

/** Employer identification number; stored as its nine digits. */
export const taxId = z
  .string()
  .regex(/^\d{2}-?\d{7}$/, 'must be nine digits')
  .transform((text) => text.replace('-', ''));

export const telephone = z
  .string()
  .regex(/^\+1[2-9]\d{2}[2-9]\d{6}$/, 'must be a North American number such as +13035550142');

/** A schema for each kind of input. `today` (ISO date) bounds dates: nothing that is asked about lies ahead. */
export function schemaOfKind(kind: InputKind, today: () => string): z.ZodType<string | number> {
  switch (kind) {
    case 'identifier':
      return z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/, 'must be up to 40 letters, digits and hyphens');
    case 'name':
      return z
        .string()
        .trim()
        .regex(/^\p{L}[\p{L}\p{M} .'’-]{0,79}$/u, 'must be a name of up to 80 letters');
    case 'date':
      return z
        .string()
        .refine(isRealDate, 'must be a real date as YYYY-MM-DD')
        .refine((date) => !isRealDate(date) || date >= earliestDate, 'must not lie before 1900')
        .refine((date) => !isRealDate(date) || date <= today(), 'must not lie in the future');
    case 'money':
      return z
        .number()
        .refine((cents) => Number.isInteger(cents) && cents > 0, 'must be a positive whole number of cents')
        .refine((cents) => cents <= mostCents, 'is too large for an amount in cents');
    case 'npi':
      return npi;
    case 'tax_id':
      return taxId;
    case 'telephone':
      return telephone;
    case 'text':
      return line(500);
  }
}

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
