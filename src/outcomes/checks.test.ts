import { expect, test } from 'vitest';
import type { CheckRule } from '../kernel/call-type.ts';
import type { Answer, FieldValue } from '../kernel/outcome.ts';
import { applyChecks } from './checks.ts';

function verdict(rule: CheckRule, values: Record<string, FieldValue>): boolean | undefined {
  const answers = Object.fromEntries(
    Object.entries(values).map(([field, value]): [string, Answer] => [
      field,
      { value, status: 'answered', evidence: null, confirmed: false },
    ]),
  );
  return applyChecks([rule], answers, '2026-03-10')[0]?.passed;
}

const atMost: CheckRule = { kind: 'at_most', name: 'a', left: 'paid', right: 'allowed' };
const sums: CheckRule = { kind: 'sums_to', name: 's', parts: ['met', 'remaining'], total: 'total' };
const order: CheckRule = { kind: 'not_after', name: 'o', left: 'received', right: 'processed' };
const past: CheckRule = { kind: 'not_future', name: 'p', field: 'received' };
const needs: CheckRule = {
  kind: 'requires',
  name: 'r',
  when: { field: 'status', in: ['inactive'] },
  field: 'termDate',
};

test('one amount is at most another', () => {
  expect(verdict(atMost, { paid: 100, allowed: 100 })).toBe(true);
  expect(verdict(atMost, { paid: 101, allowed: 100 })).toBe(false);
});

test('parts sum to their total', () => {
  expect(verdict(sums, { met: 825_00, remaining: 675_00, total: 1500_00 })).toBe(true);
  expect(verdict(sums, { met: 825_00, remaining: 675_00, total: 1400_00 })).toBe(false);
});

test('dates are in order, the same day included', () => {
  expect(verdict(order, { received: '2026-03-01', processed: '2026-03-01' })).toBe(true);
  expect(verdict(order, { received: '2026-03-02', processed: '2026-03-01' })).toBe(false);
});

test('a date that cannot be in the future may be today', () => {
  expect(verdict(past, { received: '2026-03-10' })).toBe(true);
  expect(verdict(past, { received: '2026-03-11' })).toBe(false);
});

test('one answer requires another', () => {
  expect(verdict(needs, { status: 'inactive', termDate: '2026-01-31' })).toBe(true);
  expect(verdict(needs, { status: 'inactive' })).toBe(false);
  expect(verdict(needs, { status: 'active' })).toBeUndefined();
});

test('a rule whose fields are not all answered is left out', () => {
  expect(verdict(atMost, { paid: 100 })).toBeUndefined();
  expect(verdict(sums, { met: 1, total: 1 })).toBeUndefined();
  expect(
    applyChecks(
      [past],
      { received: { value: '2030-01-01', status: 'doubtful', evidence: null, confirmed: false } },
      '2026-03-10',
    ),
  ).toEqual([]);
});
