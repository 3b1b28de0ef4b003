/** µ-law at 8 kHz, one byte a sample. */
export const bytesPerMs = 8;

/** The byte that is no sound at all. */
export const mulawSilence = 0xff;

const linear = Int16Array.from({ length: 256 }, (_, byte) => decode(byte));

/** ITU-T G.711: the 16-bit sample that a µ-law byte stands for. */
function decode(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << exponent;
  return bits & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
}

/** The 16-bit sample of one µ-law byte. */
export function mulawToLinear(byte: number): number {
  return linear[byte & 0xff] ?? 0;
}

/** Root mean square of µ-law audio, 0 to 32 767; 0 for none. */
export function mulawLevel(audio: Uint8Array): number {
  if (audio.length === 0) return 0;
  let sum = 0;
  for (const byte of audio) sum += mulawToLinear(byte) ** 2;
  return Math.sqrt(sum / audio.length);
}
