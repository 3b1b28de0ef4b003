import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pause } from '../../src/kernel/dialing.ts';
import { axeFindings } from './axe.ts';
import { browserInstalled } from './browser.ts';
import { openHouse, type House } from './house.ts';

const scenarioFile = 'fixtures/scenarios/rep-hangs-up-after-amounts.yaml';

describe.skipIf(!browserInstalled)('the floor', () => {
  let house: House;
  let owner: Page;
  let viewer: Page;
  beforeAll(async () => {
    house = await openHouse(scenarioFile);
    owner = await house.openPage({ viewport: { width: 1440, height: 900 } });
    await house.signIn(owner, house.people.owner);
    viewer = await house.openPage();
    await house.signIn(viewer, house.people.viewer);
  });
  afterAll(() => house.close());

  const tile = (page: Page) => page.getByRole('link', { name: new RegExp(house.stage.scenario.payor.name) });
  const open = (page: Page, path: string) => page.goto(`${house.base}/console${path}`);
  const live = (page: Page) => page.getByRole('status').filter({ hasText: /^Live$/ });

  it('stops dialing with a reason that everybody sees, and resumes', async () => {
    await open(owner, '/floor');
    await live(owner).waitFor();
    await owner.keyboard.press('s');
    const dialog = owner.getByRole('dialog', { name: 'Stop dialing' });
    await dialog.getByLabel('Reason').fill('Wrong rates loaded');
    await dialog.getByRole('button', { name: 'Stop dialing' }).click();
    const banner = owner.getByRole('region', { name: 'What is paused' });
    await expect.poll(() => banner.textContent()).toContain('Wrong rates loaded');
    const { data } = await house.ask<{ data: Pause[] }>('/v1/dialing/pauses');
    expect(data).toMatchObject([{ scope: 'organization', runningCalls: 'continue' }]);

    await house.stage.queueTask(house.stage.api(house.base));
    await owner.getByText('Dialing is paused', { exact: true }).waitFor();
    expect(await axeFindings(owner)).toEqual([]);

    await banner.getByRole('button', { name: 'Resume' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => banner.count()).toBe(0);
  });

  it('shows the call that begins, to a viewer without its words, and follows it to its end and on to the review', async () => {
    await open(viewer, '/floor');
    await tile(owner).click();
    const transcript = owner.getByRole('log', { name: 'Transcript' });
    await expect.poll(() => transcript.textContent(), { timeout: 60_000 }).toContain('Pressed');
    await seesNoWords(viewer);
    expect(await axeFindings(owner)).toEqual([]);
    await owner.getByText('The call has ended.').waitFor({ timeout: 300_000 });
    await expect.poll(() => transcript.textContent()).toContain('Paid amount: $120.00');
    await owner.getByRole('link', { name: /^Review / }).click();
    await expect.poll(() => new URL(owner.url()).pathname).toMatch(/^\/console\/review\//);
  }, 480_000);

  /** The board, and neither words nor controls. */
  async function seesNoWords(page: Page): Promise<void> {
    expect(await page.getByRole('button', { name: 'Stop dialing' }).count()).toBe(0);
    await tile(page).click();
    await page.getByText('Your role does not see what is said.').waitFor();
    expect(await page.getByRole('button', { name: 'Take over' }).count()).toBe(0);
  }

  it('says when the connection is lost, keeps what it knew, and comes back', async () => {
    await open(owner, '/floor');
    await live(owner).waitFor();
    const { start } = await house.restart();
    await owner.getByText('Connection lost, reconnecting…').waitFor();
    await start();
    await live(owner).waitFor({ timeout: 60_000 });
  });
});
