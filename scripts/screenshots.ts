import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { browserInstalled } from './console/browser.ts';
import buildConsole from './console/build.ts';
import { openHouse, type House } from './console/house.ts';

/**
 * Makes the pictures of the console in docs/images, from synthetic data: a few hundred tasks that ended, and a call that
 * runs while it is looked at. `npm run screenshots`.
 */
const images = resolve(import.meta.dirname, '../docs/images');
const scenarioFile = 'fixtures/scenarios/claim-paid-check.yaml';
const viewport = { width: 1360, height: 850 };
const tasks = 400;

/** Pictures settle within this: charts have drawn, and streams told what they had to. */
const settleMs = 1_500;

async function run(): Promise<void> {
  if (!browserInstalled) throw new Error('Chromium is missing: scripts/setup.sh installs it.');
  await buildConsole();
  await mkdir(images, { recursive: true });
  const house = await openHouse(scenarioFile);
  try {
    const longTask = await seed(house);
    const page = await house.openPage({ viewport, colorScheme: 'light' });
    await house.signIn(page, house.people.owner);
    await picture(page, house, '/inbox', 'inbox');
    await page.goto(`${house.base}/console/review/${longTask}`);
    await page.getByRole('list', { name: 'Fields' }).getByRole('button').nth(5).click();
    await shoot(page, 'review');
    await house.stage.queueTask(house.stage.api(house.base));
    await page.goto(`${house.base}/console/floor`);
    await page.getByText('Summit Ridge Health').first().waitFor({ timeout: 60_000 });
    await shoot(page, 'floor');
    const dark = await house.openPage({ viewport, colorScheme: 'dark' });
    await house.signIn(dark, house.people.owner);
    await picture(dark, house, '/insights', 'insights');
  } finally {
    await house.close();
  }
}

/** Fills the organization; answers the task with the longest call. */
async function seed({ stage }: House): Promise<string> {
  const script = join(import.meta.dirname, 'seed-console.ts');
  const args = [script, '--tasks', String(tasks), '--transcripts', '5', '--days', '30'];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { PATH: process.env.PATH, ...stage.serverEnv },
  });
  return (JSON.parse(stdout) as { longTask: string }).longTask;
}

async function picture(page: Page, house: House, path: string, name: string): Promise<void> {
  await page.goto(`${house.base}/console${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(page, name);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(images, `${name}.png`) });
  process.stdout.write(`docs/images/${name}.png\n`);
}

await run();
