import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What is loaded of our script while `visit` runs, in bytes: as it is, and compressed. */
export async function scriptSize(
  page: Page,
  visit: () => Promise<void>,
): Promise<{ files: number; bytes: number; compressed: number }> {
  // A file that comes again, out of the browser's cache, counts once.
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && !bodies.has(response.url()))
      bodies.set(response.url(), response.body());
  });
  await visit();
  const files = await Promise.all(bodies.values());
  return {
    files: files.length,
    bytes: files.reduce((sum, { length }) => sum + length, 0),
    compressed: files.reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}
