import { z } from 'zod';
import { timeZone } from './payor-profile.ts';
import { usStates } from './us-states.ts';

/** What only the rooms know of a practice's members. */
export interface PracticeRules {
  /** Whether ten digits pass the checksum of a National Provider Identifier. */
  isNpi(text: string): boolean;
  /** Why a number may not be given as a telephone number; undefined where it may. */
  refusalOfNumber(phoneNumber: string): string | undefined;
}

const mostOfEach = 50;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters long`)
    .refine((value) => !/\p{C}/u.test(value), 'must not contain control characters');

const label = line(80).nullable().default(null).describe('What people call it');

const state = z.enum(usStates, 'must be the two capital letters of a state').describe('Two letters');

const address = z.strictObject({
  kind: z.enum(['service', 'billing', 'mailing']).default('service'),
  street: line(120),
  city: line(60),
  state,
  zip: z.string().regex(/^\d{5}(?:-\d{4})?$/, 'must be a ZIP code such as 80202 or 80202-1234'),
});

function membersOf(rules: PracticeRules) {
  const telephone = z.strictObject({
    number: z
      .string()
      .superRefine((number, context) => {
        const refusal = rules.refusalOfNumber(number);
        if (refusal !== undefined) context.addIssue(refusal);
      })
      .describe('E.164, North American'),
    label,
  });
  const npi = z.strictObject({
    npi: z
      .string()
      .refine((text) => rules.isNpi(text), 'must be an NPI: ten digits with a valid check digit'),
    type: z
      .union([z.literal(1), z.literal(2)], 'must be 1 for a person or 2 for an organization')
      .default(2)
      .describe('1 for a person, 2 for an organization'),
    label,
  });
  const taxId = z.strictObject({
    taxId: z
      .string()
      .regex(/^\d{2}-?\d{7}$/, 'must be nine digits')
      .overwrite((digits) => digits.replace('-', '')),
    label,
  });
  return {
    name: line(120),
    npis: z.array(npi).min(1).max(mostOfEach).describe('The first is given where a payor asks for one'),
    taxIds: z.array(taxId).min(1).max(mostOfEach),
    callbackNumbers: z
      .array(telephone)
      .min(1)
      .max(mostOfEach)
      .describe('At which a person of the practice answers'),
    faxNumbers: z.array(telephone).max(mostOfEach),
    addresses: z.array(address).max(mostOfEach),
    state: state.nullable().describe('Whose rules hold for its calls; two letters'),
    timeZone: timeZone.describe('IANA zone of its days; that of the state where it is left out'),
  };
}

/** Schemas of a practice: a whole one, and changes of one, where what is not given stays as it is. */
export function makePracticeSchemas(rules: PracticeRules) {
  const members = membersOf(rules);
  return {
    changes: z.strictObject(members).partial(),
    whole: z.strictObject({
      ...members,
      faxNumbers: members.faxNumbers.default([]),
      addresses: members.addresses.default([]),
      state: members.state.default(null),
      timeZone: members.timeZone.optional(),
    }),
  };
}

type Schemas = ReturnType<typeof makePracticeSchemas>;

/** A practice as it is put on file. */
export type PracticeProfile = z.output<Schemas['whole']>;

/** Members that are to be changed. */
export type PracticeChanges = z.output<Schemas['changes']>;
