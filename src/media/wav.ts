import type { AudioFile } from '../kernel/live.ts';
import type { RecordedSegment } from '../kernel/phi.ts';
import { mulawSilence, mulawToLinear } from './mulaw.ts';

/** Stereo µ-law, interleaved: sixteen bytes a millisecond. */
const stereoBytesPerMs = 16;
const headerBytes = 44;
/** Of PCM, for each byte of µ-law. */
const bytesPerSample = 2;
const pieceBytes = 64 * 1024;

/** A stretch of the file, in bytes of µ-law; silence where it belongs to no segment. */
interface Stretch {
  from: number;
  to: number;
  segment?: { load: RecordedSegment['load']; startsAt: number };
}

/**
 * A recording as a 16-bit PCM WAV at 8 kHz, left heard and right said, from the moment the call was placed; silence
 * where nothing was recorded. Of the segments only those are opened that are asked for, one at a time.
 */
export function stereoWav(segments: readonly RecordedSegment[]): AudioFile {
  const stretches = layOut(segments);
  const total = stretches.at(-1)?.to ?? 0;
  const head = header(total * bytesPerSample);
  return {
    bytes: headerBytes + total * bytesPerSample,
    async *read(from, to) {
      if (from < headerBytes) yield head.subarray(from, to);
      const first = Math.max(0, from - headerBytes);
      const end = Math.max(0, to - headerBytes);
      for (const stretch of stretches) {
        const stretchFrom = Math.max(stretch.from, Math.floor(first / bytesPerSample));
        const stretchTo = Math.min(stretch.to, Math.ceil(end / bytesPerSample));
        if (stretchFrom >= stretchTo) continue;
        const audio = await stretch.segment?.load();
        for (let at = stretchFrom; at < stretchTo; at += pieceBytes) {
          const until = Math.min(stretchTo, at + pieceBytes);
          const start = stretch.segment?.startsAt ?? 0;
          const samples = audio?.subarray(at - start, until - start) ?? silence(until - at);
          const bytes = pcm(samples);
          // A range may begin and end in the middle of a sample.
          yield bytes.subarray(
            Math.max(0, first - at * bytesPerSample),
            Math.min(bytes.length, end - at * bytesPerSample),
          );
        }
      }
    },
  };
}

/** Segments in their places. One that overlaps the one before it continues it. */
function layOut(segments: readonly RecordedSegment[]): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { startMs, length, load } of segments) {
    const startsAt = Math.round(startMs) * stereoBytesPerMs;
    const end = startsAt + even(length);
    if (end <= at) continue;
    if (startsAt > at) stretches.push({ from: at, to: startsAt });
    stretches.push({ from: Math.max(at, startsAt), to: end, segment: { load, startsAt } });
    at = end;
  }
  return stretches;
}

function even(length: number): number {
  return length - (length % 2);
}

function silence(bytes: number): Uint8Array {
  return new Uint8Array(bytes).fill(mulawSilence);
}

function pcm(mulaw: Uint8Array): Uint8Array {
  const samples = Buffer.alloc(mulaw.length * 2);
  for (const [i, byte] of mulaw.entries()) samples.writeInt16LE(mulawToLinear(byte), i * 2);
  return samples;
}

/** RIFF header for two channels of 16-bit samples at 8 kHz. */
function header(dataBytes: number): Uint8Array {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(8_000, 24);
  bytes.writeUInt32LE(32_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}
