import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBalancer } from './stage/balancer.ts';
import { follow } from './stage/follow.ts';
import { differences, readScenario } from './stage/scenario.ts';
import type { Stage } from './stage/stage.ts';
import { setStage } from './stage/stage.ts';

const scenarioFile = 'fixtures/scenarios/hold-check-claims-online.yaml';

let directory: string;
let stage: Stage;
let balancer: Awaited<ReturnType<typeof startBalancer>>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-takeover-'));
  const scenario = await readScenario(scenarioFile);
  stage = await setStage({ scenario, scenarioFile, voice: 'text', logFile: join(directory, 'log') });
  balancer = await startBalancer();
});

afterEach(async () => {
  await stage.close();
  await balancer.close();
  await rm(directory, { recursive: true, force: true });
});

it('completes a call whose process was killed while on hold, in another process', async () => {
  const env = { PUBLIC_BASE_URL: balancer.url, LEASE_SECONDS: '8' };
  const first = await stage.startServer(env);
  balancer.sendTo(first.base);
  const api = stage.api(balancer.url);
  const task = await stage.queueTask(api);
  const second = await stage.startServer(env);

  const phases: string[] = [];
  const delivered = () => stage.receiver.deliveries.some((delivery) => delivery.verified);
  let killed = false;
  const followed = await follow(api, task.id, {
    limitMs: 240_000,
    delivered,
    onItem: (item) => {
      if (item.kind === 'phase') phases.push(item.phase);
      if (item.kind === 'phase' && item.phase === 'hold' && !killed) {
        killed = true;
        balancer.sendTo(second.base);
        first.program.kill();
      }
    },
  });

  expect(killed).toBe(true);
  expect(phases.slice(phases.indexOf('hold')).some((phase) => phase.startsWith('conversation'))).toBe(true);
  const { outcome } = followed.view;
  if (outcome === null) throw new Error('There is no outcome.');
  expect(differences(stage.scenario.truth, outcome)).toEqual([]);
  expect(followed.view.calls).toHaveLength(1);

  // The log alone rebuilds the state that the second process had at the end.
  const live = /"callId":"[^"]+"[^\n]*"stateDigest":"([0-9a-f]{64})"/.exec(
    await readFile(stage.logFile, 'utf8'),
  );
  const replayed = await promisify(execFile)(
    process.execPath,
    ['scripts/replay.ts', followed.call.id, '--digest'],
    { env: { ...process.env, ...stage.serverEnv } },
  );
  expect(live?.[1]).toBeDefined();
  expect(replayed.stdout.trim()).toBe(live?.[1]);
});
