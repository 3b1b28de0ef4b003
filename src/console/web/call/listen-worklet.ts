import { JitterBuffer } from './jitter.ts';
import type { ListenMessage, Side } from './listen-messages.ts';

/** Of the scope in which this file runs, which is neither a window nor a worker. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Plays both sides of a call, each from a buffer of its own. */
class CallPlayer extends AudioWorkletProcessor {
  readonly #buffers: Readonly<Record<Side, JitterBuffer>> = {
    payor: new JitterBuffer(),
    agent: new JitterBuffer(),
  };
  #muted: readonly Side[] = [];

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ListenMessage>) => {
      if (data.kind === 'sound') this.#buffers[data.side].push(data.samples);
      else this.#muted = data.muted;
    };
  }

  /** A muted side goes on, unheard: it is at the present when it is heard again. */
  process(_inputs: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const [channel] = output ?? [];
    if (channel === undefined) return true;
    this.#buffers.payor.mixInto(channel, this.#muted.includes('payor') ? 0 : 1);
    this.#buffers.agent.mixInto(channel, this.#muted.includes('agent') ? 0 : 1);
    return true;
  }
}

registerProcessor('call-player', CallPlayer);
