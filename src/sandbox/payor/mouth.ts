import { mulawSilence } from '../audio/mulaw.ts';

const frameBytes = 160;

type Spoken = 'done' | 'interrupted';

/** What the far end sends: speech over a background that loops, silence otherwise, a frame every 20 ms. */
export interface Mouth {
  nextFrame(): Uint8Array;
  /** Resolves when the last frame of it was sent, or when it was stopped. */
  play(audio: Uint8Array): Promise<Spoken>;
  /** Ends what is being said. */
  stop(): void;
  background(audio: Uint8Array | undefined): void;
  readonly speaking: boolean;
}

export function makeMouth(): Mouth {
  let audio: Uint8Array | undefined;
  let at = 0;
  let settle: ((how: Spoken) => void) | undefined;
  let background: Uint8Array | undefined;
  let backgroundAt = 0;

  const finish = (how: Spoken) => {
    const done = settle;
    audio = undefined;
    settle = undefined;
    done?.(how);
  };

  const takeSpeech = (): Uint8Array | undefined => {
    if (!audio) return undefined;
    const frame = padded(audio.subarray(at, at + frameBytes));
    at += frameBytes;
    if (at >= audio.length) finish('done');
    return frame;
  };

  const takeBackground = (): Uint8Array | undefined => {
    if (!background || background.length < frameBytes) return undefined;
    if (backgroundAt + frameBytes > background.length) backgroundAt = 0;
    const frame = background.subarray(backgroundAt, backgroundAt + frameBytes);
    backgroundAt += frameBytes;
    return frame;
  };

  return {
    nextFrame() {
      return takeSpeech() ?? takeBackground() ?? new Uint8Array(frameBytes).fill(mulawSilence);
    },
    play(next) {
      finish('interrupted');
      if (next.length === 0) return Promise.resolve('done');
      return new Promise((resolve) => {
        audio = next;
        at = 0;
        settle = resolve;
      });
    },
    stop: () => finish('interrupted'),
    background(next) {
      background = next;
      backgroundAt = 0;
    },
    get speaking() {
      return audio !== undefined;
    },
  };
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length === frameBytes) return bytes;
  const frame = new Uint8Array(frameBytes).fill(mulawSilence);
  frame.set(bytes);
  return frame;
}
