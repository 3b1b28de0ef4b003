import { beforeAll, describe, expect, it } from 'vitest';
import type { CallTypes } from '../../main/call-types.ts';
import { loadCallTypes } from '../../main/call-types.ts';
import { benchToday } from '../options.ts';
import type { Scenario } from '../../sandbox/payor/scenario.ts';
import { scenarioSchema } from '../../sandbox/payor/scenario.ts';
import { runScenario } from './run-scenario.ts';
import type { TraceLine } from './transcript.ts';
import { printTrace } from './transcript.ts';
import { withHold } from '../hold.ts';

const scenario: Scenario = scenarioSchema.parse({
  title: 'Not on file',
  payor: { name: 'Summit Ridge Health', phoneNumber: '+13035550199' },
  task: {
    callType: 'claim_status',
    payor: { name: 'Summit Ridge Health' },
    practice: { name: 'Cedar Clinic', npi: '1234567893', taxId: '842156730', phone: '+13035550117' },
    inputs: {
      memberId: 'WGH482915',
      patientFirstName: 'Jordan',
      patientLastName: 'Sample',
      patientDateOfBirth: '1984-06-12',
      dateOfService: '2026-03-05',
      billedAmount: 18500,
      npi: '1234567893',
      taxId: '842156730',
    },
    externalId: 'bench-test',
  },
  line: { steps: [{ hold: { ms: 60_000, demoMs: 5_000, announcements: ['Please stay on the line.'] } }] },
  representative: { name: 'Kevin', verification: ['memberId'] },
  truth: { state: 'completed', fields: { status: 'not_on_file', repName: 'Kevin' } },
});

let callTypes: CallTypes;
beforeAll(async () => {
  callTypes = await loadCallTypes();
});

const play = (subject: Scenario, options: { seed?: number; fullHolds?: boolean } = {}) => {
  const trace: TraceLine[] = [];
  const { seed = 1, fullHolds = false } = options;
  const settings = { callTypes, seed, wordErrors: 0, fullHolds, today: benchToday, understanding: undefined };
  return runScenario('test', subject, settings, (line) => trace.push(line)).then((run) => ({
    ...run,
    trace,
  }));
};

describe('a call in virtual time', () => {
  it('is answered, held, talked through and hung up by the product itself', async () => {
    const { outcomes, verdict, report, trace } = await play(scenario);
    expect(outcomes[0]?.fields.status).toMatchObject({ value: 'not_on_file', status: 'answered' });
    expect(verdict.endedBy).toBe('caller');
    expect(verdict.disclosures.map(({ identifier }) => identifier)).toContain('memberId');
    expect(report.problem).toBeUndefined();
    expect(trace.map(({ who }) => who)).toEqual(
      expect.arrayContaining(['person', 'us', 'heard', 'phase', 'answer']),
    );
  });

  it('is the same call for the same seed', async () => {
    const first = await play(scenario, { seed: 7 });
    const second = await play(scenario, { seed: 7 });
    expect(printTrace(second.trace)).toBe(printTrace(first.trace));
  });

  it('lasts as long as the hold does without taking that long', async () => {
    const startedMs = performance.now();
    const { report, outcomes } = await play(withHold(scenario, 30), { fullHolds: true });
    expect(report.durationMs).toBeGreaterThan(30 * 60_000);
    expect(outcomes[0]?.state).toBe('completed');
    expect(performance.now() - startedMs).toBeLessThan(30_000);
  });

  it('tells when a person was noticed', async () => {
    const { report } = await play(scenario);
    expect(report.noticedMs).toHaveLength(1);
    expect(report.mouthOpenMs[0]).toBeGreaterThan(report.noticedMs[0] ?? Infinity);
  });
});
