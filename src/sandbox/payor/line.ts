import { makeEar } from './ear.ts';
import type { HeardTurn } from './ear.ts';
import { makeMouth } from './mouth.ts';
import type { PayorSpeech, Voice } from './speech-port.ts';

/** Thrown out of every wait when the line is gone; the call's end, not an error. */
export class LineEnded extends Error {}

type Input = { type: 'key'; digit: string } | { type: 'turn'; turn: HeardTurn } | { type: 'silence' };

interface SayOptions {
  voice: Voice;
  rate?: number | undefined;
  /** A key stops the words. */
  keysStop?: boolean | undefined;
  /** The caller's voice stops the words. */
  voiceStops?: boolean | undefined;
}

export interface SaidTurn {
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
}

/** One answered line as whoever speaks on it uses it. Time is counted in frames of 20 ms since the answer. */
export interface Line {
  readonly nowMs: number;
  say(text: string, options: SayOptions): Promise<'done' | 'interrupted'>;
  /** The next key or turn of the caller, or silence for so long. Time while the caller speaks does not count. */
  next(silenceMs: number): Promise<Input>;
  pause(ms: number): Promise<void>;
  background(audio: Uint8Array | undefined): void;
  /** Drops keys and words that came before. */
  forget(): void;
  patience(ms: number): void;
  // What drives it.
  tick(): Uint8Array;
  feed(frame: Uint8Array): void;
  key(digit: string): void;
  end(): Promise<void>;
}

/** Talking over somebody for this long makes them stop; a "mm-hm" is shorter. */
const interruptionMs = 600;

export function makeLine(options: {
  engine: PayorSpeech;
  hiss: number;
  onHeard: (turn: HeardTurn) => void;
  onSaid: (turn: SaidTurn) => void;
}): Line {
  const { engine } = options;
  const mouth = makeMouth({
    // Words that ride in text payloads would not survive a mixed-in hiss.
    hiss: engine.mode === 'audio' ? options.hiss : 0,
    random: Math.random,
  });
  let nowMs = 0;
  let ended = false;
  let inputs: Input[] = [];
  let stopOn: { keys: boolean; voice: boolean } = { keys: false, voice: false };
  let waiter:
    { take: (input: Input) => void; fail: () => void; silenceMs: number; since: number } | undefined;
  const timers = new Set<{ atMs: number; done: () => void; fail: () => void }>();

  const offer = (input: Input) => {
    if (waiter) {
      const { take } = waiter;
      waiter = undefined;
      take(input);
    } else inputs.push(input);
  };
  const ear = makeEar(engine, (turn) => {
    if (turn.text !== '') options.onHeard(turn);
    offer({ type: 'turn', turn });
  });

  const checkSilence = () => {
    if (!waiter) return;
    if (ear.voicedMs > 0) {
      ear.forgetVoice();
      waiter.since = nowMs;
    } else if (nowMs - waiter.since >= waiter.silenceMs) offer({ type: 'silence' });
  };

  return {
    get nowMs() {
      return nowMs;
    },
    async say(text, { voice, rate, keysStop = false, voiceStops = false }) {
      const audio = await engine.synthesize(text, { voice, ...(rate === undefined ? {} : { rate }) });
      if (ended) throw new LineEnded();
      const startMs = nowMs;
      if (keysStop && inputs.some((input) => input.type === 'key')) return 'interrupted';
      ear.forgetVoice();
      stopOn = { keys: keysStop, voice: voiceStops };
      const how = await mouth.play(audio);
      stopOn = { keys: false, voice: false };
      options.onSaid({ text, startMs, endMs: nowMs, interrupted: how === 'interrupted' });
      if (isOver()) throw new LineEnded();
      return how;
    },
    next(silenceMs) {
      if (ended) return Promise.reject(new LineEnded());
      const ready = inputs.shift();
      if (ready) return Promise.resolve(ready);
      ear.forgetVoice();
      return new Promise((resolve, reject) => {
        waiter = { take: resolve, fail: () => reject(new LineEnded()), silenceMs, since: nowMs };
      });
    },
    pause(ms) {
      if (ended) return Promise.reject(new LineEnded());
      return new Promise((resolve, reject) => {
        timers.add({ atMs: nowMs + ms, done: resolve, fail: () => reject(new LineEnded()) });
      });
    },
    background: (audio) => mouth.background(audio),
    forget() {
      inputs = [];
      ear.forget();
    },
    patience: (ms) => ear.patience(ms),
    tick() {
      nowMs += 20;
      const frame = mouth.nextFrame();
      if (stopOn.voice && mouth.speaking && ear.voicedMs >= interruptionMs) mouth.stop();
      ear.tick(nowMs);
      checkSilence();
      for (const timer of timers) {
        if (timer.atMs > nowMs) continue;
        timers.delete(timer);
        timer.done();
      }
      return frame;
    },
    feed: (frame) => ear.feed(frame),
    key(digit) {
      if (stopOn.keys) mouth.stop();
      offer({ type: 'key', digit });
    },
    async end() {
      if (ended) return;
      ended = true;
      mouth.stop();
      waiter?.fail();
      waiter = undefined;
      for (const timer of timers) timer.fail();
      timers.clear();
      await ear.close();
    },
  };

  /** A line may end during any wait; the compiler, which sees no other thread, would think otherwise. */
  function isOver(): boolean {
    return ended;
  }
}
