import { describe, expect, it } from 'vitest';
import { readTaskRequest } from '../tasks/task-request.ts';
import { claimStatusOnly, goodRequest } from '../tasks/testing/claim-status.ts';
import { taskRequest } from './task-schemas.ts';

const rules = { callTypes: claimStatusOnly, webhookAllowHosts: [], today: () => '2026-03-02' };
const { practice: _inline, ...withoutPractice } = goodRequest;

/** Requests about whose form there is something to say without knowing call types, payors and today. */
const requests: readonly [string, unknown][] = [
  ['a good one', goodRequest],
  ['a payor by id', { ...goodRequest, payor: { payorId: 'pay_1' } }],
  ['a payor by number', { ...goodRequest, payor: { phoneNumber: '+13035550142' } }],
  ['a practice by id', { ...withoutPractice, practiceId: 'prac_1' }],
  [
    'every member',
    { ...goodRequest, priority: -10, maxAttempts: 10, notBefore: '2026-03-03T09:00:00-05:00' },
  ],
  ['times', { ...goodRequest, notBefore: '2026-03-03T09:00:00Z', dueBy: '2026-03-04T09:00:00Z' }],
  ['a webhook', { ...goodRequest, webhookUrl: 'https://billing.example/hook' }],
  ['an unknown member', { ...goodRequest, surprise: 1 }],
  ['an unknown member of the payor', { ...goodRequest, payor: { name: 'A', surprise: 1 } }],
  ['no externalId', { ...goodRequest, externalId: undefined }],
  ['an empty externalId', { ...goodRequest, externalId: '' }],
  ['too high a priority', { ...goodRequest, priority: 11 }],
  ['a priority in between', { ...goodRequest, priority: 1.5 }],
  ['too many attempts', { ...goodRequest, maxAttempts: 11 }],
  ['a time without its offset', { ...goodRequest, notBefore: '2026-03-03T09:00:00' }],
  ['a date for a time', { ...goodRequest, dueBy: '2026-03-03' }],
  ['a number for the name of a practice', { ...goodRequest, practice: { ...goodRequest.practice, name: 1 } }],
  ['a short tax id', { ...goodRequest, practice: { ...goodRequest.practice, taxId: '12' } }],
  ['inputs that are a list', { ...goodRequest, inputs: [] }],
  ['no object', null],
];

describe('the documented schema of a request', () => {
  it.each(requests)('says of %s what the check of requests says', (_what, body) => {
    expect(taskRequest.safeParse(body).success).toBe(readTaskRequest(body, rules).ok);
  });
});
