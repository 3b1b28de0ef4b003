import { describe, expect, it } from 'vitest';
import { toMulaw } from './audio-file.ts';

function wav(options: { code: number; channels: number; rate: number; bits: number; data: Buffer }): Buffer {
  const { code, channels, rate, bits, data } = options;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  const chunk = (id: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(id);
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.from('odd')),
    chunk('data', data),
  ]);
  return chunk('RIFF', body);
}
const samples = (values: number[]) => Buffer.from(Int16Array.from(values).buffer);

describe('files to play', () => {
  it('pass µ-law through untouched, past chunks that do not matter', () => {
    const data = Buffer.from([1, 2, 3]);
    expect(toMulaw(wav({ code: 7, channels: 1, rate: 8000, bits: 8, data }), 'audio/wav')).toEqual(data);
    expect(toMulaw(data, 'audio/basic')).toEqual(data);
  });
  it('encode 16-bit samples as G.711 does', () => {
    const data = samples([0, -1, 8, 1000, -1000, 32_767, -32_768]);
    const encoded = toMulaw(wav({ code: 1, channels: 1, rate: 8000, bits: 16, data }), 'audio/wav');
    expect([...(encoded ?? [])]).toEqual([0xff, 0x7f, 0xfe, 0xce, 0x4e, 0x80, 0x00]);
  });
  it('bring other rates and channels down to one line’s worth', () => {
    const data = samples(Array.from({ length: 3200 }, () => 1000));
    const encoded = toMulaw(wav({ code: 1, channels: 2, rate: 16_000, bits: 16, data }), 'audio/wav');
    expect(encoded).toHaveLength(800);
    // The filter rings at the edges; what lies between is the steady level.
    expect(new Set(encoded?.subarray(100, 700))).toEqual(new Set([0xce]));
  });
  it('are refused when they are something else', () => {
    expect(toMulaw(Buffer.from('ID3'), 'audio/mpeg')).toBeUndefined();
    expect(
      toMulaw(wav({ code: 3, channels: 1, rate: 8000, bits: 32, data: Buffer.alloc(8) }), 'audio/wav'),
    ).toBeUndefined();
  });
});
