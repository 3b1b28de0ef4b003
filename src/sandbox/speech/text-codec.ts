/**
 * Words carried inside speech-like µ-law. A µ-law byte is a sign, three bits of loudness and four of fine level: the
 * first two follow a voiced waveform, the fine bits carry a packet. Each packet fills 160 samples, holds one word, and
 * is repeated for the length of the word, so frames may be lost, and the audio cut anywhere.
 */
import { toSpokenWords } from './normalize.ts';

export const packetSamples = 160;

const rateHz = 8000;
const magic = [0xa7, 0x3c, 0xe1, 0x95];
const headerBytes = 12;
const maxWordBytes = packetSamples / 2 - headerBytes;
const packetBytes = packetSamples / 2;

export interface Packet {
  utterance: number;
  /** Place of the word in its utterance. */
  index: number;
  copy: number;
  copies: number;
  word: string;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum;
}

function packetOf({ utterance, index, copy, copies, word }: Packet): Uint8Array {
  const bytes = new Uint8Array(packetBytes);
  const text = Buffer.from(word, 'utf8').subarray(0, maxWordBytes);
  bytes.set([...magic, utterance >> 8, utterance & 0xff, index & 0xff, copy, copies, text.length]);
  bytes.set(text, headerBytes);
  const sum = checksum(bytes);
  bytes.set([sum >> 8, sum & 0xff], 10);
  return bytes;
}

/** The packet in these 160 samples, if there is one and it is whole. */
export function readPacket(samples: Uint8Array): Packet | undefined {
  const nibble = (at: number): number => (samples[at] ?? 0) & 0x0f;
  const bytes = Uint8Array.from(
    { length: packetBytes },
    (_, at) => (nibble(at * 2) << 4) | nibble(at * 2 + 1),
  );
  if (magic.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = Buffer.from(bytes);
  const sum = view.readUInt16BE(10);
  view.writeUInt16BE(0, 10);
  if (checksum(view) !== sum) return undefined;
  return {
    utterance: view.readUInt16BE(4),
    index: view.readUInt8(6),
    copy: view.readUInt8(7),
    copies: view.readUInt8(8),
    word: view.toString('utf8', headerBytes, headerBytes + view.readUInt8(9)),
  };
}

/** Does a packet begin here? Cheap enough to ask at every sample. */
export const startsPacket = (samples: Uint8Array, at: number): boolean =>
  magic.every(
    (byte, k) =>
      ((((samples[at + k * 2] ?? 0) & 0x0f) << 4) | ((samples[at + k * 2 + 1] ?? 0) & 0x0f)) === byte,
  );

/** Sign and loudness of a voiced sound: a buzz with two formants, swelling and fading over the word. */
function soundBits(at: number, length: number, pitchHz: number): number {
  const time = at / rateHz;
  const phase = (time * pitchHz) % 1;
  const wave =
    Math.exp(-3 * phase) * (Math.sin(2 * Math.PI * 560 * time) + 0.5 * Math.sin(2 * Math.PI * 1450 * time));
  const swell = Math.sin(Math.PI * Math.min(1, (at + 0.08 * length) / (1.16 * length)));
  const amplitude = Math.abs(wave) * swell * 14_000;
  const segment = Math.max(1, Math.min(6, Math.floor(Math.log2(Math.max(amplitude, 1) / 132)) + 1));
  return (wave < 0 ? 0 : 0x80) | ((~segment & 0x07) << 4);
}

/** About three words a second, long words longer, in whole packets. */
const copiesOf = (word: string, rate: number): number =>
  Math.max(7, Math.min(60, Math.round((5 + word.length * 2.4) / rate)));

const wordGapMs = 40;
const clauseGapMs = 180;
const sentenceGapMs = 380;

let utterances = Math.floor(Math.random() * 0xffff);

const gap = (ms: number): Uint8Array => new Uint8Array((ms * rateHz) / 1000).fill(0xff);

/** Speech-like µ-law with the words inside. */
export function encodeWords(text: string, rate: number, pitchHz: number): Uint8Array {
  utterances = (utterances + 1) & 0xffff;
  const parts: Uint8Array[] = [];
  let index = 0;
  for (const [, clause = '', mark = ''] of text.matchAll(/([^,;.?!]+)([,;.?!]*)/g)) {
    for (const word of toSpokenWords(clause).split(' ').filter(Boolean)) {
      const copies = copiesOf(word, rate);
      const length = copies * packetSamples;
      for (let copy = 0; copy < copies; copy += 1) {
        const bytes = packetOf({ utterance: utterances, index, copy, copies, word });
        parts.push(
          Uint8Array.from({ length: packetSamples }, (_, at) => {
            const byte = bytes[at >> 1] ?? 0;
            return (
              soundBits(copy * packetSamples + at, length, pitchHz) | (at % 2 === 0 ? byte >> 4 : byte & 0x0f)
            );
          }),
        );
      }
      parts.push(gap(wordGapMs));
      index += 1;
    }
    if (mark !== '') parts.push(gap(/[.?!]/.test(mark) ? sentenceGapMs : clauseGapMs));
  }
  return Buffer.concat(parts);
}
