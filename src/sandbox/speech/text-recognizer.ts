/** Hears the words that text-codec.ts put into µ-law. */
import { packetSamples, readPacket, startsPacket, type Packet } from './text-codec.ts';
import type { RecognitionResult, RecognizedWord } from './types.ts';
import type { Recognizer } from './recognizer.ts';

const samplesPerMs = 8;
const packetMs = packetSamples / samplesPerMs;
const partialEveryMs = 200;
/** A word of which less than this was played is not heard: a cut-off word is none. */
const heardShare = 0.5;

interface Hearing {
  key: string;
  word: string;
  startMs: number;
  endMs: number;
  copies: number;
  received: number;
}

export function makeTextRecognizer(
  endpointingMs: number,
  report: (result: RecognitionResult) => void,
): Recognizer {
  let pending = new Uint8Array();
  /** Samples before `pending`. */
  let passed = 0;
  let hearing: Hearing | undefined;
  let words: RecognizedWord[] = [];
  let lastSoundMs = 0;
  let reported = { atMs: 0, count: 0 };

  const settleWord = (): void => {
    if (hearing && hearing.received >= hearing.copies * heardShare) {
      words.push({ word: hearing.word, startMs: hearing.startMs, endMs: hearing.endMs, confidence: 1 });
    }
    hearing = undefined;
  };
  const emit = (final: boolean, endpointed: boolean): void => {
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return;
    report({
      final,
      endpointed,
      text: words.map(({ word }) => word).join(' '),
      words: [...words],
      startMs: first.startMs,
      endMs: last.endMs,
    });
    if (final) words = [];
  };
  const hear = (packet: Packet, atMs: number): void => {
    const key = `${String(packet.utterance)}:${String(packet.index)}`;
    if (hearing?.key !== key) {
      settleWord();
      hearing = {
        key,
        word: packet.word,
        startMs: Math.max(0, atMs - packet.copy * packetMs),
        endMs: atMs,
        copies: packet.copies,
        received: 0,
      };
    }
    hearing.received += 1;
    hearing.endMs = atMs + packetMs;
    lastSoundMs = hearing.endMs;
    if (packet.copy === packet.copies - 1) settleWord();
  };
  const tick = (nowMs: number): void => {
    if (nowMs - lastSoundMs >= Math.max(endpointingMs, 2 * packetMs)) {
      settleWord();
      emit(true, true);
      reported = { atMs: nowMs, count: 0 };
    } else if (nowMs - reported.atMs >= partialEveryMs && words.length !== reported.count) {
      reported = { atMs: nowMs, count: words.length };
      emit(false, false);
    }
  };

  return {
    feed(mulaw) {
      const all = new Uint8Array(pending.length + mulaw.length);
      all.set(pending);
      all.set(mulaw, pending.length);
      let at = 0;
      while (at + packetSamples <= all.length) {
        const packet = startsPacket(all, at) ? readPacket(all.subarray(at, at + packetSamples)) : undefined;
        if (packet) hear(packet, (passed + at) / samplesPerMs);
        at += packet ? packetSamples : 1;
        if ((passed + at) % packetSamples === 0 || packet) tick((passed + at) / samplesPerMs);
      }
      pending = all.slice(at);
      passed += at;
    },
    finalize() {
      settleWord();
      emit(true, false);
    },
  };
}
