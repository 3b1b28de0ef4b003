import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CallTypeContract,
  CallTypeDescription,
  FieldContract,
  JsonSchema,
} from '../kernel/call-type.ts';
import type { Answer, FieldValue, Outcome } from '../kernel/outcome.ts';
import { assessOutcome } from '../outcomes/assess.ts';
import { readTaskRequest } from '../tasks/task-request.ts';
import { goodRequest } from '../tasks/testing/claim-status.ts';
import { describeCallTypes, loadCallTypes, type CallTypes } from './call-types.ts';

const today = '2026-03-02';
let types: CallTypes;
let claims: CallTypeContract;
let claimsDescription: CallTypeDescription;

beforeAll(async () => {
  types = await loadCallTypes();
  const [contract, description] = [
    types.catalogue.get('claim_status'),
    describeCallTypes(types.catalogue).find(({ callType }) => callType === 'claim_status'),
  ];
  if (contract === undefined || description === undefined)
    throw new Error('There are no claim-status calls.');
  claims = contract;
  claimsDescription = description;
});

function compile(schema: JsonSchema): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** Whatever a client may think up for an input. */
const candidates: unknown[] = [
  'W4471908',
  'w-447 19/08',
  ' W4471908 ',
  '',
  ' ',
  'x'.repeat(41),
  'x'.repeat(501),
  'Jordan',
  "O'Sample-Núñez",
  'R2-D2',
  '2026-02-10',
  '2026-02-30',
  '1899-12-31',
  '20260210',
  '2026-2-1',
  '1234567893',
  '123456789',
  '84-0000001',
  '840000001',
  '+13035550142',
  '303-555-0142',
  'specialist visit',
  25_000,
  0,
  -5,
  12.5,
  10_000_000_001,
  null,
  true,
  [],
  {},
];
/** Right by its shape; only whoever knows check digits and the day can tell. */
const beyondSchemas = ['1234567890', '2026-03-03'];

describe('the schema of inputs', () => {
  it('says of every value what the API says of it', () => {
    const known = new Map(
      (['identifier', 'name', 'date', 'money', 'npi', 'tax_id', 'telephone', 'text'] as const).map((kind) => [
        kind,
        {
          callType: kind,
          title: kind,
          inputs: [{ name: 'it', label: 'It', kind, required: true }],
          fields: [],
          checks: [],
        },
      ]),
    );
    for (const description of describeCallTypes(known)) {
      const validate = compile(description.inputs);
      const rules = { callTypes: known, webhookAllowHosts: [], today: () => today };
      for (const it of candidates) {
        const taken = readTaskRequest(
          { ...goodRequest, callType: description.callType, inputs: { it } },
          rules,
        ).ok;
        expect([description.callType, it, validate({ it })]).toEqual([description.callType, it, taken]);
      }
      for (const it of beyondSchemas) {
        const taken = readTaskRequest(
          { ...goodRequest, callType: description.callType, inputs: { it } },
          rules,
        ).ok;
        if (taken)
          expect([description.callType, it, validate({ it })]).toEqual([description.callType, it, true]);
      }
    }
  });

  it('wants what is required and nothing that is unknown', () => {
    const validate = compile(claimsDescription.inputs);
    expect(validate(goodRequest.inputs)).toBe(true);
    const { memberId, ...others } = goodRequest.inputs;
    expect(validate(others)).toBe(false);
    expect(validate({ ...others, memberId, claimNumber: 'C1' })).toBe(true);
    expect(validate({ ...others, memberId, surprise: 1 })).toBe(false);
  });

  it('lets a date that may lie ahead lie ahead, as the API does', () => {
    const contract = {
      ...claims,
      inputs: [{ name: 'visit', label: 'Visit', kind: 'date' as const, required: true, ahead: true }],
    };
    const rules = {
      callTypes: new Map([['claim_status', contract]]),
      webhookAllowHosts: [],
      today: () => today,
    };
    const taken = (visit: string) => readTaskRequest({ ...goodRequest, inputs: { visit } }, rules).ok;
    expect([taken('2026-03-03'), taken('2028-03-02'), taken('2028-03-03')]).toEqual([true, true, false]);
  });
});

/** Codes and identifiers of many shapes. */
const spelled = ['A1234567', '1234567', 'CO-197', 'N130', '97110', 'M54.5', 'J3301', 'A', '12345'];

