/** The synthesiser's worker thread, with repeated phrases remembered. */
import { Worker } from 'node:worker_threads';
import { toVoiceText } from './normalize.ts';
import type { SynthesisReply, SynthesisRequest } from './synthesis-worker.ts';
import type { SynthesisOptions } from './types.ts';

/** About twenty minutes of sound. */
const cacheBytes = 10_000_000;

export interface Synthesizer {
  synthesize(text: string, options: SynthesisOptions): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function makeSynthesizer(): Synthesizer {
  const worker = new Worker(new URL('./synthesis-worker.ts', import.meta.url));
  const waiting = new Map<number, { resolve: (sound: Uint8Array) => void; reject: (error: Error) => void }>();
  const cache = new Map<string, Uint8Array>();
  let held = 0;
  let counter = 0;

  const failAll = (error: Error): void => {
    waiting.forEach(({ reject }) => {
      reject(error);
    });
    waiting.clear();
  };
  worker.on('message', (reply: SynthesisReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('sound' in reply) caller?.resolve(reply.sound);
    else caller?.reject(new Error(reply.error));
  });
  worker.on('error', failAll);
  worker.on('exit', () => {
    failAll(new Error('the synthesiser has stopped'));
  });

  const remember = (key: string, sound: Uint8Array): void => {
    cache.set(key, sound);
    held += sound.length;
    for (const [oldest, old] of cache) {
      if (held <= cacheBytes) return;
      cache.delete(oldest);
      held -= old.length;
    }
  };

  return {
    async synthesize(text, { voice, rate = 1 }) {
      const spoken = toVoiceText(text);
      if (spoken === '') return new Uint8Array();
      const key = `${voice} ${String(rate)} ${spoken}`;
      const known = cache.get(key);
      if (known) return known.slice();
      counter += 1;
      const request: SynthesisRequest = { id: counter, text: spoken, voice, rate };
      const sound = await new Promise<Uint8Array>((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      });
      if (!cache.has(key)) remember(key, sound);
      return sound.slice();
    },
    async close() {
      await worker.terminate();
    },
  };
}
