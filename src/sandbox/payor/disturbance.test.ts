import { expect, test } from 'vitest';
import { decodeMulaw } from '../audio/mulaw.ts';
import { tone } from '../audio/synthesis.ts';
import { makeDisturbance } from './disturbance.ts';
import { seededRandom } from './random.ts';
import type { PayorSpeech } from './speech-port.ts';

const loud = tone([400], 20, 0.8);
const silence = new Uint8Array(160).fill(0xff);
const calm = { noise: 0, loss: 0 };

const lineOf = (faults: object, mode: 'audio' | 'text' = 'audio') => {
  const engine: PayorSpeech = {
    mode,
    synthesize: () => Promise.resolve(loud),
    recognize: () => {
      throw new Error('nobody listens here');
    },
  };
  return makeDisturbance({ faults: { ...calm, ...faults }, engine, random: seededRandom(3) });
};

const levelOf = (frame: Uint8Array) =>
  decodeMulaw(frame).reduce((sum, sample) => sum + Math.abs(sample), 0) / frame.length;

test('a good line changes nothing', () => {
  const line = lineOf({});
  expect(line.arriving(loud)).toBe(loud);
  expect(line.leaving(loud)).toBe(loud);
});

test('the caller hears itself after 150 ms, at a tenth of its level', () => {
  const line = lineOf({ echo: { db: -20, delayMs: 160 } });
  const heard = Array.from({ length: 12 }, (_, index) => {
    line.arriving(index === 0 ? loud : silence);
    return levelOf(line.leaving(silence));
  });
  const at = heard.findIndex((level) => level > 100);
  expect(at).toBe(8);
  expect(heard[at]).toBeGreaterThan(levelOf(loud) * 0.07);
  expect(heard[at]).toBeLessThan(levelOf(loud) * 0.13);
});

test('about as many frames are lost as are to be lost, both ways', () => {
  const line = lineOf({ loss: 0.2 });
  const frames = Array.from({ length: 2000 });
  const kept = (pass: (frame: Uint8Array) => Uint8Array) =>
    frames.filter(() => pass(loud) === loud).length / 2000;
  expect(kept((frame) => line.leaving(frame))).toBeCloseTo(0.8, 1);
  expect(kept((frame) => line.arriving(frame))).toBeCloseTo(0.8, 1);
});

test('somebody else talks in the background, again and again', async () => {
  const line = lineOf({ secondVoice: { say: 'hello', voice: 'slt', db: -18, everyMs: 100 } });
  await Promise.resolve();
  await Promise.resolve();
  const levels = Array.from({ length: 10 }, () => levelOf(line.leaving(silence)));
  expect(levels.filter((level) => level > 100)).toHaveLength(2);
});

test('hiss is in every frame, but not among words that ride in payloads', () => {
  expect(levelOf(lineOf({ noise: 1 }).leaving(silence))).toBeGreaterThan(500);
  expect(lineOf({ noise: 1 }, 'text').leaving(loud)).toBe(loud);
});
