import { describe, expect, it } from 'vitest';
import { JitterBuffer, telephoneRate } from './jitter.ts';
import { decodeMuLaw } from './mu-law.ts';

const sound = (samples: number, value = 0.5) => new Float32Array(samples).fill(value);
const heardOf = (buffer: JitterBuffer, samples: number, gain = 1) => {
  const out = new Float32Array(samples);
  buffer.mixInto(out, gain);
  return out;
};

describe('sound between the network and the loudspeaker', () => {
  it('waits for a little to lie ready, so that bursts are played evenly', () => {
    const buffer = new JitterBuffer();
    buffer.push(sound(160));
    expect(heardOf(buffer, 128).every((sample) => sample === 0)).toBe(true);
    buffer.push(sound(960));
    expect(heardOf(buffer, 128).every((sample) => sample === 0.5)).toBe(true);
  });

  it('never falls behind: what is too much is cut to the latest', () => {
    const buffer = new JitterBuffer();
    for (let second = 0; second < 10; second += 1) buffer.push(sound(telephoneRate / 2, second));
    expect(buffer.length).toBeLessThanOrEqual(telephoneRate * 0.6);
    expect(heardOf(buffer, 128)[0]).toBe(9);
  });

  it('keeps all of it where it comes as it is played', () => {
    const buffer = new JitterBuffer();
    let count = 0;
    const heard: number[] = [];
    for (let frame = 0; frame < 500; frame += 1) {
      buffer.push(Float32Array.from({ length: 160 }, () => ++count));
      heard.push(...heardOf(buffer, 160).filter((sample) => sample !== 0));
    }
    expect(heard.length).toBeGreaterThan(500 * 160 - telephoneRate);
    expect(heard.every((sample, at) => sample === (heard[0] ?? 0) + at)).toBe(true);
  });

  it('waits anew after it ran dry, and a muted side is played unheard', () => {
    const buffer = new JitterBuffer();
    buffer.push(sound(1_000));
    heardOf(buffer, 1_200);
    buffer.push(sound(160));
    expect(heardOf(buffer, 128)[0]).toBe(0);
    buffer.push(sound(1_000));
    expect(heardOf(buffer, 128, 0)[0]).toBe(0);
    expect(buffer.length).toBe(1_160 - 128);
  });

  it('takes a burst that is longer than all that it keeps', () => {
    const buffer = new JitterBuffer();
    buffer.push(sound(telephoneRate * 5));
    expect(buffer.length).toBeLessThanOrEqual(telephoneRate * 0.6);
  });
});

describe('µ-law', () => {
  it('decodes silence, the loudest of both signs, and a soft step', () => {
    const [plusZero, minusZero, loudest, lowest] = decodeMuLaw(Uint8Array.of(0xff, 0x7f, 0x80, 0x00));
    expect([plusZero, minusZero].map((sample) => Math.abs(sample ?? 1))).toEqual([0, 0]);
    expect(loudest).toBeCloseTo(32_124 / 32_768);
    expect(lowest).toBeCloseTo(-32_124 / 32_768);
    expect(decodeMuLaw(Uint8Array.of(0xfe))[0]).toBeCloseTo(8 / 32_768);
  });
});
