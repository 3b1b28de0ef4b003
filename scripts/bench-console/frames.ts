import type { Page } from 'playwright-core';

/** Times between two frames while something scrolls, in milliseconds. */
export interface Frames {
  median: number;
  p95: number;
}

const scrollMs = 3_000;
const stepPixels = 90;

/** Runs in the page: what scrolls is the element itself or what it stands in; resolves to the times between frames. */
const scrollInPage = `(async (selector) => {
  let box = document.querySelector(selector);
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
  if (!box) throw new Error(selector + ' does not scroll.');
  const deltas = [];
  const begun = performance.now();
  let last = begun;
  await new Promise((done) => {
    const frame = (now) => {
      deltas.push(now - last);
      last = now;
      box.scrollTop += ${stepPixels};
      if (now - begun < ${scrollMs}) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  return deltas.slice(1);
})`;

/** Scrolls the element for three seconds, a step a frame, as fast as a wheel does. */
export async function scrollFrames(page: Page, selector: string): Promise<Frames> {
  const times = await page.evaluate<number[]>(`${scrollInPage}(${JSON.stringify(selector)})`);
  return { median: at(times, 0.5), p95: at(times, 0.95) };
}

/** What this machine does with a page that holds nothing but height. */
export async function referenceFrames(page: Page): Promise<Frames> {
  await page.setContent(
    '<main style="height:600px;overflow:auto"><div style="height:1000000px"></div></main>',
  );
  return scrollFrames(page, 'main');
}

/** The value below which that share of them lies. */
export function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
