import { expect, it } from 'vitest';
import { makeSocketAdmission } from './socket-admission.ts';

it('admits a token once, and only for the role it was issued for', () => {
  const admission = makeSocketAdmission<string>();
  const token = admission.issue('ear', 'call_1');
  expect(admission.admit('mouth', token)).toBeUndefined();
  expect(admission.admit('ear', token)).toBe('call_1');
  expect(admission.admit('ear', token)).toBeUndefined();
});

it('admits nobody to a call that is over', () => {
  const admission = makeSocketAdmission<string>();
  const token = admission.issue('mouth', 'call_1');
  admission.revokeAll('call_1');
  expect(admission.admit('mouth', token)).toBeUndefined();
});
