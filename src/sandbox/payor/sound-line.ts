import { holdMusic, ringBack, silence, tone } from '../audio/synthesis.ts';
import { makeDisturbance } from './disturbance.ts';
import { makeEar } from './ear.ts';
import { LineEnded, interruptionMs } from './line.ts';
import type { Background, Input, Line, LineObserver, Speaker, Talking } from './line.ts';
import { makeMouth } from './mouth.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { PayorSpeech } from './speech-port.ts';

/** A line of real sound, counted in frames of 20 ms, with what drives its near end. */
export interface SoundLine extends Line {
  tick(): Uint8Array;
  feed(frame: Uint8Array): void;
  key(digit: string): void;
  end(): Promise<void>;
}

/** Long enough to loop without sounding like a stutter. */
const musicMs = 16_000;
const beepMs = 400;

export function makeSoundLine(options: {
  engine: PayorSpeech;
  faults: Scenario['faults'];
  random: Random;
  observer: LineObserver;
}): SoundLine {
  const { engine, observer } = options;
  const mouth = makeMouth();
  const disturbance = makeDisturbance({ faults: options.faults, engine, random: options.random });
  let nowMs = 0;
  let ended = false;
  let speaker: Speaker = 'machine';
  let inputs: Input[] = [];
  let stopOn: { keys: boolean; voice: boolean } = { keys: false, voice: false };
  let waiter:
    | {
        take: (input: Input | Talking) => void;
        fail: () => void;
        silenceMs: number;
        talkedMs: number | undefined;
        since: number;
      }
    | undefined;
  const timers = new Set<{ atMs: number; done: () => void; fail: () => void }>();

  const offer = (input: Input | Talking) => {
    if (waiter) {
      const { take } = waiter;
      waiter = undefined;
      take(input);
    } else if (input.type !== 'talking') inputs.push(input);
  };
  const ear = makeEar(engine, (turn) => {
    if (turn.text !== '') observer.onHeard(turn);
    offer({ type: 'turn', turn });
  });

  const checkSilence = () => {
    if (!waiter) return;
    if (waiter.talkedMs !== undefined && ear.turnVoicedMs >= waiter.talkedMs) {
      offer({ type: 'talking' });
      return;
    }
    if (ear.voicedMs > 0) {
      ear.forgetVoice();
      waiter.since = nowMs;
    } else if (nowMs - waiter.since >= waiter.silenceMs) offer({ type: 'silence' });
  };

  const wait = (silenceMs: number, talkedMs: number | undefined): Promise<Input | Talking> => {
    if (ended) return Promise.reject(new LineEnded());
    const ready = inputs.shift();
    if (ready) return Promise.resolve(ready);
    ear.forgetVoice();
    return new Promise((resolve, reject) => {
      waiter = { take: resolve, fail: () => reject(new LineEnded()), silenceMs, talkedMs, since: nowMs };
    });
  };

  return {
    get nowMs() {
      return nowMs;
    },
    get speaking() {
      return mouth.speaking ? speaker : null;
    },
    async say(text, { voice, speaker: who, rate, keysStop = false, voiceStops = false }) {
      const audio = await engine.synthesize(text, { voice, ...(rate === undefined ? {} : { rate }) });
      if (ended) throw new LineEnded();
      const startMs = nowMs;
      if (keysStop && inputs.some((input) => input.type === 'key')) return 'interrupted';
      ear.forgetVoice();
      speaker = who;
      observer.onSaying(who, startMs);
      stopOn = { keys: keysStop, voice: voiceStops };
      const how = await mouth.play(audio);
      stopOn = { keys: false, voice: false };
      observer.onSaid({ text, startMs, endMs: nowMs, interrupted: how === 'interrupted', speaker: who });
      if (isOver()) throw new LineEnded();
      return how;
    },
    async next(silenceMs) {
      const input = await wait(silenceMs, undefined);
      return input.type === 'talking' ? { type: 'silence' } : input;
    },
    nextOrTalking: wait,
    pause(ms) {
      if (ended) return Promise.reject(new LineEnded());
      return new Promise((resolve, reject) => {
        timers.add({ atMs: nowMs + ms, done: resolve, fail: () => reject(new LineEnded()) });
      });
    },
    background(sound) {
      mouth.background(audioOf(sound));
      observer.onSound(sound);
    },
    forget() {
      inputs = [];
      ear.forget();
    },
    patience: (ms) => ear.patience(ms),
    tick() {
      nowMs += 20;
      const frame = disturbance.leaving(mouth.nextFrame());
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
    feed: (frame) => ear.feed(disturbance.arriving(frame)),
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

const made = new Map<Background, Uint8Array | undefined>();

/** Made once: sixteen seconds of music take a while to compute, and frames are due every 20 ms. */
function audioOf(sound: Background): Uint8Array | undefined {
  if (!made.has(sound)) made.set(sound, synthesized(sound));
  return made.get(sound);
}

function synthesized(sound: Background): Uint8Array | undefined {
  switch (sound) {
    case 'music':
      return holdMusic(musicMs);
    case 'ringback':
      return ringBack();
    case 'beep':
      return tone([1000], beepMs);
    case 'fax':
      return Buffer.concat([tone([1100], 500), silence(1500), tone([2100], 2600)]);
    case 'silence':
      return undefined;
  }
}
