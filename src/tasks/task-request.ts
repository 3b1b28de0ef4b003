import { z } from 'zod';
import type { CallTypeCatalogue, InputValue, Practice } from '../kernel/call-task.ts';
import type { CallTypeContract } from '../kernel/call-type.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import { problemsOf, plainWords } from '../kernel/plain-words.ts';
import { inYears, isRealDate, line, npi, schemaOfInput, taxId, telephone } from './input-kinds.ts';
import { isAllowedWebhook } from './webhook-address.ts';

export type RequestedPayor = { name: string } | { payorId: string } | { phoneNumber: string };

/** A task as it was asked for, checked and tidied. */
export interface TaskRequest {
  callType: string;
  payor: RequestedPayor;
  /** Either the practice itself, or the id of one on file. */
  practice?: Practice | undefined;
  practiceId?: string | undefined;
  inputs: Readonly<Record<string, InputValue>>;
  externalId: string;
  webhookUrl: string | null;
  /** -10 to 10, 0 where it is not given; higher goes first. */
  priority?: number | undefined;
  /** Calls that may be made for it. */
  maxAttempts?: number | undefined;
  /** Not called before: an ISO time with its offset. */
  notBefore?: string | undefined;
  /** Not begun after it: an ISO time with its offset. */
  dueBy?: string | undefined;
}

/** Priorities lie between its negative and itself. */
const topPriority = 10;

/** Nobody answers more often than that without a person having looked. */
const mostAttempts = 10;

export interface RequestRules {
  callTypes: CallTypeCatalogue;
  webhookAllowHosts: readonly string[];
  /** ISO date of today. */
  today: () => string;
}

/** What can be made out is there beside all problems, so that the payor can be looked up and the row be named. */
export type ReadRequest = {
  payor: RequestedPayor | undefined;
  callType: string | undefined;
  externalId: string | null;
} & ({ ok: true; request: TaskRequest } | { ok: false; problems: readonly FieldProblem[] });

const idText = z.string().regex(/^[a-z]+_[0-9a-z]{1,40}$/, 'must be an id as the API gave it');

const externalIdSchema = line(200);

const payorSchema = z
  .strictObject({
    name: line(200).optional(),
    payorId: idText.optional(),
    phoneNumber: z.string().max(20, 'must be in E.164 form, such as +13035550142').optional(),
  })
  .refine(
    ({ name, payorId, phoneNumber }) =>
      [name, payorId, phoneNumber].filter((way) => way !== undefined).length === 1,
    'must have exactly one of name, payorId and phoneNumber',
  );

const practiceSchema = z.strictObject({
  name: line(120),
  npi,
  taxId,
  phone: telephone,
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters')
    .optional(),
  address: line(200).optional(),
});

/** Reads the body of a new task. Everything wrong is named at once, and nothing of what was sent is repeated. */
export function readTaskRequest(body: unknown, rules: RequestRules): ReadRequest {
  return makeRequestReader(rules)(body);
}

/** {@link readTaskRequest} for many bodies: schemas are made once. */
export function makeRequestReader(rules: RequestRules): (body: unknown) => ReadRequest {
  const members = envelope(rules);
  const inputsOf = new Map(
    [...rules.callTypes].map(([callType, contract]) => [callType, inputsSchemaOf(contract, rules)]),
  );
  return (body) => read(body, rules, members, inputsOf);
}

type InputsSchema = ReturnType<typeof inputsSchemaOf>;

function inputsSchemaOf(contract: CallTypeContract, rules: RequestRules) {
  return z.strictObject(
    Object.fromEntries(
      contract.inputs.map((input) => {
        const schema = schemaOfInput(input, rules.today);
        return [input.name, input.required ? schema : schema.optional()];
      }),
    ),
  );
}

function read(
  body: unknown,
  rules: RequestRules,
  schema: ReturnType<typeof envelope>,
  inputsOf: ReadonlyMap<string, InputsSchema>,
): ReadRequest {
  const parsed = schema.safeParse(body, { error: plainWords });
  const wanted = callTypeOf(body);
  const contract = wanted === undefined ? undefined : rules.callTypes.get(wanted);
  const inputs =
    wanted === undefined
      ? undefined
      : inputsOf.get(wanted)?.safeParse(memberOf(body, 'inputs'), { error: plainWords });
  const single = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, [])),
    ...(inputs?.error?.issues ?? []).flatMap((issue) =>
      problemsOf(issue, ['inputs'], contract && notAnInput(contract)),
    ),
  ];
  const named = new Set(single.map(({ pointer }) => pointer));
  const problems = [...single, ...acrossMembers(body).filter(({ pointer }) => !named.has(pointer))];
  const payor = requestedPayor(memberOf(body, 'payor'));
  const seen = { payor, callType: contract?.callType, externalId: nameOf(memberOf(body, 'externalId')) };
  if (problems.length > 0 || !parsed.success || inputs?.success !== true || payor === undefined)
    return { ...seen, ok: false, problems };

  const { webhookUrl, inputs: _checkedApart, payor: _readApart, ...members } = parsed.data;
  return {
    ...seen,
    ok: true,
    request: {
      ...members,
      webhookUrl: webhookUrl ?? null,
      payor,
      inputs: definedOnly(inputs.data),
    },
  };
}

