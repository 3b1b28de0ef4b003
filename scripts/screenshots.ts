import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import type { InboxPage } from '../src/kernel/review.ts';
import { browserInstalled, launchBrowser } from './console/browser.ts';
import buildConsole from './console/build.ts';

/**
 * Makes the pictures of the console in docs/images from what `scripts/demo --console` shows: a floor with calls, and
 * tasks that ended, all of it synthetic. `npm run screenshots`.
 */
const images = resolve(import.meta.dirname, '../docs/images');
const viewport = { width: 1360, height: 850 };

/** Pictures settle within this: charts have drawn, and streams told what they had to. */
const settleMs = 2_000;

/** So many calls make a floor. */
const tilesWanted = 8;

interface Floor {
  base: string;
  email: string;
  password: string;
  close(): Promise<void>;
}

/** Starts the demo and waits until it has said where it is, and that its past is written. */
async function openFloor(): Promise<Floor> {
  const child = spawn(process.execPath, ['scripts/demo-console.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const said: Record<'base' | 'email' | 'password', string | undefined> = {
    base: undefined,
    email: undefined,
    password: undefined,
  };
  for await (const line of createInterface({ input: child.stdout })) {
    said.base ??= /open:\s+(\S+)\/console/.exec(line)?.[1];
    said.email ??= /e-mail\s+(\S+)/.exec(line)?.[1];
    said.password ??= /password\s+(\S+)/.exec(line)?.[1];
    if (line.startsWith('Ended tasks are there')) break;
  }
  const { base, email, password } = said;
  if (base === undefined || email === undefined || password === undefined)
    throw new Error('The demo did not open its floor.');
  return {
    base,
    email,
    password,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function run(): Promise<void> {
  if (!browserInstalled) throw new Error('Chromium is missing: scripts/setup.sh installs it.');
  await buildConsole();
  await mkdir(images, { recursive: true });
  const floor = await openFloor();
  const browser = await launchBrowser();
  try {
    const light = await signedIn(await (await browser.newContext({ viewport })).newPage(), floor);
    const dark = await signedIn(
      await (await browser.newContext({ viewport, colorScheme: 'dark' })).newPage(),
      floor,
    );
    await picture(light, floor, '/inbox', 'inbox');
    await light.goto(`${floor.base}/console/review/${await richest(light)}`);
    await light.getByRole('list', { name: 'Fields' }).getByRole('button').nth(5).click();
    await shoot(light, 'review');
    await dark.goto(`${floor.base}/console/floor`);
    await dark.locator('[data-tile]').nth(tilesWanted).waitFor({ timeout: 120_000 });
    await shoot(dark, 'floor');
    await picture(light, floor, '/insights', 'insights');
  } finally {
    await browser.close();
    await floor.close();
  }
}

async function signedIn(page: Page, { base, email, password }: Floor): Promise<Page> {
  await page.goto(`${base}/console/`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return page;
}

/** Of the newest open reviews one with more than one reason to look. */
async function richest(page: Page): Promise<string> {
  const { data } = await page.evaluate<InboxPage>(
    `fetch('/v1/reviews?limit=100').then((answer) => answer.json())`,
  );
  const [item] = [...data].sort((one, other) => other.reasons.length - one.reasons.length);
  if (item === undefined) throw new Error('Nothing waits for review.');
  return item.taskId;
}

async function picture(page: Page, floor: Floor, path: string, name: string): Promise<void> {
  await page.goto(`${floor.base}/console${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(page, name);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(images, `${name}.png`) });
  process.stdout.write(`docs/images/${name}.png\n`);
}

await run();
