import { encodeMulaw } from '../audio/mulaw.ts';
import { resample } from '../audio/resample.ts';

interface WavFormat {
  code: number;
  channels: number;
  rateHz: number;
  bits: number;
}

const lineRateHz = 8000;
const pcmCode = 1;
const mulawCode = 7;

/** µ-law 8 kHz mono of a WAV (µ-law or 16-bit PCM, any rate and channels) or raw µ-law file; undefined if it is neither. */
export function toMulaw(file: Uint8Array, contentType: string): Uint8Array | undefined {
  const bytes = Buffer.from(file);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') {
    return /basic|mulaw|ulaw|octet-stream/.test(contentType) ? file : undefined;
  }
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + size);
    if (id === 'fmt ' && body.length >= 16) {
      format = {
        code: body.readUInt16LE(0),
        channels: body.readUInt16LE(2),
        rateHz: body.readUInt32LE(4),
        bits: body.readUInt16LE(14),
      };
    }
    if (id === 'data' && format) return convert(body, format);
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function convert(data: Buffer, { code, channels, rateHz, bits }: WavFormat): Uint8Array | undefined {
  if (code === mulawCode && channels === 1 && rateHz === lineRateHz) return data;
  if (code !== pcmCode || bits !== 16 || channels < 1 || rateHz < 1) return undefined;
  // Prompts are mono in all but name: the first channel is the sound.
  const frames = Math.floor(data.length / (2 * channels));
  const samples = Int16Array.from({ length: frames }, (_, index) => data.readInt16LE(index * 2 * channels));
  return encodeMulaw(rateHz === lineRateHz ? samples : resample(samples, rateHz, lineRateHz));
}
