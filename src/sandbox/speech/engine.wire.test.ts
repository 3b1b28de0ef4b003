import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdMusic, silence } from '../audio/synthesis.ts';
import { makeSpeechEngine, type RecognitionResult, type SpeechEngine } from './engine.ts';
import { loadFlite } from './flite.ts';
import { systemDictionary } from './pocketsphinx.ts';

/** Why real speech cannot be tried here, if it cannot. */
function whatIsMissing(): string | undefined {
  if (!existsSync(systemDictionary)) return 'the package pocketsphinx-en-us is not installed';
  try {
    loadFlite();
    return undefined;
  } catch {
    return 'the package flite is not installed';
  }
}

const missing = whatIsMissing();
if (missing !== undefined) console.warn(`Real speech is not tested: ${missing}.`);

describe.skipIf(missing !== undefined)(
  `real speech${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let engine: SpeechEngine;
    beforeAll(async () => {
      engine = await makeSpeechEngine({
        mode: 'audio',
        workers: 1,
        names: ['Quillen Ardsley', 'Grace'],
        sentences: ['the zephyr number is ready'],
      });
    });
    afterAll(() => engine.close());

    const listen = async (...parts: Uint8Array[]): Promise<RecognitionResult[]> => {
      const results: RecognitionResult[] = [];
      const session = engine.recognize({ endpointingMs: 300 });
      session.onResult((result) => results.push(result));
      const all = Buffer.concat(parts);
      for (let at = 0; at < all.length; at += 160) session.feed(all.subarray(at, at + 160));
      await session.finalize();
      await session.close();
      return results;
    };
    const finals = (results: RecognitionResult[]): string =>
      results
        .filter(({ final }) => final)
        .map(({ text }) => text)
        .join(' ');

    it.each([
      [
        'The member ID is W as in Whiskey, four, four, seven, zero.',
        'the member id is w as in whiskey four four seven zero',
      ],
      [
        'We allowed one hundred forty two dollars and fifty cents.',
        'we allowed one hundred forty two dollars and fifty cents',
      ],
      [
        'The date of birth is March third, nineteen eighty two.',
        'the date of birth is march third nineteen eighty two',
      ],
    ])('comes back word for word: %s', async (said, heard) => {
      const sound = await engine.synthesize(said, { voice: 'rms' });
      const results = await listen(silence(500), sound, silence(800));
      expect(finals(results)).toBe(heard);
      expect(results.some(({ final }) => !final)).toBe(true);
      const words = results.filter(({ final }) => final).flatMap((result) => result.words);
      expect(words[0]?.startMs).toBeGreaterThan(400);
      expect(words[0]?.startMs).toBeLessThan(900);
      expect(words.at(-1)?.endMs).toBeLessThan(500 + sound.length / 8 + 100);
    });

    it('knows names and sentences that it was started with, though no dictionary has them', async () => {
      const sound = await engine.synthesize('The patient is Quillen Ardsley. The zephyr number is ready.', {
        voice: 'rms',
      });
      expect(finals(await listen(silence(300), sound, silence(800)))).toBe(
        'the patient is quillen ardsley the zephyr number is ready',
      );
    });

    it('hears nothing in hold music, and the words that follow it', async () => {
      expect(finals(await listen(silence(500), holdMusic(15_000), silence(500)))).toBe('');
      const sound = await engine.synthesize('Thank you for holding. My name is Grace.', { voice: 'awb' });
      expect(finals(await listen(holdMusic(4000), silence(500), sound, silence(800)))).toBe(
        'thank you for holding my name is grace',
      );
    });

    it('runs several sessions at once on more recognisers than were kept warm', async () => {
      const sound = await engine.synthesize('claim status', { voice: 'rms' });
      const both = await Promise.all([
        listen(silence(300), sound, silence(800)),
        listen(silence(300), sound, silence(800)),
      ]);
      expect(both.map(finals)).toEqual(['claim status', 'claim status']);
    });

    it('speaks slower when asked', async () => {
      const [normal, slow] = await Promise.all([
        engine.synthesize('thank you', { voice: 'slt' }),
        engine.synthesize('thank you', { voice: 'slt', rate: 0.8 }),
      ]);
      expect(slow.length / normal.length).toBeCloseTo(1.25, 1);
    });
  },
);
