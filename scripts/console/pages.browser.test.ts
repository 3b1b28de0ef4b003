import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { browserInstalled } from './browser.ts';
import { openHouse, type House } from './house.ts';

const scenarioFile = 'fixtures/scenarios/claim-declines-one-answer.yaml';
const themes = ['light', 'dark'] as const;
const strangersPages = ['/sign-in', '/join#a-token-of-twenty-characters', '/new-password'];
const pages = [
  '/inbox',
  '/inbox?queue=all&reason=partial',
  '/floor',
  '/insights',
  '/trees',
  '/admin/dialing',
  '/admin/payors',
  '/admin/practices',
  '/admin/endpoints',
  '/admin/keys',
  '/admin/people',
  '/admin/audit',
  '/account',
  '/nowhere',
];

/** A page has settled when nothing of it says that it is loading. */
const loading = 'main [role=status]:has-text("…")';

describe.skipIf(!browserInstalled)('every page', () => {
  let house: House;
  beforeAll(async () => void (house = await openHouse(scenarioFile)));
  afterAll(() => house.close());

  it.each(themes)('holds to WCAG 2.2 AA before anybody is signed in, %s', async (colorScheme) => {
    const page = await house.openPage({ colorScheme });
    for (const path of strangersPages) {
      await page.goto(`${house.base}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axeFindings(page), path).toEqual([]);
    }
    await page.context().close();
  });

  it.each(themes)('holds to WCAG 2.2 AA for an owner, %s', async (colorScheme) => {
    const page = await house.openPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    await house.signIn(page, house.people.owner);
    for (const path of pages) {
      await page.goto(`${house.base}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator(loading).count(), { message: path }).toBe(0);
      expect(await axeFindings(page), path).toEqual([]);
    }
    await page.context().close();
  });

  it('breaks no rule of its own policy, and no page throws', async () => {
    const page = await house.openPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) troubles.push(message.text());
    });
    await house.signIn(page, house.people.owner);
    for (const path of pages) {
      await page.goto(`${house.base}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator(loading).count(), { message: path }).toBe(0);
    }
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('fits a tablet without scrolling sideways', async () => {
    const page = await house.openPage({ viewport: { width: 1024, height: 768 } });
    await house.signIn(page, house.people.owner);
    for (const path of pages) {
      await page.goto(`${house.base}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wider, path).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  it('leads a stranger to sign-in and from there to where they wanted', async () => {
    const page = await house.openPage();
    await page.goto(`${house.base}/console/account`);
    await page.getByLabel('Email').fill(house.people.owner.email);
    await page.getByLabel('Password').fill(house.people.owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: house.people.owner.name }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/account');
    await page.context().close();
  });
});
