import { telephoneRate } from './jitter.ts';
import { sides, type ListenMessage, type Side } from './listen-messages.ts';
import { decodeMuLaw } from './mu-law.ts';
import workletUrl from './listen-worklet.ts?worker&url';

/** `lost`: it was there and is being looked for; `refused`: it does not come. */
export type ListenState = 'connecting' | 'listening' | 'lost' | 'refused' | 'ended';

const retryMs = 1_000;
const mostTries = 5;
/** The server closes so when the call has ended. */
const normalClosure = 1_000;

interface ListenerOptions {
  callId: string;
  onState: (state: ListenState) => void;
}

/** One listening in to one call: a socket that brings both sides, and what plays them. */
export class Listener {
  readonly #callId: string;
  readonly #onState: (state: ListenState) => void;
  readonly #context = new AudioContext({ sampleRate: telephoneRate, latencyHint: 'interactive' });
  readonly #volume = this.#context.createGain();
  #player: AudioWorkletNode | undefined;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #muted: readonly Side[] = [];
  #isOver = false;

  constructor({ callId, onState }: ListenerOptions) {
    this.#callId = callId;
    this.#onState = onState;
    this.#volume.connect(this.#context.destination);
  }

  /** To be called as an answer to a press: browsers play nothing of themselves. */
  async begin(): Promise<void> {
    this.#onState('connecting');
    try {
      await this.#context.audioWorklet.addModule(workletUrl);
      await this.#context.resume();
    } catch {
      this.#onState('refused');
      return;
    }
    if (this.#isOver) return;
    this.#player = new AudioWorkletNode(this.#context, 'call-player', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.#player.connect(this.#volume);
    this.mute(this.#muted);
    this.#open();
  }

  mute(muted: readonly Side[]): void {
    this.#muted = muted;
    this.#tell({ kind: 'muted', muted });
  }

  /** 0 to 1. */
  setVolume(volume: number): void {
    this.#volume.gain.value = volume;
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    void this.#context.close();
  }

  #tell(message: ListenMessage): void {
    this.#player?.port.postMessage(message);
  }

  #open(): void {
    const origin = location.origin.replace(/^http/, 'ws');
    const socket = new WebSocket(`${origin}/v1/calls/${this.#callId}/listen`);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => {
      this.#tries = 0;
      this.#onState('listening');
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.#take(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #take(message: Uint8Array): void {
    const side = sides[message[0] ?? sides.length];
    if (side === undefined) return;
    this.#tell({ kind: 'sound', side, samples: decodeMuLaw(message.subarray(1)) });
  }

  #closed(code: number): void {
    if (this.#isOver) return;
    if (code === normalClosure) {
      this.#onState('ended');
      return;
    }
    this.#tries += 1;
    if (this.#tries > mostTries) {
      this.#onState('refused');
      return;
    }
    this.#onState('lost');
    this.#timer = setTimeout(() => this.#open(), retryMs * this.#tries);
  }
}
