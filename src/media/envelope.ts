import type { RecordedSegment } from '../kernel/phi.ts';
import { bytesPerMs } from './mulaw.ts';

/** Short enough to show the syllables of a word, long enough that an hour and a half takes a megabyte. */
export const binMs = 10;
const binSamples = binMs * bytesPerMs;
const channels = 2;

/** How loud a recording is, ten milliseconds at a time: the loudest sample of each, as the seven bits of µ-law. */
export interface Envelope {
  durationMs: number;
  heard: Uint8Array;
  said: Uint8Array;
}

/** Where a recording ends, in milliseconds from the moment the call was placed. */
export function durationOf(segments: readonly RecordedSegment[]): number {
  return segments.reduce(
    (end, { startMs, length }) =>
      Math.max(end, Math.round(startMs) + Math.floor(length / channels / bytesPerMs)),
    0,
  );
}

/** Measures a recording one segment at a time: only the measure of the sound is held, never the sound. */
export async function measureEnvelope(segments: readonly RecordedSegment[]): Promise<Envelope> {
  const durationMs = durationOf(segments);
  const bins = Math.ceil(durationMs / binMs);
  const envelope = { durationMs, heard: new Uint8Array(bins), said: new Uint8Array(bins) };
  for (const { startMs, load } of segments) {
    const audio = await load();
    if (audio !== undefined) measure(envelope, audio, Math.round(startMs) * bytesPerMs);
  }
  return envelope;
}

/** Takes in one segment, interleaved, whose first sample is the recording's sample `firstSample`. */
function measure({ heard, said }: Envelope, audio: Uint8Array, firstSample: number): void {
  const samples = Math.floor(audio.length / channels);
  for (let from = 0; from < samples;) {
    const bin = Math.floor((firstSample + from) / binSamples);
    const to = Math.min(samples, (bin + 1) * binSamples - firstSample);
    heard[bin] = Math.max(heard[bin] ?? 0, loudest(audio, from * channels, to * channels));
    said[bin] = Math.max(said[bin] ?? 0, loudest(audio, from * channels + 1, to * channels));
    from = to;
  }
}

/** The seven bits of µ-law grow with the magnitude: nothing need be decoded to compare. */
function loudest(audio: Uint8Array, from: number, to: number): number {
  let most = 0;
  for (let at = from; at < to; at += channels) {
    const code = ~(audio[at] ?? 0xff) & 0x7f;
    if (code > most) most = code;
  }
  return most;
}
