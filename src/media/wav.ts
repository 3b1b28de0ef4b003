import { mulawSilence, mulawToLinear } from './mulaw.ts';

/** Stereo µ-law, interleaved: sixteen bytes a millisecond. */
const stereoBytesPerMs = 16;
const headerBytes = 44;
const pieceBytes = 64 * 1024;

interface RecordedSegment {
  startMs: number;
  audio: Uint8Array;
}

/**
 * A recording as a 16-bit PCM WAV at 8 kHz, left heard and right said, from the moment the call was placed; silence
 * where nothing was recorded. `read` is called twice: a WAV begins with its length, and a long call does not fit in
 * memory.
 */
export async function* stereoWav(
  read: () => AsyncIterable<RecordedSegment>,
): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  for await (const { startMs, audio } of read()) {
    total = Math.max(total, Math.round(startMs) * stereoBytesPerMs + even(audio.length));
  }
  yield header(total * 2);
  let at = 0;
  for await (const { startMs, audio } of read()) {
    const start = Math.round(startMs) * stereoBytesPerMs;
    yield* silence(Math.min(start, total) - at);
    at = Math.max(at, Math.min(start, total));
    // A segment that overlaps the one before it continues it.
    const fresh = audio.subarray(
      Math.min(audio.length, at - start),
      Math.min(even(audio.length), total - start),
    );
    for (let from = 0; from < fresh.length; from += pieceBytes)
      yield pcm(fresh.subarray(from, from + pieceBytes));
    at += fresh.length;
  }
  yield* silence(total - at);
}

function even(length: number): number {
  return length - (length % 2);
}

function* silence(bytes: number): Generator<Uint8Array, void> {
  for (let left = bytes; left > 0; left -= pieceBytes) {
    yield pcm(new Uint8Array(Math.min(left, pieceBytes)).fill(mulawSilence));
  }
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
