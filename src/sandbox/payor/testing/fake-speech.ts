import type { PayorEar, PayorSpeech } from '../speech-port.ts';

const frameBytes = 160;
const wordFrames = 12;
const frameMs = 20;

/** Words as loud frames that carry a number each; hearing looks the numbers up. What was not sent is not heard. */
export function makeFakeSpeech(): PayorSpeech {
  const words: string[] = [];
  return {
    mode: 'text',
    synthesize(text) {
      const spoken = text.split(/\s+/u).filter((word) => /[a-z0-9]/iu.test(word));
      const audio = new Uint8Array(spoken.length * wordFrames * frameBytes).fill(0x10);
      spoken.forEach((word, index) => {
        const id = words.push(word) - 1;
        for (let frame = 0; frame < wordFrames; frame += 1) {
          const at = (index * wordFrames + frame) * frameBytes;
          audio[at] = 0x01 + (id >> 8);
          audio[at + 1] = id & 0xff;
        }
      });
      return Promise.resolve(audio);
    },
    recognize: (options) => makeFakeEar(words, options?.endpointingMs ?? 300),
  };
}

function makeFakeEar(words: readonly string[], endpointingMs: number): PayorEar {
  let listener: Parameters<PayorEar['onResult']>[0] | undefined;
  let heard: { id: number; atMs: number }[] = [];
  let nowMs = 0;
  let quietMs = 0;
  const flush = () => {
    if (heard.length === 0) return;
    const text = heard.map(({ id }) => words[id] ?? '').join(' ');
    listener?.({ final: true, text, startMs: heard[0]?.atMs ?? 0, endMs: nowMs - quietMs });
    heard = [];
  };
  return {
    feed(frame) {
      nowMs += frameMs;
      if ((frame[2] ?? 0xff) !== 0x10) {
        quietMs += frameMs;
        if (quietMs >= endpointingMs) flush();
        return;
      }
      quietMs = 0;
      const id = (((frame[0] ?? 1) - 1) << 8) + (frame[1] ?? 0);
      if (heard.at(-1)?.id !== id) heard.push({ id, atMs: nowMs - frameMs });
    },
    onResult: (next) => (listener = next),
    finalize() {
      flush();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
