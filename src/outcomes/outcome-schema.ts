import type { CallTypeContract, FieldContract, JsonSchema, Wanted } from '../kernel/call-type.ts';
import { answerStatuses, correctionActions, failureReasons } from '../kernel/outcome.ts';
import { valueSchema } from './value-schema.ts';

/** Of these there is a value with the words that it rests on; of all others there is none. */
const valued = ['answered', 'doubtful'] as const;
/** Nothing is missing of a field in one of these. */
const settled = ['answered', 'not_applicable'] as const;

/**
 * JSON Schema (2020-12) of a call type's outcome as tasks and webhooks carry it: each field with its type, and what a
 * completed outcome promises on each branch. Members may be added later, so readers should not mind unknown ones.
 */
export function outcomeSchema(contract: CallTypeContract): JsonSchema {
  const { callType, title, fields, checks } = contract;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:holdfast:call-type:${callType}:outcome`,
    title: `${title}: outcome`,
    description:
      'The member `outcome` of a task that has ended and of its webhook. A value that nobody said is never reported.',
    type: 'object',
    properties: {
      taskId: { type: 'string' },
      callId: {
        type: ['string', 'null'],
        description: 'The call that ended the task; null where it ended without one.',
      },
      callType: { const: callType },
      state: {
        enum: ['completed', 'partial', 'failed'],
        description:
          'completed: every field that the branch asks for is settled. failed: none of the question is.',
      },
      fields: {
        type: 'object',
        properties: Object.fromEntries(fields.map((field) => [field.name, answerSchema(field)])),
        required: fields.map(({ name }) => name),
      },
      missingFields: {
        type: 'array',
        items: { enum: fields.map(({ name }) => name) },
        description: 'Fields that were wanted and have no value.',
      },
      failure: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/failure' }] },
      checks: {
        type: 'array',
        items: { $ref: '#/$defs/check' },
        description: `Cross-checks that could be made${listOf(checks.map(({ name }) => name))}.`,
      },
      needsReview: {
        type: 'boolean',
        description: 'True where a person should look first: a doubtful value or a failed check.',
      },
      finishedAt: { type: 'string', format: 'date-time' },
      approval: { $ref: '#/$defs/approval' },
    },
    required: [
      'taskId',
      'callId',
      'callType',
      'state',
      'fields',
      'missingFields',
      'failure',
      'checks',
      'needsReview',
      'finishedAt',
    ],
    allOf: [
      {
        if: hasState('failed'),
        then: { properties: { failure: { $ref: '#/$defs/failure' } } },
      },
      {
        if: hasState('completed'),
        then: {
          properties: { failure: { type: 'null' }, missingFields: { maxItems: 0 } },
          allOf: fields.flatMap(promiseOf),
        },
      },
    ],
    $defs: { answer, evidence, failure, check, review, approval },
  };
}

function answerSchema(field: FieldContract): JsonSchema {
  const { schema, description } = valueSchema(field);
  return {
    title: field.label,
    description: `${description} ${wantedWhen(field)}`,
    $ref: '#/$defs/answer',
    properties: { value: { anyOf: [schema, { type: 'null' }] } },
  };
}

function wantedWhen({ requirement, when }: FieldContract): string {
  const branch = when === undefined ? '' : ` where ${branchOf(when)}`;
  switch (requirement) {
    case 'required':
    case 'conditional':
      return `Asked for${branch === '' ? ' always' : branch}.`;
    case 'optional':
      return `Reported if it is said${branch}.`;
  }
}

/** What a completed outcome promises of a field: that it is settled, on the branch that asks for it. */
function promiseOf(field: FieldContract): JsonSchema[] {
  const isSettled = onFields({ [field.name]: settledSchema(field.name) });
  if (field.requirement === 'optional') return [];
  if (field.when !== undefined) return [{ if: holds(field.when), then: isSettled }];
  return field.requirement === 'required' ? [isSettled] : [];
}

/** A payor that has no reference numbers is named by its representative and the day. */
function settledSchema(name: string): JsonSchema {
  const statuses = name === 'callReference' ? [...settled, 'not_available'] : settled;
  return { properties: { status: { enum: statuses } } };
}

function branchOf(wanted: Wanted): string {
  if ('all' in wanted) return wanted.all.map(branchOf).join(' and ');
  if ('any' in wanted) return wanted.any.map(branchOf).join(' or ');
  if ('input' in wanted) return `${wanted.input} was given`;
  if ('in' in wanted) return `${wanted.field} is ${wanted.in.join(' or ')}`;
  if ('above' in wanted) return `${wanted.field} is above ${String(wanted.above)}`;
  return `${wanted.field} is ${wanted.answered ? 'answered' : 'not answered'}`;
}

/** An outcome does not hold the task's inputs: what hangs on one is promised by no schema. */
function holds(wanted: Wanted): JsonSchema {
  if ('all' in wanted) return { allOf: wanted.all.map(holds) };
  if ('any' in wanted) return { anyOf: wanted.any.map(holds) };
  if ('input' in wanted) return { not: {} };
  if ('in' in wanted) return onFields({ [wanted.field]: { properties: { value: { enum: wanted.in } } } });
  if ('above' in wanted)
    return onFields({
      [wanted.field]: { properties: { value: { type: 'number', exclusiveMinimum: wanted.above } } },
    });
  const value = wanted.answered ? { not: { type: 'null' } } : { type: 'null' };
  return onFields({ [wanted.field]: { properties: { value } } });
}

function onFields(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { properties: { fields: { properties } } };
}

function hasState(state: string): JsonSchema {
  return { properties: { state: { const: state } } };
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${names.join('; ')}`;
}

