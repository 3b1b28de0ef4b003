/** G.711 µ-law, the telephone network's eight-bit logarithmic samples. */

/** The byte of digital silence. */
export const mulawSilence = 0xff;

const bias = 0x84;
const clip = 32_635;

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  // The segment is the place of the highest set bit; bit 7 is segment 0.
  const segment = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | mantissa) & 0xff;
}

function decodeByte(byte: number): number {
  const code = ~byte & 0xff;
  const segment = (code >> 4) & 0x07;
  const magnitude = (((code & 0x0f) << 3) + bias) << segment;
  return code & 0x80 ? bias - magnitude : magnitude - bias;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));

/** Signed 16-bit samples → one µ-law byte a sample. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) bytes[index] = encodeSample(samples[index] ?? 0);
  return bytes;
}

/** µ-law bytes → signed 16-bit samples. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1)
    samples[index] = decoded[bytes[index] ?? mulawSilence] ?? 0;
  return samples;
}
