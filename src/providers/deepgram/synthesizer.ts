import type { Clock } from '../../kernel/clock.ts';
import { ProviderError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Synthesizer } from '../../kernel/speech.ts';
import { socketUrl } from './socket.ts';
import { VoiceSocket } from './voice-socket.ts';

/** A socket that was not used for so long is closed: a conversation that still runs would have used it. */
const idleCloseMs = 30_000;

export interface SynthesizerOptions {
  apiKey: string;
  /** Such as `https://api.deepgram.com`; the sockets derive wss from it. */
  baseUrl: string;
  /** Such as `aura-2-thalia-en`. */
  voice: string;
  clock: Clock;
  logger: Logger;
}

/**
 * Aura's streaming synthesis behind the kernel's {@link Synthesizer}. Sockets are pooled; each serves one request at
 * a time, so several clauses asked for at once are made at once and none waits behind another call's. A request that
 * fails on a kept socket before any audio came is repeated once on a new one.
 */
export function makeSynthesizer(options: SynthesizerOptions): Synthesizer {
  const url = socketUrl(options.baseUrl, '/v1/speak', [
    ['model', options.voice],
    ['encoding', 'mulaw'],
    ['sample_rate', '8000'],
    ['container', 'none'],
    // What is spoken may be PHI: not to be kept for training.
    ['mip_opt_out', 'true'],
  ]);
  const pool = new Set<VoiceSocket>();

  function acquire(): { socket: VoiceSocket; kept: boolean } {
    for (const socket of pool) if (socket.idle && socket.mayFlush) return { socket, kept: true };
    const socket: VoiceSocket = new VoiceSocket({ ...options, url }, () => release(socket));
    pool.add(socket);
    return { socket, kept: false };
  }

  function release(socket: VoiceSocket): void {
    if (socket.dead) pool.delete(socket);
    else watchIdle(socket);
  }

  const uses = new WeakMap<VoiceSocket, number>();
  function watchIdle(socket: VoiceSocket): void {
    const use = uses.get(socket) ?? 0;
    options.clock.after(idleCloseMs, () => {
      if (socket.idle && (uses.get(socket) ?? 0) === use) socket.close();
    });
  }

  async function* once(
    text: string,
    signal: AbortSignal,
    found: { kept: boolean; abandoned: boolean },
  ): AsyncGenerator<Uint8Array, void> {
    const { socket, kept } = acquire();
    found.kept = kept;
    uses.set(socket, (uses.get(socket) ?? 0) + 1);
    const queue = socket.speak(text);
    let over = false;
    const abandon = () => {
      found.abandoned = signal.aborted;
      if (!over) socket.abandon();
      over = true;
      queue.end();
    };
    signal.addEventListener('abort', abandon, { once: true });
    try {
      for await (const chunk of queue.read()) {
        if (signal.aborted) return;
        yield chunk;
      }
      over = true;
    } catch (error) {
      over = true;
      throw error;
    } finally {
      signal.removeEventListener('abort', abandon);
      // The reader stopped early.
      abandon();
    }
  }

  return {
    async *speak(text, signal) {
      if (signal.aborted || text.trim() === '') return;
      const found = { kept: false, abandoned: false };
      let heard = false;
      try {
        for await (const chunk of once(text, signal, found)) {
          heard = true;
          yield chunk;
        }
      } catch (error) {
        const worthAgain =
          error instanceof ProviderError && error.category === 'unavailable' && found.kept && !heard;
        if (!worthAgain || found.abandoned) throw error;
        yield* once(text, signal, found);
      }
    },
  };
}
