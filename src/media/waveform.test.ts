import { describe, expect, it } from 'vitest';
import type { RecordedSegment } from '../kernel/phi.ts';
import { mulawSilence } from './mulaw.ts';
import { makeWaveformMaker } from './waveform.ts';

/** The loudest sample there is (32 124), one of 3 900, and line noise. */
const loud = 0x80;
const quieter = 0xb0;
const noise = 0xe8;

let loads = 0;

/** A segment of so many milliseconds with these stretches of sound on either side; silence elsewhere. */
function segment(
  startMs: number,
  ms: number,
  sound: { heard?: [from: number, to: number, byte: number][]; said?: [number, number, number][] },
): RecordedSegment {
  const audio = new Uint8Array(ms * 16).fill(mulawSilence);
  const put = (side: 0 | 1) => (stretch: [number, number, number]) => {
    for (let at = stretch[0] * 16 + side; at < stretch[1] * 16; at += 2) audio[at] = stretch[2];
  };
  sound.heard?.forEach(put(0));
  sound.said?.forEach(put(1));
  const load = () => {
    loads += 1;
    return Promise.resolve(audio);
  };
  return { startMs, length: audio.length, load };
}

const draw = (
  segments: readonly RecordedSegment[],
  range: { points: number; fromMs?: number; toMs?: number },
) => makeWaveformMaker({ maxCalls: 2 }).waveform('call_1', segments, range);

describe('a waveform', () => {
  it('shows each side where it was loud, gaps between segments as silence', async () => {
    const drawn = await draw(
      [
        segment(0, 1_000, { heard: [[0, 500, loud]] }),
        segment(2_000, 2_000, { said: [[1_000, 2_000, quieter]] }),
      ],
      { points: 8 },
    );
    expect(drawn).toMatchObject({ durationMs: 4_000, fromMs: 0, toMs: 4_000 });
    expect(drawn.channels).toEqual([
      { speaker: 'payor', peaks: [1, 0, 0, 0, 0, 0, 0, 0] },
      { speaker: 'agent', peaks: [0, 0, 0, 0, 0, 0, 0.121, 0.121] },
    ]);
  });

  it('of a stretch is as fine as ten milliseconds, also where a segment begins between two of them', async () => {
    const drawn = await draw([segment(1_003, 100, { heard: [[20, 21, loud]] })], {
      points: 500,
      fromMs: 1_000,
      toMs: 1_050,
    });
    expect(drawn).toMatchObject({ durationMs: 1_103, fromMs: 1_000, toMs: 1_050 });
    expect(drawn.channels[0]?.peaks).toEqual([0, 0, 1, 0, 0]);
  });

  it('has the loudest sample of each part, however few are asked for', async () => {
    const click = segment(0, 10_000, { heard: [[4_321, 4_322, loud]] });
    expect((await draw([click], { points: 3 })).channels[0]?.peaks).toEqual([0, 1, 0]);
  });

  it('tells where neither side was heard; noise is silence, a pause between two sentences is none', async () => {
    const drawn = await draw(
      [
        segment(0, 10_000, {
          heard: [
            [0, 1_000, loud],
            [1_000, 5_000, noise],
            [6_000, 7_000, quieter],
          ],
          said: [[2_400, 3_000, quieter]],
        }),
      ],
      { points: 10 },
    );
    expect(drawn.silences).toEqual([
      { startMs: 3_000, endMs: 6_000 },
      { startMs: 7_000, endMs: 10_000 },
    ]);
  });

  it('of no recording is nothing, and what is missing of one is silence', async () => {
    expect(await draw([], { points: 10 })).toMatchObject({ durationMs: 0, toMs: 0, silences: [] });
    const gone: RecordedSegment = { startMs: 0, length: 16_000, load: () => Promise.resolve(undefined) };
    const drawn = await draw([gone, segment(1_000, 1_000, { heard: [[0, 1_000, loud]] })], { points: 2 });
    expect(drawn.channels[0]?.peaks).toEqual([0, 1]);
  });
});

describe('what was measured', () => {
  it('is kept for the calls that were asked for last', async () => {
    const maker = makeWaveformMaker({ maxCalls: 2 });
    const recording = [segment(0, 1_000, {})];
    loads = 0;
    const ask = async (callId: string) => {
      await maker.waveform(callId, recording, { points: 10 });
      return loads;
    };
    expect([await ask('a'), await ask('a'), await ask('b'), await ask('a'), await ask('b')]).toEqual([
      1, 1, 2, 2, 2,
    ]);
    expect([await ask('c'), await ask('b'), await ask('a')]).toEqual([3, 3, 4]);
  });

  it('is measured anew once there is more of it, and after a failure', async () => {
    const maker = makeWaveformMaker({ maxCalls: 2 });
    const first = segment(0, 1_000, {});
    const ask = async (segments: RecordedSegment[]) =>
      (await maker.waveform('a', segments, { points: 2 })).channels[0]?.peaks;
    const broken = { ...first, load: () => Promise.reject(new Error('away')) };
    await expect(ask([broken])).rejects.toThrow('away');
    expect(await ask([first])).toEqual([0, 0]);
    expect(await ask([first, segment(1_000, 1_000, { heard: [[0, 10, loud]] })])).toEqual([0, 1]);
  });
});
