import { afterEach, expect, test } from 'vitest';
import { loadScenario } from './payor/scenario.ts';
import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'secret' };

test('a call placed through the carrier is answered by the payor of the number dialled', async () => {
  const scenario = await loadScenario('fixtures/scenarios/closed.yaml');
  const answered = Promise.withResolvers<undefined>();
  sandbox = await startSandbox({
    mode: 'text',
    scenarios: [{ ...scenario, line: { ...scenario.line, ringMs: 0 } }],
    ...account,
    onEvent: (service, event) => {
      if (service === 'payor' && 'phase' in event && event.phase === 'menu') answered.resolve(undefined);
    },
  });
  const response = await fetch(
    `${sandbox.carrier.url}/2010-04-01/Accounts/${account.accountSid}/Calls.json`,
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        To: scenario.payor.phoneNumber,
        From: '+13035550100',
        Twiml: '<Response><Pause length="5"/></Response>',
      }),
    },
  );
  expect(response.status).toBe(201);
  await answered.promise;
  expect(sandbox.payor.calls()).toMatchObject([{ to: scenario.payor.phoneNumber, endedBy: null }]);
});

test('a part that cannot start leaves none of the others behind', async () => {
  const options = { mode: 'text' as const, scenarios: [], ...account };
  sandbox = await startSandbox(options);
  const { port } = sandbox.model;
  const payorPort = sandbox.payor.port;
  await expect(startSandbox({ ...options, ports: { model: port } })).rejects.toThrow(/EADDRINUSE/u);
  await sandbox.close();
  sandbox = await startSandbox({ ...options, ports: { model: port, payor: payorPort } });
  expect([sandbox.model.port, sandbox.payor.port]).toEqual([port, payorPort]);
});
