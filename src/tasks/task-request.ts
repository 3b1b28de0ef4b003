import { z } from 'zod';
import type { CallTypeCatalogue, InputValue, Practice } from '../kernel/call-task.ts';
import type { CallTypeContract } from '../kernel/call-type.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import { problemsOf, plainWords } from '../kernel/plain-words.ts';
import { inYears, line, npi, schemaOfInput, taxId, telephone } from './input-kinds.ts';
import { isAllowedWebhook } from './webhook-address.ts';

export type RequestedPayor = { name: string } | { phoneNumber: string };

/** A task as it was asked for, checked and tidied. */
export interface TaskRequest {
  callType: string;
  payor: RequestedPayor;
  practice: Practice;
  inputs: Readonly<Record<string, InputValue>>;
  externalId: string;
  webhookUrl: string | null;
  /** Calls that may be made for it. */
  maxAttempts?: number | undefined;
  /** Not called before: an ISO time with its offset. */
  notBefore?: string | undefined;
}

/** Nobody answers more often than that without a person having looked. */
const mostAttempts = 10;

export interface RequestRules {
  callTypes: CallTypeCatalogue;
  webhookAllowHosts: readonly string[];
  /** ISO date of today. */
  today: () => string;
}

/** `payor` is there wherever it can be made out, so that it can be looked up beside all other problems. */
export type ReadRequest =
  | { ok: true; request: TaskRequest; payor: RequestedPayor }
  | { ok: false; problems: readonly FieldProblem[]; payor: RequestedPayor | undefined };

const payorSchema = z
  .strictObject({ name: line(200).optional(), phoneNumber: z.string().optional() })
  .refine(
    ({ name, phoneNumber }) => (name === undefined) !== (phoneNumber === undefined),
    'must have either a name or a phoneNumber',
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
  const parsed = envelope(rules).safeParse(body, { error: plainWords });
  const wanted = callTypeOf(body);
  const contract = wanted === undefined ? undefined : rules.callTypes.get(wanted);
  const inputs =
    contract === undefined
      ? undefined
      : z
          .strictObject(
            Object.fromEntries(
              contract.inputs.map((input) => {
                const schema = schemaOfInput(input, rules.today);
                return [input.name, input.required ? schema : schema.optional()];
              }),
            ),
          )
          .safeParse(memberOf(body, 'inputs'), { error: plainWords });
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, [])),
    ...(inputs?.error?.issues ?? []).flatMap((issue) =>
      problemsOf(issue, ['inputs'], contract && notAnInput(contract)),
    ),
  ];
  const payor = requestedPayor(memberOf(body, 'payor'));
  if (!parsed.success || inputs?.success !== true || payor === undefined)
    return { ok: false, problems, payor };

  const { callType, externalId, webhookUrl, maxAttempts, notBefore } = parsed.data;
  return {
    ok: true,
    payor,
    request: {
      callType,
      externalId,
      webhookUrl: webhookUrl ?? null,
      maxAttempts,
      notBefore,
      payor,
      practice: parsed.data.practice,
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
    practice: practiceSchema,
    // Checked against the call type's own contract beside this.
    inputs: z.unknown().optional(),
    externalId: line(200),
    webhookUrl: z
      .string()
      .max(2000, 'must be at most 2000 characters')
      .refine(
        (url) => isAllowedWebhook(url, rules.webhookAllowHosts),
        'must be an https address of a public host, without credentials',
      )
      .optional(),
    maxAttempts: z
      .number()
      .refine(
        (count) => Number.isInteger(count) && count >= 1 && count <= mostAttempts,
        `must be a whole number from 1 to ${mostAttempts}`,
      )
      .optional(),
    notBefore: z.iso
      .datetime({ offset: true, error: 'must be a time with its offset, such as 2026-03-02T09:00:00-05:00' })
      .refine(
        (time) => Number.isNaN(Date.parse(time)) || time.slice(0, 10) <= inYears(rules.today(), 1),
        'must not lie more than a year ahead',
      )
      .optional(),
  });
}

function requestedPayor(member: unknown): RequestedPayor | undefined {
  const { name, phoneNumber } = payorSchema.safeParse(member).data ?? {};
  if (name !== undefined) return { name };
  return phoneNumber === undefined ? undefined : { phoneNumber };
}

function notAnInput({ callType, inputs }: CallTypeContract): string {
  return `is not an input of ${callType}; its inputs are: ${inputs.map(({ name }) => name).join(', ')}`;
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
