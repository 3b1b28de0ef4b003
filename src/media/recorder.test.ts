import { beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '../kernel/clock.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { AudioFile } from '../kernel/live.ts';
import type { Logger } from '../kernel/logger.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { RecordedSegment, RecordingStore } from '../kernel/phi.ts';
import { CallRecorder } from './recorder.ts';
import { stereoWav } from './wav.ts';

interface Segment {
  sequence: number;
  startMs: number;
  audio: Uint8Array;
}

async function bytesOf(file: AudioFile, from: number, to: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read(from, to)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a recording', () => {
  let clock: ManualClock;
  let stored: Segment[];
  let failures: number;
  let errors: string[];

  const store: RecordingStore = {
    append: (_organizationId, _callId, segment) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new Error('away'));
      stored.push(segment);
      return Promise.resolve();
    },
    segments: () =>
      Promise.resolve(
        stored.map(({ startMs, audio }) => ({
          startMs,
          length: audio.length,
          load: () => Promise.resolve(audio),
        })),
      ),
    nextSequence: () => Promise.resolve(stored.length),
  };
  const make = () => {
    const logger: Logger = { ...silentLogger, error: (_fields, message) => void errors.push(message) };
    const callMs = () => clock.now();
    return new CallRecorder({ store, organizationId: 'org_1', callId: 'call_1', clock, callMs, logger });
  };
  const sound = (ms: number, byte: number) => new Uint8Array(ms * 8).fill(byte);
  /** One channel's bytes from one moment of a segment to another. */
  const channel = (segment: Segment | undefined, side: 'heard' | 'said', fromMs: number, toMs: number) => {
    const audio = segment?.audio ?? new Uint8Array(0);
    const offset = side === 'heard' ? 0 : 1;
    return [...new Set(audio.filter((_, i) => i % 2 === offset).slice(fromMs * 8, toMs * 8))];
  };
  async function wav(): Promise<Buffer> {
    const file = stereoWav(await store.segments('org_1', 'call_1'));
    const whole = await bytesOf(file, 0, file.bytes);
    expect(whole.length).toBe(file.bytes);
    return whole;
  }

  beforeEach(() => {
    clock = makeManualClock();
    stored = [];
    errors = [];
    failures = 0;
  });

  it('puts both sides where they sounded and silence between, across segments', async () => {
    const recorder = make();
    recorder.heard(sound(200, 1), 4_900);
    recorder.said(sound(100, 2), 1_000);
    await clock.advance(6_500);
    await recorder.flush();
    expect(stored.map(({ sequence, startMs, audio }) => [sequence, startMs, audio.length / 16])).toEqual([
      [0, 0, 5_000],
      [1, 5_000, 1_500],
    ]);
    expect(channel(stored[0], 'heard', 0, 4_900)).toEqual([0xff]);
    expect(channel(stored[0], 'heard', 4_900, 5_000)).toEqual([1]);
    expect(channel(stored[1], 'heard', 0, 100)).toEqual([1]);
    expect(channel(stored[1], 'heard', 100, 1_500)).toEqual([0xff]);
    expect(channel(stored[0], 'said', 1_000, 1_100)).toEqual([2]);
    expect(channel(stored[0], 'said', 1_100, 5_000)).toEqual([0xff]);
  });

  it('is written as the call goes, so that a crash loses seconds', async () => {
    const recorder = make();
    for (let at = 0; at < 12_000; at += 20) {
      recorder.heard(sound(20, 1), at);
      await clock.advance(20);
    }
    expect(stored.map((segment) => segment.startMs)).toEqual([0, 5_000]);
    expect(channel(stored[0], 'heard', 0, 5_000)).toEqual([1]);
  });

  it('holds nothing of what was taken back before it was heard', async () => {
    const recorder = make();
    recorder.said(sound(400, 2), 100);
    recorder.cutSaid(300);
    await clock.advance(1_000);
    await recorder.flush();
    expect(channel(stored[0], 'said', 100, 300)).toEqual([2]);
    expect(channel(stored[0], 'said', 300, 1_000)).toEqual([0xff]);
  });

  it('goes on after a takeover with the next number, from where it was taken over', async () => {
    const first = make();
    first.heard(sound(5_000, 1), 0);
    await clock.advance(6_500);
    await clock.advance(13_500);
    const second = make();
    second.heard(sound(100, 3), 20_050);
    await clock.advance(200);
    await second.flush();
    expect(stored.map(({ sequence, startMs }) => [sequence, startMs])).toEqual([
      [0, 0],
      [1, 20_000],
    ]);
    const bytes = await wav();
    expect(bytes.length).toBe(44 + 20_200 * 32);
    const sampleAt = (ms: number, side: 0 | 1) => bytes.readInt16LE(44 + ms * 32 + side * 2);
    expect(sampleAt(2_500, 0)).not.toBe(0);
    expect(sampleAt(10_000, 0)).toBe(0);
    expect(sampleAt(20_100, 0)).not.toBe(0);
    expect(sampleAt(20_100, 1)).toBe(0);
  });

  it('survives a store that is away for a moment, and says so where a segment is lost', async () => {
    failures = 2;
    const recorder = make();
    recorder.heard(sound(100, 1), 0);
    recorder.heard(sound(100, 1), 5_000);
    await clock.advance(12_000);
    expect(stored.map((segment) => segment.startMs)).toEqual([0, 5_000]);
    failures = 60;
    recorder.heard(sound(100, 1), 10_500);
    recorder.heard(sound(100, 1), 15_500);
    await clock.advance(90_000);
    expect(errors).toEqual(['recording segment lost']);
    expect(stored.map(({ sequence, startMs }) => [sequence, startMs])).toEqual([
      [0, 0],
      [1, 5_000],
      [2, 15_000],
    ]);
  });

  it('becomes a WAV that players open: 16-bit PCM, two channels, 8 kHz, its length in the header', async () => {
    const recorder = make();
    recorder.heard(sound(100, 0x00), 0);
    await clock.advance(250);
    await recorder.flush();
    const bytes = await wav();
    expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect([
      bytes.readUInt16LE(20),
      bytes.readUInt16LE(22),
      bytes.readUInt32LE(24),
      bytes.readUInt16LE(34),
    ]).toEqual([1, 2, 8_000, 16]);
    expect(bytes.readUInt32LE(40)).toBe(250 * 32);
    expect(bytes.length).toBe(44 + 250 * 32);
    expect(bytes.readInt16LE(44)).toBe(-32_124);
    expect(bytes.readInt16LE(46)).toBe(0);
  });

  it('without any sound is an empty WAV', async () => {
    expect((await wav()).length).toBe(44);
  });
});

