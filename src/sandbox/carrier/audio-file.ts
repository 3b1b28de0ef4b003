/** µ-law 8 kHz mono of a WAV (µ-law or 16-bit PCM, any rate and channels) or raw µ-law file; undefined if it is neither. */
export function toMulaw(file: Uint8Array, contentType: string): Uint8Array | undefined {
  const bytes = Buffer.from(file);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') {
    return /basic|mulaw|ulaw|octet-stream/.test(contentType) ? file : undefined;
  }
  let format: { code: number; channels: number; rate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + size);
    if (id === 'fmt ') {
      format = {
        code: body.readUInt16LE(0),
        channels: body.readUInt16LE(2),
        rate: body.readUInt32LE(4),
        bits: body.readUInt16LE(14),
      };
    }
    if (id === 'data' && format) return convert(body, format);
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function convert(
  data: Buffer,
  format: { code: number; channels: number; rate: number; bits: number },
): Uint8Array | undefined {
  if (format.code === 7 && format.channels === 1 && format.rate === 8000) return data;
  if (format.code !== 1 || format.bits !== 16 || format.channels < 1) return undefined;
  const frameSize = 2 * format.channels;
  const frames = Math.floor(data.length / frameSize);
  const sampleAt = (index: number) => data.readInt16LE(Math.min(frames - 1, index) * frameSize);
  const step = format.rate / 8000;
  const out = new Uint8Array(frames === 0 ? 0 : Math.floor(frames / step));
  for (let index = 0; index < out.length; index += 1) {
    // The mean of the samples that fall into this one is filter enough for prompts.
    const from = Math.floor(index * step);
    const to = Math.max(from + 1, Math.floor((index + 1) * step));
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += sampleAt(at);
    out[index] = encodeMulaw(Math.round(sum / (to - from)));
  }
  return out;
}

/** G.711 µ-law of one 16-bit sample. */
function encodeMulaw(sample: number): number {
  const bias = 0x84;
  const magnitude = Math.min(Math.abs(sample), 32_635) + bias;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
