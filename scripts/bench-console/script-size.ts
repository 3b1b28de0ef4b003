import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What is loaded of our script while `visit` runs, in bytes: as it is, and compressed. */
export async function scriptSize(
  page: Page,
  visit: () => Promise<void>,
): Promise<{ files: number; bytes: number; compressed: number }> {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await visit();
  const files = await Promise.all(bodies);
  return {
    files: files.length,
    bytes: files.reduce((sum, { length }) => sum + length, 0),
    compressed: files.reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}