const answer: JsonSchema = {
  type: 'object',
  properties: {
    value: true,
    status: { enum: answerStatuses },
    evidence: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/evidence' }] },
    confirmed: {
      type: 'boolean',
      description: 'True only after a clear yes to a read-back of exactly this value.',
    },
    review: { $ref: '#/$defs/review' },
  },
  required: ['value', 'status', 'evidence', 'confirmed'],
  if: { properties: { status: { enum: valued } } },
  then: { properties: { value: { not: { type: 'null' } }, evidence: { $ref: '#/$defs/evidence' } } },
  else: { properties: { value: { type: 'null' } } },
};

const evidence: JsonSchema = {
  description: 'The words that a value rests on, and where in the recording they are.',
  type: 'object',
  properties: {
    callId: { type: 'string', description: 'Where it is another call than that of the outcome.' },
    turn: { type: 'string' },
    questionTurn: { type: ['string', 'null'] },
    speaker: { enum: ['representative', 'menu'] },
    quote: { type: 'string', minLength: 1 },
    offsetMs: { type: 'integer', minimum: 0, description: 'Milliseconds since the start of the call.' },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
  },
  required: ['turn', 'questionTurn', 'speaker', 'quote', 'offsetMs', 'confidence'],
};

const failure: JsonSchema = {
  description: 'Why there is no full answer, and whose fault it is.',
  type: 'object',
  properties: {
    reason: { enum: failureReasons },
    fault: { enum: ['ours', 'payor', 'supplied', 'line'] },
    input: { type: 'string', description: 'The input that is missing or does not match.' },
  },
  required: ['reason', 'fault'],
};

const check: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    passed: { type: 'boolean' },
    fields: { type: 'array', items: { type: 'string' } },
  },
  required: ['name', 'passed', 'fields'],
};

const review: JsonSchema = {
  description: 'Left out unless a person decided on the value; then value and status are theirs.',
  type: 'object',
  properties: {
    action: { enum: correctionActions },
    by: { type: 'string', description: 'Id of the user or the key.' },
    at: { type: 'string', format: 'date-time' },
    machineValue: { description: 'What the call itself had reported.' },
    machineStatus: { enum: answerStatuses },
  },
  required: ['action', 'by', 'at', 'machineValue', 'machineStatus'],
};

const approval: JsonSchema = {
  description: 'Left out unless a person approved the outcome as it stands.',
  type: 'object',
  properties: { by: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
  required: ['by', 'at'],
};