function envelope(rules: RequestRules) {
  return z.strictObject({
    callType: z
      .string()
      .refine(
        (type) => rules.callTypes.has(type),
        `must be one of: ${[...rules.callTypes.keys()].join(', ')}`,
      ),
    payor: payorSchema,
    practice: practiceSchema.optional(),
    practiceId: idText.optional(),
    // Checked against the call type's own contract beside this.
    inputs: z.unknown().optional(),
    externalId: externalIdSchema,
    webhookUrl: z
      .string()
      .max(2000, 'must be at most 2000 characters')
      .refine(
        (url) => isAllowedWebhook(url, rules.webhookAllowHosts),
        'must be an https address of a public host, without credentials',
      )
      .optional(),
    priority: z
      .number()
      .refine(
        (priority) => Number.isInteger(priority) && Math.abs(priority) <= topPriority,
        `must be a whole number from -${topPriority} to ${topPriority}; higher goes first`,
      )
      .optional(),
    maxAttempts: z
      .number()
      .refine(
        (count) => Number.isInteger(count) && count >= 1 && count <= mostAttempts,
        `must be a whole number from 1 to ${mostAttempts}`,
      )
      .optional(),
    notBefore: timeAhead(rules.today, 'a time with its offset, such as 2026-03-02T09:00:00-05:00').optional(),
    dueBy: timeAhead(rules.today, 'a time with its offset, such as 2026-03-06T17:00:00-05:00').optional(),
  });
}

/** ISO time with its offset. That it has not passed is checked where time counts: a repetition may come late. */
function timeAhead(today: () => string, form: string): z.ZodType<string> {
  return z.iso
    .datetime({ offset: true, error: `must be ${form}` })
    .refine(
      (time) => Number.isNaN(Date.parse(time)) || time.slice(0, 10) <= inYears(today(), 1),
      'must not lie more than a year ahead',
    );
}

/** What no member tells alone. */
function acrossMembers(body: unknown): FieldProblem[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const problems: FieldProblem[] = [];
  const [practice, practiceId] = [memberOf(body, 'practice'), memberOf(body, 'practiceId')];
  if (practice === undefined && practiceId === undefined)
    problems.push({ pointer: '/practice', detail: 'is required, or practiceId in its place' });
  if (practice !== undefined && practiceId !== undefined)
    problems.push({
      pointer: '/practiceId',
      detail: 'must not stand beside practice; leave one of them out',
    });
  const [notBefore, dueBy] = [timeOf(memberOf(body, 'notBefore')), timeOf(memberOf(body, 'dueBy'))];
  if (dueBy <= notBefore) problems.push({ pointer: '/dueBy', detail: 'must lie after notBefore' });
  const inputs = memberOf(body, 'inputs');
  const [birth, service] = [memberOf(inputs, 'patientDateOfBirth'), memberOf(inputs, 'dateOfService')];
  if (isRealDate(birth) && isRealDate(service) && service < birth)
    problems.push({
      pointer: '/inputs/dateOfService',
      detail: "must not lie before the patient's date of birth",
    });
  return problems;
}

/** NaN, which compares with nothing, where it is no time. */
function timeOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function requestedPayor(member: unknown): RequestedPayor | undefined {
  const { name, payorId, phoneNumber } = payorSchema.safeParse(member).data ?? {};
  if (name !== undefined) return { name };
  if (payorId !== undefined) return { payorId };
  return phoneNumber === undefined ? undefined : { phoneNumber };
}

function notAnInput({ callType, inputs }: CallTypeContract): string {
  return `is not an input of ${callType}; its inputs are: ${inputs.map(({ name }) => name).join(', ')}`;
}

/** By which a caller knows its request again. */
function nameOf(externalId: unknown): string | null {
  return externalIdSchema.safeParse(externalId).data ?? null;
}

function callTypeOf(body: unknown): string | undefined {
  const callType = memberOf(body, 'callType');
  return typeof callType === 'string' ? callType : undefined;
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function definedOnly(values: Readonly<Record<string, InputValue | undefined>>): Record<string, InputValue> {
  const defined: Record<string, InputValue> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) defined[name] = value;
  return defined;
}
