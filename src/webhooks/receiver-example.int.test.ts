import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeReceiver } from '../../scripts/examples/webhook-receiver.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization } from '../dialing/testing/world.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { makeWebhookSecret } from './signature.ts';
import { addEndpoint, makeTold, makeWebhookWorld } from './testing/world.ts';

const { db } = useTestDatabase();
const cleanups: (() => unknown)[] = [];
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

test('the receiver that the documentation shows verifies what is sent, and hands a replay on no second time', async () => {
  // The receiver looks at the machine's clock, as everybody's does.
  const clock = makeManualClock(Date.now());
  const world = makeWebhookWorld(db, clock);
  const organizationId = await addOrganization(db);
  const handled: unknown[] = [];
  const secret = makeWebhookSecret();
  const server = makeReceiver(secret, (event) => {
    handled.push(event);
    return Promise.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await addEndpoint(db, organizationId, url, { secret });

  const told = await makeTold(db, organizationId);
  await world.tell(told.event('task.completed'));
  await world.deliverAll();
  const scope = { organizationId, practiceIds: null };
  const [sent] = (await world.deliveries.list(scope, { limit: 1 })).data;
  await world.deliveries.replay(scope, sent?.id ?? '');
  await world.deliverAll();
  const { data } = await world.deliveries.list(scope, { limit: 9 });
  expect(data.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  expect(handled).toMatchObject([{ type: 'task.completed', data: { taskId: told.taskId } }]);

  const forged = await fetch(url, { method: 'POST', body: '{}' });
  expect(forged.status).toBe(400);
});

test('the documentation shows exactly that receiver', async () => {
  const [shown, example] = await Promise.all(
    ['docs/webhooks.md', 'scripts/examples/webhook-receiver.ts'].map((path) => readFile(path, 'utf8')),
  );
  expect(shown).toContain(`\`\`\`ts\n${example ?? ''}\`\`\``);
});
