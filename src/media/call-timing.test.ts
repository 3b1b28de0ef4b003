import { describe, expect, it } from 'vitest';
import { CallTiming } from './call-timing.ts';

/** A frame of 20 ms with bytes that no other seed has. */
const frame = (seed: number | 'silence') =>
  Uint8Array.from({ length: 160 }, (_, i) => (seed === 'silence' ? 0xff : (seed * 31 + i * 7) % 256));

function makeTiming() {
  let nowMs = 0;
  const timing = new CallTiming(() => nowMs);
  return {
    timing,
    now: (ms: number) => void (nowMs = ms),
    ear: (arrivedMs: number, timestampMs: number, seed: number | 'silence' = 1) => {
      nowMs = arrivedMs;
      return timing.earFrame(frame(seed), timestampMs);
    },
    mouth: (arrivedMs: number, timestampMs: number, seed: number | 'silence' = 1) => {
      nowMs = arrivedMs;
      return timing.mouthFrame(frame(seed), timestampMs);
    },
  };
}

describe('the call’s clock', () => {
  it('puts frames that come in bursts where they sounded', () => {
    const { ear } = makeTiming();
    ear(10_020, 0);
    expect(ear(10_300, 20)).toBe(10_020);
    expect(ear(10_300, 40)).toBe(10_040);
    expect(ear(10_301, 260)).toBe(10_260);
  });

  it('starts anew with another ear', () => {
    const { timing, ear } = makeTiming();
    ear(10_020, 0);
    timing.earStarted();
    expect(ear(20_020, 0)).toBe(20_000);
  });

  it('puts the mouth on the ear’s clock where both hear the same, whatever the delay of either', () => {
    const { ear, mouth } = makeTiming();
    for (let i = 0; i < 10; i += 1) ear(10_020 + i * 20, i * 20, i + 1);
    // The mouth opened 60 ms after the ear and its frames come 300 ms late.
    const times = [3, 4, 5, 6].map((i) => mouth(10_320 + i * 20, (i - 3) * 20, i + 1));
    expect(times.at(-1)).toBe(10_120);
    expect(mouth(11_000, 400, 200)).toBe(10_460);
  });

  it('goes by arrival where nothing matches, and is not misled by silence', () => {
    const { ear, mouth } = makeTiming();
    for (let i = 0; i < 5; i += 1) ear(10_020 + i * 20, i * 20, 'silence');
    for (let i = 0; i < 5; i += 1) mouth(10_320 + i * 20, i * 20, 'silence');
    expect(mouth(10_430, 100, 99)).toBe(10_400);
  });

  it('places a mark at what the mouth had heard when it came', () => {
    const { timing, mouth } = makeTiming();
    mouth(5_020, 0);
    expect(timing.markMs()).toBe(5_020);
  });

  it('maps recognition’s axis of sent audio over gaps', () => {
    const { timing, now } = makeTiming();
    now(16_000);
    timing.recognitionStarted();
    for (let i = 0; i < 50; i += 1) timing.sentToRecognition(frame(i), 10_000 + i * 20);
    for (let i = 0; i < 50; i += 1) timing.sentToRecognition(frame(i), 15_000 + i * 20);
    const word = (startMs: number) => ({ text: 'word', startMs, endMs: startMs + 100, confidence: 1 });
    expect(
      timing.recognised({
        type: 'interim',
        text: 'word word',
        words: [word(500), word(1_200)],
        startMs: 400,
        endMs: 1_300,
      }),
    ).toEqual({
      type: 'interim',
      text: 'word word',
      words: [
        { text: 'word', startMs: 10_500, endMs: 10_600, confidence: 1 },
        { text: 'word', startMs: 15_200, endMs: 15_300, confidence: 1 },
      ],
      startMs: 10_400,
      endMs: 15_300,
    });
    expect(timing.recognised({ type: 'speech_started', atMs: 1_000 })).toEqual({
      type: 'speech_started',
      atMs: 15_000,
    });
    expect(timing.recognised({ type: 'utterance_end', lastWordEndMs: 600 })).toEqual({
      type: 'utterance_end',
      lastWordEndMs: 10_600,
    });
  });

  it('lets nothing be heard in the future, whatever a recogniser counts', () => {
    const { timing, now } = makeTiming();
    now(10_100);
    timing.sentToRecognition(frame(1), 10_000);
    const words = [{ text: 'word', startMs: 50, endMs: 9_000, confidence: 1 }];
    expect(
      timing.recognised({ type: 'interim', text: 'word', words, startMs: 31_000, endMs: 32_000 }),
    ).toMatchObject({
      startMs: 10_100,
      endMs: 10_100,
      words: [{ startMs: 10_050, endMs: 10_100 }],
    });
  });

  it('counts from nought for a new recognition', () => {
    const { timing, now } = makeTiming();
    now(30_100);
    timing.sentToRecognition(frame(1), 10_000);
    timing.recognitionStarted();
    timing.sentToRecognition(frame(1), 30_000);
    expect(timing.recognised({ type: 'speech_started', atMs: 10 })).toEqual({
      type: 'speech_started',
      atMs: 30_010,
    });
  });
});
