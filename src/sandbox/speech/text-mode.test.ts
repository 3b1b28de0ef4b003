import { describe, expect, it } from 'vitest';
import { decodeMulaw } from '../audio/mulaw.ts';
import { silence } from '../audio/synthesis.ts';
import { encodeWords } from './text-codec.ts';
import { makeTextRecognizer } from './text-recognizer.ts';
import type { RecognitionResult } from './types.ts';

const said = 'The member ID is W as in Whiskey, 4, 4, 7. Thank you!';
const heardAs = ['the member id is w as in whiskey four four seven', 'thank you'];

function listen(parts: readonly Uint8Array[], endpointingMs = 300): RecognitionResult[] {
  const results: RecognitionResult[] = [];
  const recognizer = makeTextRecognizer(endpointingMs, (result) => results.push(result));
  parts.forEach((part) => {
    recognizer.feed(part);
  });
  recognizer.finalize();
  return results;
}

const finals = (results: RecognitionResult[]): string[] =>
  results.filter(({ final }) => final).map(({ text }) => text);

const frames = (sound: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(sound.length / size) }, (_, at) =>
    sound.subarray(at * size, (at + 1) * size),
  );

describe('text mode', () => {
  it('hears exactly the words that were said, cut into frames of any size', () => {
    const sound = Buffer.concat([silence(213), encodeWords(said, 1, 110), silence(500)]);
    for (const size of [1, 160, 333, 100_000]) expect(finals(listen(frames(sound, size)))).toEqual(heardAs);
  });

  it('hears words although frames are lost', () => {
    const all = frames(Buffer.concat([Buffer.alloc(53, 0xff), encodeWords(said, 1, 110), silence(500)]), 160);
    expect(finals(listen(all.filter((_, at) => at % 9 !== 4)))).toEqual(heardAs);
  });

  it('does not hear what was cut off', () => {
    const sound = encodeWords('one two three', 1, 110);
    const [one, two, three] = listen([sound]).at(-1)?.words ?? [];
    if (!one || !two || !three) throw new Error('three words expected');
    const inTwo = two.startMs + 0.2 * (two.endMs - two.startMs);
    expect(finals(listen([sound.subarray(0, Math.round(inTwo) * 8), silence(1000)]))).toEqual(['one']);
  });

  it('places the words where they were', () => {
    const sound = encodeWords('hello there', 1, 110);
    const [hello, there] = listen([silence(1000), sound, silence(600)]).at(-1)?.words ?? [];
    expect(hello?.startMs).toBe(1000);
    expect(there?.startMs).toBe((hello?.endMs ?? 0) + 40);
    expect(there?.endMs).toBe(1000 + sound.length / 8 - 40);
  });

  it('gives partial results that grow, and a final one after the asked silence', () => {
    const results = listen([encodeWords('let me pull that claim up', 1, 110), silence(900)], 700);
    const partials = results.filter(({ final }) => !final).map(({ text }) => text);
    expect(partials.length).toBeGreaterThan(2);
    partials.forEach((text) => {
      expect('let me pull that claim up').toContain(text);
    });
    expect(results.at(-1)).toMatchObject({ final: true, endpointed: true });
  });

  it('is as loud and as long as speech', () => {
    const sound = encodeWords(said, 1, 110);
    const seconds = sound.length / 8000;
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(8);
    const samples = decodeMulaw(sound);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    expect(level).toBeGreaterThan(1000);
    expect(encodeWords(said, 0.8, 110).length).toBeGreaterThan(sound.length * 1.1);
  });
});
