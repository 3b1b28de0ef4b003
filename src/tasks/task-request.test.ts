import { describe, expect, it } from 'vitest';
import { readTaskRequest } from './task-request.ts';
import { claimStatusOnly, goodRequest } from './testing/claim-status.ts';

const rules = { callTypes: claimStatusOnly, webhookAllowHosts: ['127.0.0.1'], today: () => '2026-03-02' };

function problemsOf(body: unknown): Record<string, string> {
  const read = readTaskRequest(body, rules);
  if (read.ok) return {};
  const pointers = read.problems.map(({ pointer }) => pointer);
  expect(new Set(pointers).size, 'a member is named twice').toBe(pointers.length);
  return Object.fromEntries(read.problems.map(({ pointer, detail }) => [pointer, detail]));
}

const withInput = (name: string, value: unknown) => ({
  ...goodRequest,
  inputs: { ...goodRequest.inputs, [name]: value },
});

describe('a request for a task', () => {
  it('is tidied: blanks around values and the hyphen of a tax id go', () => {
    const read = readTaskRequest({ ...withInput('memberId', '  W4471908 '), externalId: ' a ' }, rules);
    expect(read).toMatchObject({
      ok: true,
      request: { externalId: 'a', webhookUrl: null, inputs: { memberId: 'W4471908', taxId: '840000001' } },
    });
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsOf({
      callType: 'claim_status',
      payor: {},
      practice: { name: '', npi: '1234567890', taxId: '12', phone: '303', state: 'Colorado' },
      inputs: {
        memberId: '',
        patientFirstName: 'R2-D2',
        patientDateOfBirth: '1982-02-30',
        dateOfService: '2026-03-03',
        billedAmount: 12.5,
        npi: 1_234_567_893,
        taxId: '84000000x',
        surprise: 1,
      },
      webhookUrl: 'http://billing.example/hook',
      extra: true,
    });
    expect(Object.keys(problems).sort()).toEqual(
      [
        '/payor',
        '/practice/name',
        '/practice/npi',
        '/practice/taxId',
        '/practice/phone',
        '/practice/state',
        '/inputs/memberId',
        '/inputs/patientFirstName',
        '/inputs/patientLastName',
        '/inputs/patientDateOfBirth',
        '/inputs/dateOfService',
        '/inputs/billedAmount',
        '/inputs/npi',
        '/inputs/taxId',
        '/inputs/surprise',
        '/externalId',
        '/webhookUrl',
        '/extra',
      ].sort(),
    );
    expect(problems['/inputs/patientLastName']).toBe('is required');
    expect(problems['/inputs/npi']).toBe('must be a string');
  });

  it('tells what an input that is not one could have been, and what to do with nothing', () => {
    const problems = problemsOf({
      ...goodRequest,
      surprise: 1,
      inputs: { ...goodRequest.inputs, memberID: 'W1', claimNumber: null },
    });
    expect(problems).toEqual({
      '/surprise': 'is not a known member; take it out',
      '/inputs/memberID':
        'is not an input of claim_status; its inputs are: memberId, patientFirstName, patientLastName, ' +
        'patientDateOfBirth, dateOfService, billedAmount, npi, taxId, claimNumber',
      '/inputs/claimNumber': 'must be a string; leave it out where there is none',
    });
  });

  it.each([0, 11, 1.5, '3'])('does not take %j for a number of calls', (maxAttempts) => {
    expect(Object.keys(problemsOf({ ...goodRequest, maxAttempts }))).toEqual(['/maxAttempts']);
    expect(problemsOf({ ...goodRequest, maxAttempts: 1 })).toEqual({});
  });

  it.each(['tomorrow', '2026-03-04', '2026-03-04T09:00:00', '2027-03-04T09:00:00Z', 7])(
    'does not take %j for the time before which nobody calls',
    (notBefore) => {
      expect(Object.keys(problemsOf({ ...goodRequest, notBefore }))).toEqual(['/notBefore']);
      expect(problemsOf({ ...goodRequest, notBefore: '2026-03-04T09:00:00-05:00' })).toEqual({});
    },
  );

  it('names the call types that there are', () => {
    expect(problemsOf({ ...goodRequest, callType: 'weather' })).toEqual({
      '/callType': 'must be one of: claim_status',
    });
  });

  it('takes codes as text and leaves out what is optional', () => {
    const callTypes = new Map([
      [
        'prior_auth',
        {
          callType: 'prior_auth',
          title: 'Prior authorization',
          inputs: [
            { name: 'procedureCode', label: 'Procedure', kind: 'text', required: true },
            { name: 'authNumber', label: 'Number', kind: 'identifier', required: false },
          ],
          fields: [],
          checks: [],
        } as const,
      ],
    ]);
    const body = { ...goodRequest, callType: 'prior_auth', inputs: { procedureCode: ' 97110 ' } };
    const read = readTaskRequest(body, { ...rules, callTypes });
    expect(read).toMatchObject({ ok: true, request: { inputs: { procedureCode: '97110' } } });
    expect(read.ok && Object.keys(read.request.inputs)).toEqual(['procedureCode']);
  });

  it('repeats no value in what it says', () => {
    const secret = 'Zebulon-77';
    const everywhere = Object.fromEntries(
      Object.keys(goodRequest.inputs).map((name) => [name, `${secret}!`]),
    );
    const body = {
      callType: secret,
      payor: secret,
      practice: { npi: secret, taxId: secret, phone: secret, state: secret },
      inputs: everywhere,
      webhookUrl: secret,
      externalId: [secret],
    };
    expect(JSON.stringify(problemsOf(body))).not.toContain('Zebulon');
    expect(JSON.stringify(problemsOf({ ...body, callType: 'claim_status' }))).not.toContain('Zebulon');
  });

  it.each([null, undefined, 'text', 7, []])('is refused where the body is %j', (body) => {
    expect(Object.keys(problemsOf(body)).length).toBeGreaterThan(0);
  });

  it('wants inputs', () => {
    expect(problemsOf({ ...goodRequest, inputs: undefined })).toEqual({ '/inputs': 'is required' });
  });

  it('wants a payor by name or by number, not both', () => {
    const payor = { name: 'A', phoneNumber: '+13035550142' };
    expect(problemsOf({ ...goodRequest, payor })).toEqual({
      '/payor': 'must have exactly one of name, payorId and phoneNumber',
    });
  });

  it.each(['2025-02-29', '2026-2-3', '2026-13-01', '20260210', '1899-12-31', '2026-03-03'])(
    'does not take %s for a date of service',
    (date) => {
      expect(Object.keys(problemsOf(withInput('dateOfService', date)))).toEqual(['/inputs/dateOfService']);
    },
  );

  it.each(['2026-03-02', '2024-02-29'])('takes %s for a date of service', (date) => {
    expect(problemsOf(withInput('dateOfService', date))).toEqual({});
  });

  it.each([0, -1, 1.5, 1e12, '100'])('does not take %j for an amount', (amount) => {
    expect(Object.keys(problemsOf(withInput('billedAmount', amount)))).toEqual(['/inputs/billedAmount']);
  });

  it.each(['https://billing.example/hook', 'http://127.0.0.1:4000/hook'])('takes %s for a webhook', (url) => {
    expect(problemsOf({ ...goodRequest, webhookUrl: url })).toEqual({});
  });

  it.each([
    'http://billing.example/hook',
    'https://10.0.0.1/hook',
    'https://[::1]/hook',
    'https://localhost/hook',
    'https://db.internal/hook',
    'https://user:word@billing.example/hook',
    'file:///etc/hosts',
    'billing.example',
  ])('does not take %s for a webhook', (url) => {
    expect(Object.keys(problemsOf({ ...goodRequest, webhookUrl: url }))).toEqual(['/webhookUrl']);
  });

  it.each(['1EG4-TE5-MK73', '1eg4-te5-mk73', '1EG4TE5MK73', 'W4471908', '1234-567-8901', 'ABC1EG4TE5MK7O'])(
    'takes %s for a member id',
    (id) => {
      expect(problemsOf(withInput('memberId', id))).toEqual({});
    },
  );

  it.each(['1EG4-TE5-MK7O', '1EGO-TE5-MK73', '1SG4-TE5-MK73', '1EG4-TE5-MKI3'])(
    'does not take %s, which is meant as a Medicare number and cannot be one',
    (id) => {
      expect(problemsOf(withInput('memberId', id))['/inputs/memberId']).toContain('an O is a zero');
    },
  );

  it.each([
    ['procedureCode', ['97110', '0001A', 'J1885', 'j1885'], ['9711', '971100', 'ZZ110', '97110-59', '97I10']],
    ['procedureCode2', ['99213'], ['visit']],
    ['diagnosisCode', ['M54.5', 'm545', 'Z00.00', 'C50.A11'], ['54.5', 'M5', 'M54.55555']],
  ])('wants a code where %s asks for one', (name, right, wrong) => {
    const contract = {
      callType: 'coded',
      title: 'Coded',
      inputs: [{ name, label: name, kind: 'text' as const, required: true }],
      fields: [],
      checks: [],
    };
    const readCode = (code: string) =>
      readTaskRequest(
        { ...goodRequest, callType: 'coded', inputs: { [name]: code } },
        { ...rules, callTypes: new Map([['coded', contract]]) },
      ).ok;
    for (const code of right) expect([code, readCode(code)]).toEqual([code, true]);
    for (const code of wrong) expect([code, readCode(code)]).toEqual([code, false]);
  });

  it('wants a service after the birth of the patient', () => {
    const inputs = { ...goodRequest.inputs, patientDateOfBirth: '2026-02-11' };
    expect(Object.keys(problemsOf({ ...goodRequest, inputs }))).toEqual(['/inputs/dateOfService']);
  });

  it('wants exactly one practice, by itself or by its id', () => {
    const { practice: _inline, ...none } = goodRequest;
    expect(Object.keys(problemsOf(none))).toEqual(['/practice']);
    expect(problemsOf({ ...none, practiceId: 'prac_1' })).toEqual({});
    expect(Object.keys(problemsOf({ ...goodRequest, practiceId: 'prac_1' }))).toEqual(['/practiceId']);
  });

  it.each([
    [{ priority: 11 }, '/priority'],
    [{ priority: 0.5 }, '/priority'],
    [{ dueBy: '2026-03-05' }, '/dueBy'],
    [{ dueBy: '2027-03-03T00:00:00Z' }, '/dueBy'],
    [{ notBefore: '2026-03-05T00:00:00Z', dueBy: '2026-03-05T00:00:00Z' }, '/dueBy'],
  ])('does not take %j', (more, pointer) => {
    expect(Object.keys(problemsOf({ ...goodRequest, ...more }))).toEqual([pointer]);
  });
});
