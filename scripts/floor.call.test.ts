import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FloorSnapshot, LiveCall } from '../src/kernel/floor.ts';
import type { TimelineItem } from '../src/kernel/live.ts';
import { startBalancer } from './stage/balancer.ts';
import { follow } from './stage/follow.ts';
import { readScenario } from './stage/scenario.ts';
import type { Stage } from './stage/stage.ts';
import { setStage } from './stage/stage.ts';

const scenarioFile = 'fixtures/scenarios/claim-paid-check.yaml';
/** Phones of the sandbox: one is answered, one is busy. */
const [answering, busy] = ['+13035550190', '+13035550191'];

/** Sets a stage of the call's own, with two nodes on it, and takes it down afterwards. */
async function onStage(play: (stage: Stage, node: Nodes) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-floor-'));
  const scenario = await readScenario(scenarioFile);
  const stage = await setStage({ scenario, scenarioFile, voice: 'text', logFile: join(directory, 'log') });
  const balancer = await startBalancer();
  try {
    await play(stage, await twoNodes(stage, balancer));
  } finally {
    await stage.close();
    await balancer.close();
    await rm(directory, { recursive: true, force: true });
  }
}

type Nodes = Awaited<ReturnType<typeof twoNodes>>;

/** Two nodes: one that makes the call, and one that people ask. */
async function twoNodes(stage: Stage, balancer: Awaited<ReturnType<typeof startBalancer>>) {
  const env = { PUBLIC_BASE_URL: balancer.url };
  const caller = await stage.startServer(env);
  balancer.sendTo(caller.base);
  const task = await stage.queueTask(stage.api(caller.base));
  const view = await until(async () => {
    const seen = await stage.api(caller.base).task(task.id);
    return seen.calls.length > 0 ? seen : undefined;
  });
  const asked = await stage.startServer(env);
  const callId = view.calls[0]?.id ?? '';
  const headers = {
    authorization: `Bearer ${stage.serverEnv.BOOTSTRAP_API_KEY ?? ''}`,
    'content-type': 'application/json',
  };
  return {
    task,
    callId,
    asked,
    headers,
    api: stage.api(asked.base),
    async give(path: string, body: object) {
      const address = `${asked.base}/v1/calls/${callId}/${path}`;
      const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(response.status).toBe(202);
    },
    async floor(): Promise<readonly LiveCall[]> {
      const response = await fetch(`${asked.base}/v1/floor`, { headers });
      return ((await response.json()) as FloorSnapshot).calls;
    },
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

it.concurrent(
  'a call is watched, listened to and hinted from another node, outlives a busy phone, and ends politely',
  () => onStage(watched),
);
it.concurrent('a person takes a call over by telephone, and it ends with that person', () =>
  onStage(takenOver),
);

async function watched(stage: Stage, node: Nodes): Promise<void> {
  const sides = new Set<number | undefined>();
  const socket = new WebSocket(`${node.asked.base.replace('http', 'ws')}/v1/calls/${node.callId}/listen`, {
    headers: node.headers,
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('message', (message: Buffer) => sides.add(message[0]));
  const items: TimelineItem[] = [];
  let tookOver = false;
  let ended = false;
  let seen: LiveCall | undefined;
  const followed = await follow(node.api, node.task.id, {
    limitMs: 360_000,
    delivered: () => stage.receiver.deliveries.some(({ verified }) => verified),
    onItem(item) {
      items.push(item);
      if (item.kind === 'phase' && item.phase === 'conversation.inquiry' && !tookOver) {
        tookOver = true;
        void node.floor().then((calls) => (seen = calls.find(({ callId }) => callId === node.callId)));
        void node
          .give('hints', { hint: { kind: 'note', text: 'They were slow yesterday.' } })
          .then(() => node.give('take-over', { phoneNumber: busy }));
      }
      if (item.kind === 'said' && item.text.includes('could not be reached') && !ended) {
        ended = true;
        void node.give('end', { how: 'politely' });
      }
    },
  });
  await closed;

  expect(seen).toMatchObject({ phase: 'conversation', payor: { name: expect.any(String) as string } });
  expect(seen?.lastWords?.text ?? '').not.toMatch(/\d/);
  expect([...sides].toSorted()).toEqual([0, 1]);
  const commands = items.flatMap((item) => (item.kind === 'operator' ? [item.command.kind] : []));
  expect(commands).toEqual(['hint', 'take_over', 'end']);
  const phases = items.flatMap((item) => (item.kind === 'phase' ? [item.phase] : []));
  expect(phases.slice(phases.indexOf('transfer'))).toContain('conversation.inquiry');
  expect(followed.view.outcome?.failure?.reason).toBe('person_ended');
}

async function takenOver(stage: Stage, node: Nodes): Promise<void> {
  const phases: string[] = [];
  const afterwards: TimelineItem[] = [];
  let tookOver = false;
  const followed = await follow(node.api, node.task.id, {
    limitMs: 360_000,
    delivered: () => stage.receiver.deliveries.some(({ verified }) => verified),
    onItem(item) {
      if (phases.includes('taken_over')) afterwards.push(item);
      if (item.kind === 'phase') phases.push(item.phase);
      if (item.kind === 'phase' && item.phase === 'conversation.inquiry' && !tookOver) {
        tookOver = true;
        void node.give('take-over', { phoneNumber: answering });
      }
    },
  });

  expect(phases.slice(phases.indexOf('transfer'))).toEqual(['transfer', 'taken_over', 'ended']);
  expect(afterwards.filter(({ kind }) => kind === 'said' || kind === 'keys')).toEqual([]);
  expect(followed.view.outcome?.failure?.reason).toBe('person_took_over');
}
