import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/kernel/outcome.ts';
import type { InboxItem, ReviewView } from '../../src/kernel/review.ts';
import { follow } from '../stage/follow.ts';
import { deliveryOf } from '../stage/webhook-receiver.ts';
import { browserInstalled } from './browser.ts';
import { openHouse, type House } from './house.ts';

/** A claim of which one answer is refused: a partial outcome, which somebody has to look at. */
const scenarioFile = 'fixtures/scenarios/rep-hangs-up-after-amounts.yaml';

/** The call takes three minutes; on a busy machine more. */
const callLimitMs = 900_000;

if (!browserInstalled)
  console.warn('No Chromium: the tests of the console are SKIPPED. scripts/setup.sh installs it.');

describe.skipIf(!browserInstalled)('a call from the floor to its review', () => {
  let house: House;
  let page: Page;
  let taskId: string;
  let externalId: string;

  beforeAll(async () => {
    house = await openHouse(scenarioFile);
    page = await house.openPage({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(() => house.close());

  const view = () => house.ask<ReviewView>(`/v1/reviews/${taskId}`);
  const told = (type: string) =>
    house.stage.receiver.deliveries
      .filter(({ verified }) => verified)
      .map(({ payload }) => payload as { type: string; data: { outcome?: Outcome } })
      .filter((payload) => payload.type === type);

  it('tells no more than that a sign-in was wrong, then lets the reviewer in', async () => {
    await page.goto(`${house.base}/console/`);
    await page.getByLabel('Email').fill(house.people.reviewer.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBe(1);
    await house.signIn(page, house.people.reviewer);
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  });

  it('shows a call as it is spoken, to its end', { timeout: callLimitMs }, async () => {
    await page.goto(`${house.base}/console/floor`);
    await page.getByText('No call is running.').waitFor();
    const api = house.stage.api(house.base);
    ({ id: taskId, externalId } = await house.stage.queueTask(api));
    const tile = page.getByRole('link', { name: new RegExp(house.stage.scenario.payor.name) });
    await tile.click({ timeout: 60_000 });
    const said = page.getByRole('log', { name: 'Transcript' });
    await said.getByText('For members press one').waitFor({ timeout: 60_000 });
    await said.getByText('Kevin').first().waitFor({ timeout: callLimitMs });
    await page.getByText('The call has ended.').waitFor({ timeout: callLimitMs });
    await follow(api, taskId, {
      limitMs: 60_000,
      delivered: () => deliveryOf(house.stage.receiver.deliveries, taskId) !== undefined,
    });
  });

  it('lists the partial outcome, finds it by its member id, and opens it by keyboard', async () => {
    await page.goto(`${house.base}/console/inbox`);
    const row = page.getByRole('row', { name: new RegExp(externalId) });
    await row.waitFor();
    expect(await row.textContent()).toContain('Partial');
    await page.keyboard.press('/');
    await page.keyboard.type('000000000');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing matches.').waitFor();
    const { memberId } = house.stage.scenario.task.inputs as { memberId: string };
    await page.getByRole('searchbox').fill(memberId);
    await page.keyboard.press('Enter');
    await row.waitFor();
    expect(page.url()).not.toContain(memberId);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: externalId }).waitFor();
  });

  it('shows nothing of the patient until it is asked to, and records that it was', async () => {
    const { patientLastName } = house.stage.scenario.task.inputs as { patientLastName: string };
    await page.getByRole('tab', { name: 'Question' }).click();
    await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain('•••');
    expect(await page.getByRole('main').textContent()).not.toContain(patientLastName);
    await page.keyboard.press('p');
    await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain(patientLastName);
    const { data } = await house.ask<{ data: { actor: string; subject: string }[] }>(
      '/v1/audit?action=task.phi.reveal',
    );
    expect(data[0]).toMatchObject({ actor: house.people.reviewer.id, subject: taskId });
    await page.getByRole('tab', { name: 'Outcome' }).click();
  });

  it('leads from a value to the words that it rests on', async () => {
    const { outcome } = await view();
    await openField(page, /^Paid/);
    const marked = page.getByRole('region', { name: 'Transcript' }).locator('mark');
    await marked.first().waitFor();
    expect(outcome.fields.paid?.evidence).not.toBeNull();
    expect((await marked.allTextContents()).join(' ').toLowerCase()).toMatch(/twenty|120/);
  });

  it('plays the recording from a word that is clicked', async () => {
    const word = page.getByRole('region', { name: 'Transcript' }).locator('mark').first();
    await word.click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  it('keeps what one was about to change where another was first', async () => {
    const other = await house.openPage();
    await house.signIn(other, house.people.second);
    await other.goto(`${house.base}/console/review/${taskId}`);
    await openField(other, /^Patient/);
    await other.getByRole('button', { name: 'Confirm', exact: true }).click();

    await openField(page, /^Paid/);
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByLabel('Value').fill('125.00');
    await page.getByLabel('Reason').fill('Misheard');
    await page.getByRole('button', { name: 'Take this value' }).click();
    await page.getByText('1 change not saved').waitFor();

    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`${house.people.second.name} changed this review`).waitFor();
    await page.getByText('1 change not saved').waitFor();
    await other.context().close();
  });

  it('corrects a value, and the consumer hears of it', async () => {
    await page.getByRole('button', { name: 'Got it' }).click();
    await page.keyboard.press('s');
    await page.getByText('Saved. The consumer is told again.').first().waitFor();
    await expect
      .poll(() => told('task.corrected').at(-1)?.data.outcome?.fields.paid)
      .toMatchObject({
        value: 12_500,
        review: { action: 'correct', by: house.people.reviewer.id, machineValue: 12_000 },
      });
    expect((await view()).corrections.map(({ field, action }) => [field, action])).toContainEqual([
      'paid',
      'correct',
    ]);
  });

  it('approves, tells the consumer, and goes on', async () => {
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await expect.poll(() => told('task.approved').length).toBe(1);
    await page.getByText('Nothing matches.').waitFor();
    expect((await view()).item.reviewState).toBe('approved');
  });

  it('shows what others decide without being asked', async () => {
    await page.goto(`${house.base}/console/inbox?queue=approved`);
    const row = page.getByRole('row', { name: new RegExp(externalId) });
    await row.waitFor();
    const { item } = await view();
    await house.ask<InboxItem>(`/v1/reviews/${taskId}/reopen`, {
      method: 'POST',
      body: JSON.stringify({ version: item.version }),
    });
    await expect.poll(() => row.count(), { timeout: 10_000 }).toBe(0);
  });

  it('assigns by keyboard', async () => {
    await page.goto(`${house.base}/console/inbox`);
    const row = page.getByRole('row', { name: new RegExp(externalId) });
    await row.waitFor();
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.type(house.people.second.name.slice(0, 4));
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await view()).item.assignee?.id).toBe(house.people.second.id);
    await expect.poll(() => row.textContent()).toContain(house.people.second.name);
  });

  it('covers the page where the session has ended, and goes on where one was', async () => {
    await page.goto(`${house.base}/console/review/${taskId}`);
    await openField(page, /^Paid/);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByLabel('Reason').fill('Not what was asked');
    await house.ask(`/v1/users/${house.people.reviewer.id}/sessions`, { method: 'DELETE' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    expect(await page.getByRole('region', { name: 'Transcript' }).count()).toBe(0);
    await page.getByLabel('Password').fill(house.people.reviewer.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('1 change not saved').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  it('comes back by itself after the server was gone', async () => {
    await page.goto(`${house.base}/console/inbox`);
    await page.getByText('Live', { exact: true }).waitFor();
    const { start } = await house.restart();
    await page.getByText('Connecting…').waitFor();
    await start();
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
    const row = page.getByRole('row', { name: new RegExp(externalId) });
    const { item } = await view();
    await house.ask(`/v1/reviews/${taskId}/approve`, {
      method: 'POST',
      body: JSON.stringify({ version: item.version }),
    });
    await expect.poll(() => row.count(), { timeout: 10_000 }).toBe(0);
  });

  it('offers a viewer nothing to decide, and the server refuses it too', async () => {
    const other = await house.openPage();
    await house.signIn(other, house.people.viewer);
    await other.goto(`${house.base}/console/inbox?queue=all`);
    const row = other.getByRole('row', { name: new RegExp(externalId) });
    await row.waitFor();
    await other.keyboard.press('x');
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
    expect(await other.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await other.keyboard.press('Enter');
    expect(other.url()).toContain('/inbox');
    expect(await other.getByRole('link', { name: 'People' }).count()).toBe(0);
    const statuses = await other.evaluate(
      async ([id, body]) => [
        (await fetch(`/v1/reviews/${id}`)).status,
        (
          await fetch('/v1/reviews/bulk', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          })
        ).status,
      ],
      [taskId, JSON.stringify({ action: 'approve', items: [{ taskId, version: 1 }] })] as const,
    );
    expect(statuses).toEqual([403, 403]);
    await other.context().close();
  });
});

/** Opens a field of the outcome; one that is open stays so. */
async function openField(page: Page, name: RegExp): Promise<void> {
  const head = page.getByRole('button', { name }).first();
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
}
