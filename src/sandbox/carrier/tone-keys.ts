import { decodeMulaw } from '../audio/mulaw.ts';

/** The sixteen keys by their low and high tone, Hz. */
const lowTones = [697, 770, 852, 941];
const highTones = [1209, 1336, 1477, 1633];
const keys = ['123A', '456B', '789C', '*0#D'];

/** A key counts when two frames (40 ms) in a row hold it, once for each press. */
const framesToPress = 2;
/** The two tones must hold this share of the frame's energy; speech never does. */
const leastShare = 0.7;
/** Below this mean square of 16-bit samples there is no tone at all. */
const leastPower = 10_000;

/** Listens to µ-law frames of 20 ms for touch tones; returns a key when one begins. */
export function makeToneDetector(): (frame: Uint8Array) => string | undefined {
  let last: string | undefined;
  let run = 0;
  return (frame) => {
    const key = keyIn(frame);
    run = key !== undefined && key === last ? run + 1 : 1;
    last = key;
    return key !== undefined && run === framesToPress ? key : undefined;
  };
}

function keyIn(frame: Uint8Array): string | undefined {
  const samples = Array.from(decodeMulaw(frame));
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  if (energy / samples.length < leastPower) return undefined;
  const low = strongest(samples, lowTones);
  const high = strongest(samples, highTones);
  // A sine's Goertzel power is amplitude² · n² / 4; its energy amplitude² · n / 2.
  const toneEnergy = ((low.power + high.power) * 2) / samples.length;
  return toneEnergy / energy < leastShare ? undefined : keys[low.index]?.[high.index];
}

function strongest(samples: number[], tones: number[]): { index: number; power: number } {
  const powers = tones.map((hz) => goertzel(samples, hz));
  const power = Math.max(...powers);
  return { index: powers.indexOf(power), power };
}

function goertzel(samples: number[], hz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / 8000);
  let before = 0;
  let last = 0;
  for (const sample of samples) [before, last] = [last, sample + factor * last - before];
  return last * last + before * before - factor * last * before;
}
