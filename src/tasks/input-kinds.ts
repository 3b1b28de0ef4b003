import { z } from 'zod';
import type { InputContract } from '../kernel/call-type.ts';
import { passesChecksum } from '../spoken/expected.ts';

const earliestDate = '1900-01-01';
/** Visits are planned for a year ahead or so; a date beyond this is a slip of the pen. */
const aheadYears = 2;
/** A hundred million dollars in cents: above it somebody meant something else. */
export const mostCents = 10_000_000_000;

/** What is taken, as regular expressions over the whole value; the published schemas say the same. */
export const shapes = {
  identifier: '[A-Za-z0-9][A-Za-z0-9 .\\/\\-]{0,39}',
  name: "\\p{L}[\\p{L}\\p{M} .'’\\-]{0,79}",
  taxId: '\\d{2}-?\\d{7}',
  telephone: '\\+1[2-9]\\d{2}[2-9]\\d{6}',
} as const;

const whole = (shape: string) => new RegExp(`^(?:${shape})$`, 'u');

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
  .regex(whole(shapes.taxId), 'must be nine digits')
  .transform((text) => text.replace('-', ''));

export const telephone = z
  .string()
  .regex(whole(shapes.telephone), 'must be a North American number such as +13035550142');

/** CPT (five digits, or four and A, F, T, U) and HCPCS level II (a letter and four digits); any letter case. */
const procedureCodeShape = '\\d{4}[0-9AFTUaftu]|[A-Va-v]\\d{4}';
/** ICD-10-CM, with its dot or without. */
const diagnosisCodeShape = '[A-Za-z]\\d[0-9A-Za-z](?:\\.?[0-9A-Za-z]{1,4})?';

/** Medicare's form of its own number (CMS, 42 CFR 424): letters without S, L, O, I, B, Z at fixed places. */
const medicareNumber =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;
/** Written in Medicare's groups, with letters and digits about where its numbers have them. */
const inMedicareGroups = /^[1-9][A-Z][0-9A-Z][0-9OIL]-[A-Z][0-9A-Z][0-9OIL]-[A-Z]{2}[0-9OIL]{2}$/;

/** False for what is plainly meant as a Medicare number and cannot be one. Other identifiers have no common form. */
function isPossibleIdentifier(text: string): boolean {
  const upper = text.toUpperCase();
  return !inMedicareGroups.test(upper) || medicareNumber.test(upper.replaceAll('-', ''));
}

/** The codes that an input asks for by its name; undefined where any text will do. */
export function codeShapeOf(inputName: string): { shape: string; detail: string } | undefined {
  if (/^procedureCode\d*$/.test(inputName))
    return {
      shape: procedureCodeShape,
      detail: 'must be a CPT or HCPCS code of five characters, such as 97110',
    };
  if (/^diagnosisCode\d*$/.test(inputName))
    return { shape: diagnosisCodeShape, detail: 'must be an ICD-10 code, such as M54.5' };
  return undefined;
}

/** What an input's value must be. `today` (ISO date) bounds dates: most of what is asked about does not lie ahead. */
export function schemaOfInput(
  input: Pick<InputContract, 'name' | 'kind' | 'ahead'>,
  today: () => string,
): z.ZodType<string | number> {
  switch (input.kind) {
    case 'identifier':
      return z
        .string()
        .trim()
        .regex(whole(shapes.identifier), 'must be up to 40 letters, digits and hyphens')
        .refine(
          isPossibleIdentifier,
          'looks like a Medicare number but is none: it never has the letters S, L, O, I, B, Z; an O is a zero',
        );
    case 'name':
      return z.string().trim().regex(whole(shapes.name), 'must be a name of up to 80 letters');
    case 'date':
      return z
        .string()
        .refine(isRealDate, 'must be a real date as YYYY-MM-DD')
        .refine((date) => !isRealDate(date) || date >= earliestDate, 'must not lie before 1900')
        .refine(
          (date) =>
            !isRealDate(date) || date <= (input.ahead === true ? inYears(today(), aheadYears) : today()),
          input.ahead === true
            ? `must not lie more than ${aheadYears} years ahead`
            : 'must not lie in the future',
        );
    case 'money':
      return z
        .number()
        .refine(
          (cents) => Number.isInteger(cents) && cents > 0,
          'must be a positive whole number of cents, such as 25000 for 250 dollars',
        )
        .refine((cents) => cents <= mostCents, 'is too large for an amount in cents');
    case 'npi':
      return npi;
    case 'tax_id':
      return taxId;
    case 'telephone':
      return telephone;
    case 'text': {
      const code = codeShapeOf(input.name);
      return code === undefined ? line(500) : z.string().trim().regex(whole(code.shape), code.detail);
    }
  }
}

export function isRealDate(text: unknown): text is string {
  const parts = typeof text === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  // Years below a hundred are read as the last century's; no date of ours is as old.
  return year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The same day of a later year, as text: good enough for a bound. */
export function inYears(date: string, years: number): string {
  return String(Number(date.slice(0, 4)) + years) + date.slice(4);
}
