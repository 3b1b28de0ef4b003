/** RIFF/WAVE, 16-bit linear PCM only. */

export interface Wav {
  sampleRate: number;
  channels: number;
  /** Interleaved when there are several channels. */
  samples: Int16Array;
}

const headerBytes = 44;

export function writeWav(wav: Wav): Uint8Array {
  const dataBytes = wav.samples.length * 2;
  const file = Buffer.alloc(headerBytes + dataBytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(wav.channels, 22);
  file.writeUInt32LE(wav.sampleRate, 24);
  file.writeUInt32LE(wav.sampleRate * wav.channels * 2, 28);
  file.writeUInt16LE(wav.channels * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(dataBytes, 40);
  wav.samples.forEach((sample, index) => file.writeInt16LE(sample, headerBytes + index * 2));
  return file;
}

/** @throws when the bytes are not a WAV file of 16-bit PCM. */
export function readWav(bytes: Uint8Array): Wav {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let format: { sampleRate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = at + 8;
    if (name === 'fmt ') {
      if (file.readUInt16LE(body) !== 1 || file.readUInt16LE(body + 14) !== 16)
        throw new Error('not 16-bit PCM');
      format = { channels: file.readUInt16LE(body + 2), sampleRate: file.readUInt32LE(body + 4) };
    }
    if (name === 'data' && format) {
      const count = Math.floor(Math.min(size, file.length - body) / 2);
      return {
        ...format,
        samples: Int16Array.from({ length: count }, (_, i) => file.readInt16LE(body + i * 2)),
      };
    }
    at = body + size + (size % 2);
  }
  throw new Error('no samples in the WAV file');
}
