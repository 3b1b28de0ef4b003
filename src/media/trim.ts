import { bytesPerMs, mulawLevel } from './mulaw.ts';

const frameMs = 10;
/** About -46 dB: a voice's breath is below, its softest consonants are above. */
const quietLevel = 160;
/** Left standing on both sides, so that soft onsets are not clipped. */
const marginMs = 20;

/** The audio without the silence before and after it; all of it where nothing is loud enough to tell. */
export function trimmed(audio: Uint8Array): Uint8Array {
  const size = frameMs * bytesPerMs;
  let first = -1;
  let last = -1;
  for (let at = 0; at < audio.length; at += size) {
    if (mulawLevel(audio.subarray(at, at + size)) < quietLevel) continue;
    if (first < 0) first = at;
    last = at + size;
  }
  if (first < 0) return audio;
  const margin = marginMs * bytesPerMs;
  return audio.subarray(Math.max(0, first - margin), Math.min(audio.length, last + margin));
}
