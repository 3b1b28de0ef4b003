import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readScenario } from '../stage/scenario.ts';
import { setStage, type ServerNode, type Stage } from '../stage/stage.ts';
import { startBalancer } from '../stage/balancer.ts';
import { launchBrowser } from './browser.ts';
import { invite, type Person } from './people.ts';

/** Product, sandbox, consumer, people and a browser: everything that a test of the console needs. */
export interface House {
  stage: Stage;
  /** Where the page is: a balancer, so that a server may go and another come. */
  base: string;
  apiKey: string;
  people: Readonly<Record<'owner' | 'reviewer' | 'second' | 'viewer', Person>>;
  /** A page of its own browser profile. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  signIn(page: Page, person: Person): Promise<void>;
  /** Stops the server, as a deployment does; a new one takes its place. */
  restart(): Promise<{ start: () => Promise<void> }>;
  /** Asks the API with the key that may everything. */
  ask<Answer>(path: string, init?: RequestInit): Promise<Answer>;
  close(): Promise<void>;
}

export async function openHouse(scenarioFile: string, keptLog?: string): Promise<House> {
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-console-'));
  const scenario = await readScenario(scenarioFile);
  const logFile = keptLog ?? join(directory, 'log');
  const stage = await setStage({ scenario, scenarioFile, voice: 'text', logFile });
  const balancer = await startBalancer();
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await balancer.close();
    await stage.close();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const start = () => stage.startServer({ RATE_LIMIT_PER_MINUTE: '100000', PUBLIC_BASE_URL: balancer.url });
    let node: ServerNode = await start();
    balancer.sendTo(node.base);
    browser = await launchBrowser();
    const apiKey = stage.serverEnv.BOOTSTRAP_API_KEY ?? '';
    const base = balancer.url;
    const people = {
      owner: await invite(base, apiKey, 'Olive Hart', 'owner'),
      reviewer: await invite(base, apiKey, 'Rosa Lind', 'reviewer'),
      second: await invite(base, apiKey, 'Sam Okafor', 'reviewer'),
      viewer: await invite(base, apiKey, 'Vera Quist', 'viewer'),
    };
    const open = browser;
    return {
      stage,
      base,
      apiKey,
      people,
      openPage: async (options) => (await open.newContext(options)).newPage(),
      signIn: async (page, person) => {
        await page.goto(`${base}/console/`);
        await page.getByLabel('Email').fill(person.email);
        await page.getByLabel('Password').fill(person.password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      },
      restart: async () => {
        await node.program.stop();
        return {
          start: async () => {
            node = await start();
            balancer.sendTo(node.base);
          },
        };
      },
      ask: async <Answer>(path: string, init: RequestInit = {}) => {
        const answer = await fetch(base + path, {
          ...init,
          headers: {
            authorization: `Bearer ${apiKey}`,
            ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
        });
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
        return (answer.status === 204 ? undefined : await answer.json()) as Answer;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
