import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoDocument } from './demo-view/document.ts';
import { identifiersOf, runDemo } from './stage/demo-run.ts';

const speechInstalled =
  existsSync('/usr/share/pocketsphinx/model/en-us') &&
  globSync('/usr/lib/*/libflite_cmu_us_slt.so.1').length > 0;

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'holdfast-demo-audio-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

describe.skipIf(!speechInstalled)('one call from task to webhook, on real audio', () => {
  it.concurrent.each([
    'fixtures/scenarios/claim-paid-check.yaml',
    'fixtures/scenarios/claim-not-on-file.yaml',
  ])('%s is understood out of recognised speech, and both sides are recorded', async (scenario) => {
    const run = await runDemo(scenario, 'audio', directory);
    expect(run.exitCode, run.stderr).toBe(0);
    const document = JSON.parse(run.stdout) as DemoDocument;
    expect(document.webhook).toMatchObject({ verified: true });
    expect(document.call.phases.map((phase) => phase.phase)).toContain('hold');
    expect(document.call.keys.length).toBeGreaterThan(0);
    expect(new Set(document.call.turns.map((turn) => turn.speaker))).toEqual(
      new Set(['menu', 'agent', 'representative']),
    );
    const levels = await channelLevels(document.call.recording ?? '');
    expect(levels.left).toBeGreaterThan(100);
    expect(levels.right).toBeGreaterThan(50);
    const seconds = (await stat(document.call.recording ?? '')).size / 32_000;
    expect(seconds).toBeCloseTo(document.call.durationMs / 1000, -1);
    for (const identifier of await identifiersOf(scenario))
      expect(run.log.toLowerCase()).not.toContain(identifier.toLowerCase());
  });
});

/** Root mean square of each channel of a 16-bit stereo WAV. */
async function channelLevels(file: string): Promise<{ left: number; right: number }> {
  const bytes = await readFile(file);
  let left = 0;
  let right = 0;
  const frames = Math.floor((bytes.length - 44) / 4);
  for (let i = 0; i < frames; i++) {
    left += bytes.readInt16LE(44 + i * 4) ** 2;
    right += bytes.readInt16LE(46 + i * 4) ** 2;
  }
  return { left: Math.sqrt(left / frames), right: Math.sqrt(right / frames) };
}
