import { describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import type { PayorDesk } from '../kernel/payor-desk.ts';
import type { ProblemDocument } from './problems.ts';
import { makeApp } from './app.ts';
import { makePayorRoutes } from './payor-routes.ts';
import { makePayorTreeRoutes } from './payor-tree-routes.ts';

const create = vi.fn((_principal: unknown, profile: object) => Promise.resolve({ ...profile, id: 'pay_1' }));
const override = vi.fn((_principal: unknown, id: string, changes: object) =>
  Promise.resolve({ ...changes, id }),
);
const desk = { create, override } as unknown as PayorDesk;
const audit = { record: () => Promise.resolve() };

const app = await makeApp({
  logger: pino({ level: 'silent' }),
  authenticator: {
    authenticate: (bearer) =>
      Promise.resolve({
        organizationId: 'org_a',
        practiceIds: null,
        kind: 'key',
        actorId: 'key_1',
        scopes: bearer === 'writer' ? ['payors:write'] : ['payors:read'],
      }),
  },
  readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
  rateLimitPerMinute: 1_000,
  plugins: [
    makePayorRoutes({
      desk,
      audit,
      rules: {
        refusalOfNumber: (number) => (number.startsWith('+1900') ? 'must not be premium' : undefined),
        inputsOf: (callType) => (callType === 'claim_status' ? ['memberId', 'npi'] : undefined),
      },
    }),
    makePayorTreeRoutes({ desk, audit }),
  ],
});

async function send(method: 'POST' | 'PUT', url: string, payload: object, key = 'writer') {
  const answer = await app.inject({ method, url, payload, headers: { authorization: `Bearer ${key}` } });
  return {
    status: answer.statusCode,
    body: answer.json<ProblemDocument>(),
    pointers: pointersOf(answer.json()),
  };
}

function pointersOf({ errors = [] }: Partial<ProblemDocument>): string[] {
  return [...new Set(errors.map(({ pointer }) => pointer))].sort();
}

const line = { phoneNumber: '+13035550123' };

describe('a payor that is sent', () => {
  it('is filled in where it says nothing', async () => {
    const { status } = await send('POST', '/v1/payors', { name: 'Lark Health', lines: [line] });
    expect(status).toBe(201);
    expect(create.mock.lastCall?.[1]).toEqual({
      name: 'Lark Health',
      aliases: [],
      lines: [
        {
          purpose: 'provider',
          label: null,
          phoneNumber: '+13035550123',
          timeZone: 'America/New_York',
          hours: null,
          holidays: [],
          closedOn: [],
          maxConcurrentCalls: null,
        },
      ],
      limits: { maxConcurrentCalls: null, tasksPerCall: 1, callsPerMinute: null },
      requiredInputs: {},
      refusesAutomation: false,
      recording: null,
      disclosure: null,
      notes: null,
    });
  });

  it('is refused with everything that is wrong with it at once', async () => {
    const { status, body, pointers } = await send('POST', '/v1/payors', {
      name: '—',
      aliases: ['ok', ''],
      lines: [
        { phoneNumber: '+19005550100', timeZone: 'Mars/Olympus', purpose: 'Prior Auth' },
        {
          ...line,
          hours: {
            monday: [{ from: '8:00', to: '17:00' }],
            tuesday: [{ from: '08:00', to: '08:00' }],
            someday: [],
          },
          holidays: ['boxing_day'],
          closedOn: ['2026-02-30'],
          maxConcurrentCalls: 0,
        },
      ],
      limits: { tasksPerCall: 21 },
      requiredInputs: {
        claim_status: [{ name: 'memberId' }, { name: 'shoe' }, { name: 'memberId' }],
        dance: [],
      },
      disclosure: 'Hello, this is {agent} of {company}.',
      recording: 'maybe',
      color: 'blue',
    });
    expect(status).toBe(400);
    expect(pointers).toEqual([
      '/aliases/1',
      '/color',
      '/disclosure',
      '/limits/tasksPerCall',
      '/lines/0/phoneNumber',
      '/lines/0/purpose',
      '/lines/0/timeZone',
      '/lines/1/closedOn/0',
      '/lines/1/holidays/0',
      '/lines/1/hours/monday/0/from',
      '/lines/1/hours/someday',
      '/lines/1/hours/tuesday/0',
      '/lines/1/maxConcurrentCalls',
      '/name',
      '/recording',
      '/requiredInputs/claim_status/1/name',
      '/requiredInputs/claim_status/2/name',
      '/requiredInputs/dance',
    ]);
    expect(body.errors.find(({ pointer }) => pointer === '/requiredInputs/claim_status/1/name')?.detail).toBe(
      'is not an input of claim_status; its inputs are: memberId, npi',
    );
    expect(body.errors.find(({ pointer }) => pointer === '/lines/0/phoneNumber')?.detail).toBe(
      'must not be premium',
    );
    expect(JSON.stringify(body)).not.toContain('Olympus');
  });

  it('says by which sentence the caller owns up to being a machine', async () => {
    const disclosure = 'Hello, I am {agent}, an automated assistant of {practice}.';
    const { status } = await send('POST', '/v1/payors', { name: 'Lark', lines: [line], disclosure });
    expect(status).toBe(201);
  });
});

describe('what is changed of a shared payor', () => {
  it('is what was given and nothing else', async () => {
    await send('PUT', '/v1/payors/pay_1/override', { limits: { tasksPerCall: 2 }, notes: null });
    expect(override.mock.lastCall?.[2]).toEqual({ limits: { tasksPerCall: 2 }, notes: null });
  });

  it('needs the scope for it', async () => {
    expect((await send('PUT', '/v1/payors/pay_1/override', {}, 'reader')).status).toBe(403);
  });
});

describe('a phone tree that is sent', () => {
  it('is refused where it leads nowhere', async () => {
    const node = {
      id: 'n1',
      begins: 'thank you',
      prompt: 'thank you',
      first: true,
      choices: [
        { callType: 'claim_status', answer: 'shout', leadsTo: 'n9', count: 0, inARow: 0, answeredAfterMs: 0 },
      ],
      drifted: false,
      seen: 1,
      firstSeen: '2026-03-01',
      lastSeen: '2026-03-01',
      promptMs: 0,
      calls: [],
      editedBy: null,
    };
    const tree = { version: 1, nodes: [node, { ...node, choices: [] }] };
    const { status, pointers } = await send('PUT', '/v1/payors/pay_1/lines/line_1/phone-tree', {
      revision: 1,
      tree,
    });
    expect(status).toBe(400);
    expect(pointers).toContain('/tree/nodes/0/choices/0/answer');
  });
});
