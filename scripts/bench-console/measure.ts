import type { Page } from 'playwright-core';
import type { House } from '../console/house.ts';
import { at, referenceFrames, scrollFrames, type Frames } from './frames.ts';
import { scriptSize } from './script-size.ts';

const viewport = { width: 1440, height: 900 };
const repeats = 5;

export interface ConsoleReport {
  script: { files: number; bytes: number; compressed: number };
  /** Milliseconds, these and the next the median of five; filtering of three queues. */
  usableMs: { inbox: number; emptyPage: number };
  filterMs: number;
  /** Null where a task that is there was not found. */
  searchMs: number | null;
  reviewMs: number;
  insightsMs: number;
  frames: { reference: Frames; inbox: Frames; transcript: Frames };
  transcriptTurns: number;
}

/** Looks at the console of a house that has been filled, as a person with a mouse does. */
export async function measureConsole(
  house: House,
  seeded: { longTask: string; middleId: string; days: number },
): Promise<ConsoleReport> {
  const page = await house.openPage({ viewport });
  await house.signIn(page, house.people.owner);
  const { base } = house;
  const rows = page.getByRole('grid', { name: 'Tasks' }).getByRole('row');
  const queue = (name: string) =>
    page.getByRole('navigation', { name: 'Queues' }).getByRole('link', { name }).first();

  const openInbox = async () => {
    await page.goto(`${base}/console/inbox?queue=all`);
    await rows.nth(1).waitFor();
  };
  const script = await coldScript(house, openInboxOn(base));
  const inbox = await median(openInbox);
  const emptyPage = await median(async () => {
    await page.goto(`${base}/healthz`);
  });
  await openInbox();
  const inboxFrames = await scrollFrames(page, '[role=grid]');
  await openInbox();
  const queues = ['Unassigned', 'Approved', 'To review'];
  const filterMs = await median(async (round) => {
    // Each is asked of the server once: what has been seen is shown from memory.
    const answered = page.waitForResponse((response) => response.url().includes('/v1/reviews/search'));
    await queue(queues[round] ?? '').click();
    await answered;
    await rows.nth(1).waitFor();
  }, queues.length);
  await openInbox();
  const wanted = [seeded.middleId, 'seed-long-call'];
  const searchMs = await median(async (round) => {
    const id = wanted[round % 2] ?? '';
    const box = page.getByRole('searchbox');
    await box.fill(id);
    await box.press('Enter');
    await rows.getByText(id).first().waitFor();
  }).catch(() => null);
  const transcript = page.getByRole('region', { name: 'Transcript' });
  const reviewMs = await median(async () => {
    await page.goto(`${base}/console/review/${seeded.longTask}`);
    await transcript.getByRole('button').first().waitFor();
  });
  const transcriptFrames = await scrollFrames(page, '[role=region][aria-label=Transcript]');
  const { transcripts } = await house.ask<{ transcripts: { turns: unknown[] }[] }>(
    `/v1/reviews/${seeded.longTask}`,
  );
  const insightsMs = await median(async () => {
    await house.ask(`/v1/insights?${spanOf(seeded.days)}&by=practice`);
  });
  const bare = await house.openPage({ viewport });
  return {
    script,
    usableMs: { inbox, emptyPage },
    filterMs,
    searchMs,
    reviewMs,
    insightsMs,
    frames: { reference: await referenceFrames(bare), inbox: inboxFrames, transcript: transcriptFrames },
    transcriptTurns: transcripts.reduce((sum, { turns }) => sum + turns.length, 0),
  };
}

/** All script that comes until the inbox is usable, to a browser that has nothing yet. */
async function coldScript(house: House, visit: (page: Page) => Promise<void>) {
  const page = await house.openPage({ viewport });
  return scriptSize(page, async () => {
    await house.signIn(page, house.people.owner);
    await visit(page);
  });
}

const openInboxOn = (base: string) => async (page: Page) => {
  await page.goto(`${base}/console/inbox`);
  await page.getByRole('grid', { name: 'Tasks' }).getByRole('row').nth(1).waitFor();
};

async function median(work: (round: number) => Promise<void>, rounds = repeats): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await work(round);
    times.push(performance.now() - begun);
  }
  return at(times, 0.5);
}

function spanOf(days: number): string {
  const day = (ago: number) => new Date(Date.now() - ago * 24 * 60 * 60_000).toISOString().slice(0, 10);
  return `from=${day(days)}&to=${day(0)}`;
}
