import { expect, test } from 'vitest';
import type { CallTypeContract } from '../kernel/call-type.ts';
import type { Answer, AnswerStatus, Failure, FieldValue } from '../kernel/outcome.ts';
import { assessOutcome } from './assess.ts';

const contract: CallTypeContract = {
  callType: 'claim_status',
  title: 'Claim status',
  inputs: [],
  fields: [
    { name: 'status', label: 'Status', type: 'enum', requirement: 'required' },
    {
      name: 'paid',
      label: 'Paid',
      type: 'money',
      requirement: 'conditional',
      when: { field: 'status', in: ['paid'] },
    },
    { name: 'allowed', label: 'Allowed', type: 'money', requirement: 'conditional' },
    { name: 'repName', label: 'Name', type: 'name', requirement: 'required' },
    { name: 'callReference', label: 'Reference', type: 'identifier', requirement: 'required' },
  ],
  checks: [{ kind: 'at_most', name: 'paid within allowed', left: 'paid', right: 'allowed' }],
};

function answer(value: FieldValue | null, status: AnswerStatus = 'answered'): Answer {
  return { value, status, evidence: null, confirmed: false };
}

const courtesy = { repName: answer('Dana'), callReference: answer('R100') };
const dropped: Failure = { reason: 'line_dropped', fault: 'line' };

function assess(
  answers: Record<string, Answer>,
  more: { required?: string[]; failure?: Failure | null } = {},
) {
  return assessOutcome(
    { taskId: 'task_1', answers, required: more.required ?? [], failure: more.failure ?? null },
    { callId: 'call_1', contract, today: '2026-03-10', finishedAt: '2026-03-10T10:00:00.000Z' },
  );
}

test('with every required field answered the outcome is completed', () => {
  const outcome = assess({ status: answer('paid'), paid: answer(9000), ...courtesy }, { required: ['paid'] });
  expect(outcome).toMatchObject({
    state: 'completed',
    missingFields: [],
    failure: null,
    needsReview: false,
    callType: 'claim_status',
  });
});

test('a field that only the branch requires is missing when it has no answer', () => {
  const outcome = assess({ status: answer('paid'), ...courtesy }, { required: ['paid'] });
  expect(outcome).toMatchObject({ state: 'partial', missingFields: ['paid'] });
});

test('a doubtful value is reported for review and leaves the outcome partial', () => {
  const outcome = assess(
    { status: answer('paid'), paid: answer(9000, 'doubtful'), ...courtesy },
    { required: ['paid'] },
  );
  expect(outcome).toMatchObject({ state: 'partial', missingFields: [], needsReview: true });
});

test('a line that drops midway leaves a partial outcome with its reason', () => {
  const outcome = assess({ status: answer('paid') }, { required: ['paid'], failure: dropped });
  expect(outcome).toMatchObject({
    state: 'partial',
    missingFields: ['paid', 'status', 'repName', 'callReference'].filter((field) => field !== 'status'),
    failure: dropped,
  });
});

test('a line that drops after the last answer takes nothing away', () => {
  expect(assess({ status: answer('in_process'), ...courtesy }, { failure: dropped })).toMatchObject({
    state: 'completed',
    failure: null,
  });
});

test('with nothing answered the outcome is failed', () => {
  const outcome = assess({}, { failure: { reason: 'closed', fault: 'payor' } });
  expect(outcome).toMatchObject({ state: 'failed', failure: { reason: 'closed', fault: 'payor' } });
});

test("a representative's name alone answers nothing of the question", () => {
  const outcome = assess(
    { repName: answer('Dana') },
    { failure: { reason: 'refused_automation', fault: 'payor' } },
  );
  expect(outcome.state).toBe('failed');
});

test('every field of the call type is in the outcome, also those that nothing is known of', () => {
  expect(assess({}).fields).toMatchObject({
    status: answer(null, 'not_asked'),
    repName: answer(null, 'not_asked'),
  });
});

test('an empty result without a reason is our own failure', () => {
  expect(assess({})).toMatchObject({ state: 'failed', failure: { reason: 'agent_failure', fault: 'ours' } });
});

test('"not on file" is an answer, not a failure', () => {
  const outcome = assess(
    { status: answer('not_on_file'), ...courtesy },
    { failure: { reason: 'claim_not_found', fault: 'supplied' } },
  );
  expect(outcome).toMatchObject({ state: 'completed', failure: null });
});

test('a member who is not found before the claim could be looked up is a failure', () => {
  const failure: Failure = { reason: 'member_not_found', fault: 'supplied' };
  expect(assess({ ...courtesy }, { failure })).toMatchObject({ state: 'failed', failure });
});

test('where the payor gives no reference number the name stands in for it', () => {
  const none = answer(null, 'not_available');
  expect(assess({ status: answer('in_process'), repName: answer('Dana'), callReference: none }).state).toBe(
    'completed',
  );
  expect(assess({ status: answer('in_process'), callReference: none })).toMatchObject({
    state: 'partial',
    missingFields: ['repName', 'callReference'],
  });
});

test('a field that the representative would not give is missing', () => {
  const outcome = assess(
    { status: answer('paid'), paid: answer(null, 'rep_declined'), ...courtesy },
    { required: ['paid'] },
  );
  expect(outcome).toMatchObject({ state: 'partial', missingFields: ['paid'] });
});

test('a failed cross-check asks for review and changes no answer', () => {
  const outcome = assess({
    status: answer('paid'),
    paid: answer(15000),
    allowed: answer(11500),
    ...courtesy,
  });
  expect(outcome).toMatchObject({
    state: 'completed',
    needsReview: true,
    checks: [{ name: 'paid within allowed', passed: false, fields: ['paid', 'allowed'] }],
  });
});
