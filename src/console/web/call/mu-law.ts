/** ITU-T G.711 µ-law: sign, three bits of segment, four of step; all bits inverted. Samples are -1 to 1. */
function sampleOf(byte: number): number {
  const bits = ~byte & 0xff;
  const segment = (bits >> 4) & 0x07;
  const step = bits & 0x0f;
  const bias = 0x84;
  const magnitude = (((step << 3) + bias) << segment) - bias;
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
}

const table = Float32Array.from({ length: 256 }, (_, byte) => sampleOf(byte));

export const decodeMuLaw = (bytes: Uint8Array): Float32Array =>
  Float32Array.from(bytes, (byte) => table[byte] ?? 0);