/** Some value that a field of that type may have. */
function exampleOf({ type, values, shape }: FieldContract): FieldValue {
  switch (type) {
    case 'enum':
      return values?.[0]?.value ?? '';
    case 'money':
    case 'integer':
    case 'percent':
      return 100;
    case 'date':
    case 'deadline':
      return '2026-02-10';
    case 'duration':
      return { n: 30, unit: 'days', dayType: 'business' };
    case 'telephone':
      return '3035550142';
    case 'code':
    case 'identifier': {
      const fitting = spelled.find((text) => new RegExp(`^(?:${shape ?? '.*'})$`).test(text));
      if (fitting === undefined) throw new Error(`There is no example of the shape ${shape ?? ''}.`);
      return fitting;
    }
    case 'name':
    case 'text':
      return 'Angela';
    case 'yes_no':
      return 'yes';
  }
}

function answered(value: FieldValue): Answer {
  return {
    value,
    status: 'answered',
    evidence: {
      turn: 't1',
      questionTurn: null,
      speaker: 'representative',
      quote: 'it',
      offsetMs: 10,
      confidence: 0.9,
    },
    confirmed: false,
  };
}

function outcomeOf(
  contract: CallTypeContract,
  answers: Record<string, Answer>,
  failure: Outcome['failure'] = null,
) {
  const outcome = assessOutcome(
    { taskId: 'task_1', answers, required: [], failure },
    { callId: 'call_1', contract, today, finishedAt: '2026-03-02T12:00:00.000Z' },
  );
  // As it is delivered.
  return JSON.parse(JSON.stringify(outcome)) as Outcome;
}

const everything = (contract: CallTypeContract) =>
  Object.fromEntries(contract.fields.map((field) => [field.name, answered(exampleOf(field))]));

describe('the schema of outcomes', () => {
  it('takes every outcome of every call type, from nothing learned to everything', () => {
    for (const description of describeCallTypes(types.catalogue)) {
      const contract = types.catalogue.get(description.callType) ?? claims;
      const validate = compile(description.outcome);
      const outcomes = [
        outcomeOf(contract, {}),
        outcomeOf(contract, {}, { reason: 'input_incorrect', fault: 'supplied', input: 'memberId' }),
        outcomeOf(contract, everything(contract)),
        ...contract.fields.map((field) => outcomeOf(contract, { [field.name]: answered(exampleOf(field)) })),
      ];
      for (const outcome of outcomes) {
        expect([validate(outcome), validate.errors]).toEqual([true, null]);
        expect(Object.keys(outcome.fields).sort()).toEqual(contract.fields.map(({ name }) => name).sort());
      }
    }
  });

  it('refuses values that the field cannot have', () => {
    const validate = compile(claimsDescription.outcome);
    const wrong: Record<string, FieldValue> = {
      status: 'lost',
      paid: 12.5,
      receivedDate: '03/02/2026',
      claimNumber: 7,
      repName: '',
      expectedDays: 'ten',
    };
    for (const [field, value] of Object.entries(wrong))
      expect([field, validate(outcomeOf(claims, { [field]: answered(value) }))]).toEqual([field, false]);
  });

  it('refuses a value without the words that it rests on, and a status that contradicts it', () => {
    const validate = compile(claimsDescription.outcome);
    const bare = { ...answered('paid'), evidence: null };
    expect(validate(outcomeOf(claims, { status: bare }))).toBe(false);
    expect(validate(outcomeOf(claims, { status: { ...answered('paid'), status: 'not_asked' } }))).toBe(false);
    expect(validate(outcomeOf(claims, { status: { ...answered('paid'), value: null } }))).toBe(false);
  });

  it('lets no outcome be completed that lacks what its branch asks for', () => {
    const validate = compile(claimsDescription.outcome);
    const full = outcomeOf(claims, { ...everything(claims), status: answered('paid') });
    expect([full.state, validate(full)]).toEqual(['completed', true]);
    const without = (field: string) => ({
      ...full,
      fields: {
        ...full.fields,
        [field]: { value: null, status: 'not_asked', evidence: null, confirmed: false },
      },
    });
    expect(validate(without('paid'))).toBe(false);
    expect(validate(without('repName'))).toBe(false);
    // Of a claim that is paid nobody asks for the days to wait.
    expect(validate(without('expectedDays'))).toBe(true);
  });
});
