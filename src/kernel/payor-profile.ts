import { z } from 'zod';
import { holidays } from './holidays.ts';
import { weekdays } from './opening-hours.ts';

/** What only the rooms know of a payor's members. */
export interface ProfileRules {
  /** Why a number may not be dialed; undefined where it may. */
  refusalOfNumber(phoneNumber: string): string | undefined;
  /** Names of a call type's inputs, undefined where there is no such call type; left out where nothing is known of them. */
  inputsOf?: ((callType: string) => readonly string[] | undefined) | undefined;
}

const most = { aliases: 50, lines: 30, spansADay: 6, dates: 120, inputs: 40 } as const;

const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters long`)
    .refine((value) => !/\p{C}/u.test(value.replaceAll('\n', '')), 'must not contain control characters');

const name = text(200).refine((value) => /[\p{L}\p{N}]/u.test(value), 'must have letters or digits');

const from = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00');
const to = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 17:00, at most 24:00');

const span = z
  .strictObject({ from, to })
  .refine((one) => one.from !== one.to, 'must not end when it begins; a whole day is 00:00 to 24:00');

const day = z.array(span).max(most.spansADay).optional();

const hours = z
  .strictObject(
    Object.fromEntries(weekdays.map((weekday) => [weekday, day])) as Record<
      (typeof weekdays)[number],
      typeof day
    >,
  )
  .describe(
    'Local times by weekday. A day that is left out is a closed one; a span that ends before it begins lasts into the next day.',
  );

export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be an IANA time zone such as America/Chicago')
  .describe('IANA time zone');

const calls = (what: string) =>
  z.int().min(1).max(1_000).nullable().describe(`${what}; null for no limit of the payor's own`);

const limits = {
  maxConcurrentCalls: calls('Calls at once to all of its lines'),
  tasksPerCall: z
    .int()
    .min(1)
    .max(20)
    .describe('Claims, patients or authorizations that are taken in one call'),
  callsPerMinute: calls('Calls begun in any minute'),
};

const requiredInputs = z
  .record(
    z.string().max(60),
    z
      .array(
        z.strictObject({
          name: z.string().max(60).describe('Name of an input of the call type'),
          why: text(300).optional().describe('For whoever has to find the value'),
        }),
      )
      .max(most.inputs),
  )
  .describe('By call type: inputs that this payor asks for although the call type does not');

/** Words by which a caller owns up to being a machine. */
const saysMachine = /\b(?:automated|artificial|virtual|machine|computer|robot|ai|a\.i\.)(?![a-z])/i;

export const disclosure = text(300)
  .refine((words) => saysMachine.test(words), 'must say that the caller is automated')
  .refine(
    (words) => words.includes('{practice}'),
    'must name the practice: write {practice} where its name belongs',
  )
  .refine(
    (words) =>
      [...words.matchAll(/\{([^}]*)\}/g)].every(([, part = '']) => ['agent', 'practice'].includes(part)),
    'may hold {agent} and {practice}, and nothing else in braces',
  )
  .describe('The first sentence of the call, in which {agent} and {practice} stand for their names');

export const recording = z
  .enum(['allowed', 'announce', 'forbidden'])
  .describe('Whether calls may be recorded: freely, only where it is announced, or not at all');

const line = (rules: ProfileRules) =>
  z.strictObject({
    id: z.string().max(60).optional().describe('Of a line that is there already, to keep its id'),
    purpose: z
      .string()
      .regex(
        /^[a-z][a-z0-9_]{0,59}$/,
        'must be in lower case with underscores, such as provider or prior_auth',
      )
      .default('provider')
      .describe(
        'A call type, or `provider` for a line that answers everything; also claims, benefits, authorizations',
      ),
    label: text(120).nullable().default(null).describe('What people call it'),
    phoneNumber: z
      .string()
      .superRefine((number, context) => {
        const refusal = rules.refusalOfNumber(number);
        if (refusal !== undefined) context.addIssue(refusal);
      })
      .describe('E.164, North American'),
    timeZone: timeZone.default('America/New_York'),
    hours: hours
      .nullable()
      .default(null)
      .describe('Null where they are not known: then it may be called at any time'),
    holidays: z
      .array(z.enum(holidays))
      .max(holidays.length)
      .default([])
      .describe('Closed; `federal` is all eleven'),
    closedOn: z
      .array(z.iso.date('must be a date such as 2026-12-24'))
      .max(most.dates)
      .default([])
      .describe('Single days on which it is closed as well'),
    maxConcurrentCalls: calls('Calls at once to this line').default(null),
  });

/** The members of a payor's entry, as people write them: in the API and, with defaults, in files. */
function membersOf(rules: ProfileRules) {
  const required = requiredInputs.superRefine((byCallType, context) => {
    for (const [callType, wanted] of Object.entries(byCallType))
      checkInputs(rules, callType, wanted, (path, message) => {
        context.addIssue({ code: 'custom', path: [callType, ...path], message });
      });
  });
  return {
    name,
    aliases: z.array(name).max(most.aliases).describe('Other names under which it is found'),
    lines: z
      .array(line(rules))
      .min(1)
      .max(most.lines)
      .describe('The first that serves a call type is called'),
    requiredInputs: required,
    refusesAutomation: z.boolean().describe('It hangs up on machines: its tasks wait for a person'),
    recording: recording.nullable(),
    disclosure: disclosure.nullable(),
    notes: text(4_000).nullable().describe('For people'),
  };
}

function checkInputs(
  rules: ProfileRules,
  callType: string,
  wanted: readonly { name: string }[],
  problem: (path: (string | number)[], message: string) => void,
): void {
  if (rules.inputsOf === undefined) return;
  const known = rules.inputsOf(callType);
  if (known === undefined) {
    problem([], 'is not a call type; see GET /v1/call-types');
    return;
  }
  wanted.forEach(({ name: input }, index) => {
    if (!known.includes(input))
      problem([index, 'name'], `is not an input of ${callType}; its inputs are: ${known.join(', ')}`);
    else if (wanted.findIndex((other) => other.name === input) < index)
      problem([index, 'name'], 'is named twice');
  });
}

/** Schemas of a payor: a whole entry, and changes of one, where what is not given stays as it is. */
export function makePayorSchemas(rules: ProfileRules) {
  const members = membersOf(rules);
  const changes = z.strictObject({ ...members, limits: z.strictObject(limits).partial() }).partial();
  const whole = z.strictObject({
    ...members,
    aliases: members.aliases.default([]),
    limits: z
      .strictObject({
        maxConcurrentCalls: limits.maxConcurrentCalls.default(null),
        tasksPerCall: limits.tasksPerCall.default(1),
        callsPerMinute: limits.callsPerMinute.default(null),
      })
      .prefault({}),
    requiredInputs: members.requiredInputs.default({}),
    refusesAutomation: members.refusesAutomation.default(false),
    recording: members.recording.default(null),
    disclosure: members.disclosure.default(null),
    notes: members.notes.default(null),
  });
  return { whole, changes };
}

type Schemas = ReturnType<typeof makePayorSchemas>;

/** A payor's entry with every member filled in. */
export type PayorProfile = z.output<Schemas['whole']>;

/** Members that are to be changed. */
export type PayorChanges = z.output<Schemas['changes']>;

export type PayorLine = PayorProfile['lines'][number];

function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
