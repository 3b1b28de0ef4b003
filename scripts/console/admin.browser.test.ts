import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeyView } from '../../src/kernel/identity.ts';
import type { PayorView, PhoneTreeView } from '../../src/kernel/payor-desk.ts';
import type { PhoneTree } from '../../src/kernel/phone-tree.ts';
import { axeFindings } from './axe.ts';
import { browserInstalled } from './browser.ts';
import { openHouse, type House } from './house.ts';

const scenarioFile = 'fixtures/scenarios/claim-paid-check.yaml';

const tree: PhoneTree = {
  version: 1,
  nodes: [
    {
      id: 'first',
      begins: 'thank you for calling',
      prompt: 'thank you for calling for claims press two',
      first: true,
      choices: [
        {
          callType: 'claim_status',
          answer: 'key 2',
          leadsTo: 'hold',
          count: 3,
          inARow: 3,
          answeredAfterMs: 4_000,
        },
      ],
      drifted: true,
      seen: 3,
      firstSeen: '2026-03-01',
      lastSeen: '2026-03-04',
      promptMs: 6_000,
      calls: [],
      editedBy: null,
    },
  ],
};

describe.skipIf(!browserInstalled)('administration', () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse(scenarioFile);
    page = await house.openPage({ viewport: { width: 1280, height: 800 } });
    await house.signIn(page, house.people.owner);
  });
  afterAll(() => house.close());

  const open = (path: string) => page.goto(`${house.base}/console${path}`);
  const dialog = () => page.getByRole('dialog');

  it('issues a key, whose secret is shown once and works, and revokes it', async () => {
    await open('/admin/keys');
    await page.getByRole('button', { name: 'Issue a key' }).click();
    await dialog().getByLabel('Name').fill('billing system');
    await dialog().getByLabel('See tasks and why they wait').check();
    expect(await axeFindings(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Issue' }).click();
    const secret = (await page.getByText(/^hf_[A-Za-z0-9]+_.{20,}$/).textContent()) ?? '';
    const ask = () => fetch(`${house.base}/v1/tasks`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await expect.poll(() => page.getByText(secret).count()).toBe(0);

    const row = page.getByRole('row', { name: /billing system/ });
    await row.getByRole('button', { name: 'Revoke' }).click();
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await expect.poll(() => row.textContent()).toContain('Revoked');
    expect((await ask()).status).toBe(401);
    const { data } = await house.ask<{ data: ApiKeyView[] }>('/v1/api-keys');
    expect(data.find(({ name }) => name === 'billing system')).toMatchObject({ scopes: ['tasks:read'] });
  });

  it('adds an endpoint, tests it, and shows the delivery', async () => {
    await open('/admin/endpoints');
    await page.getByRole('button', { name: 'Add an endpoint' }).click();
    await dialog().getByLabel('Address').fill(house.stage.receiver.url);
    await dialog().getByLabel('What people call it').fill('Billing');
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Change Billing' }).click();
    await page.getByRole('menuitem', { name: 'Send a test' }).click();
    await page.getByText(/^The test was (?:not )?delivered/).waitFor();
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.getByRole('cell', { name: 'webhook.test' }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('overrides a shared payor in what was changed and nothing else, and returns to it', async () => {
    await open('/admin/payors');
    const row = page.getByRole('row', { name: new RegExp(house.stage.scenario.payor.name) });
    await row.getByRole('button', { name: 'Override' }).click();
    await dialog().getByLabel('Claims or patients a call').fill('3');
    expect(await axeFindings(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await row.getByText('Changed by you').waitFor();
    const changed = await payor();
    expect(changed.overridden).toEqual(['limits.tasksPerCall']);
    await row.getByRole('button', { name: 'Return' }).click();
    await dialog().getByRole('button', { name: 'Return' }).click();
    await row.getByText('Shared').waitFor();
  });

  async function payor(): Promise<PayorView> {
    const { data } = await house.ask<{ data: PayorView[] }>('/v1/payors');
    const [first] = data;
    if (first === undefined) throw new Error('The directory is empty.');
    return first;
  }

  it('edits a phone tree, and notices that somebody was faster', async () => {
    const { id, lines } = await payor();
    const address = `/v1/payors/${id}/lines/${lines[0]?.id ?? ''}/phone-tree`;
    const save = (revision: number) =>
      house.ask<PhoneTreeView>(address, { method: 'PUT', body: JSON.stringify({ revision, tree }) });
    const saved = await save(0);
    await open(`/trees?payor=${id}`);
    await page.getByText('thank you for calling for claims press two').waitFor();
    await page.getByRole('button', { name: /^Edit / }).click();
    await dialog().getByLabel('Listen to it in full').uncheck();
    await dialog().getByRole('button', { name: 'Take it into the tree' }).click();
    const { revision } = await save(saved.revision);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Load the newer tree' }).click();
    await expect.poll(() => page.getByText('Drifted').count()).toBeGreaterThan(0);

    await page.getByRole('button', { name: /^Edit / }).click();
    await dialog().getByLabel('Listen to it in full').uncheck();
    await dialog().getByRole('button', { name: 'Take it into the tree' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    const now = await house.ask<PhoneTreeView>(address);
    expect(now.revision).toBeGreaterThan(revision);
    expect(now.tree.nodes).toMatchObject([{ id: 'first', drifted: false }]);
  });

  it('shows a reviewer no button that the server would refuse', async () => {
    const reviewer = await house.openPage();
    await house.signIn(reviewer, house.people.reviewer);
    const links = await reviewer
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link')
      .allTextContents();
    expect(links).not.toContain('API keys');
    expect(links).not.toContain('People');
    await reviewer.goto(`${house.base}/console/admin/payors`);
    await reviewer.getByRole('button', { name: 'Trees' }).waitFor();
    expect(await reviewer.getByRole('button', { name: 'Override' }).count()).toBe(0);
    await reviewer.goto(`${house.base}/console/admin/keys`);
    await reviewer.getByRole('alert').waitFor();
    await reviewer.context().close();
  });
});