describe('a part of a recording', () => {
  const opened: number[] = [];
  const segment = (startMs: number, ms: number, byte: number, missing = false): RecordedSegment => ({
    startMs,
    length: ms * 16,
    load: () => {
      opened.push(byte);
      return Promise.resolve(missing ? undefined : new Uint8Array(ms * 16).fill(byte));
    },
  });
  // The second overlaps the first, the third begins after a gap, the fourth is missing.
  const file = stereoWav([
    segment(5, 20, 1),
    segment(20, 20, 2),
    segment(60, 10, 3),
    segment(70, 10, 4, true),
  ]);

  it('is the same bytes as in the whole, wherever it begins and ends', async () => {
    const whole = await bytesOf(file, 0, file.bytes);
    expect(whole.length).toBe(44 + 80 * 32);
    for (let from = 0; from < file.bytes; from += 37) {
      for (const length of [1, 2, 43, 45, 333, file.bytes]) {
        const to = Math.min(file.bytes, from + length);
        expect((await bytesOf(file, from, to)).equals(whole.subarray(from, to))).toBe(true);
      }
    }
  });

  it('opens no segment that it does not need', async () => {
    opened.length = 0;
    await bytesOf(file, 44 + 61 * 32, 44 + 62 * 32);
    expect(opened).toEqual([3]);
  });
});
