import { LineEnded, interruptionMs } from './line.ts';
import type { Background, Input, Line, LineObserver, Speaker, Talking } from './line.ts';
import { spreadWords, timeWords } from './speech-time.ts';
import type { TimedWord } from './speech-time.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A line of words instead of sound, in virtual time, with what drives its near end. */
export interface TextLine extends Line {
  /** The caller begins to speak now; what it said until now and did not finish is cut off. */
  speak(text: string, durationMs: number): void;
  stopSpeaking(): void;
  key(digit: string): void;
  end(): void;
}

export interface TextLineObserver extends LineObserver {
  /** `words` carry times since the answer. */
  onSays(words: readonly TimedWord[], text: string, speaker: Speaker): void;
  /** What was being said was cut off now. */
  onStopped(): void;
}

/** Less sound than this without words was a click. */
const unclearVoiceMs = 700;

interface Utterance {
  words: TimedWord[];
  startMs: number;
  endMs: number;
}

interface Waiter {
  take: (input: Input | Talking) => void;
  fail: () => void;
  silenceMs: number;
  talkedMs: number | undefined;
  sinceMs: number;
}

interface Speech {
  speaker: Speaker;
  startMs: number;
  keysStop: boolean;
  voiceStops: boolean;
  finish: (how: 'done' | 'interrupted') => void;
}

/** `answeredAtMs` is the clock's time of the answer, from which the line counts. */
export function makeTextLine(options: {
  clock: VirtualClock;
  answeredAtMs: number;
  observer: TextLineObserver;
}): TextLine {
  const { clock, answeredAtMs, observer } = options;
  const now = () => clock.nowMs - answeredAtMs;
  const at = (atMs: number, run: () => void) =>
    clock.at(atMs + answeredAtMs, () => {
      if (!ended) run();
    });
  let ended = false;
  let patienceMs = 800;
  let inputs: Input[] = [];
  let waiter: Waiter | undefined;
  let speech: Speech | undefined;
  /** What the caller said since the last turn was delivered, the last perhaps still being said. */
  let turn: Utterance[] = [];
  let voices: { startMs: number; endMs: number }[] = [];
  const failures = new Set<() => void>();

  const voicedSince = (fromMs: number): number =>
    voices.reduce(
      (sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, now()) - Math.max(startMs, fromMs)),
      0,
    );
  const lastVoiceEnd = () => voices.at(-1)?.endMs ?? -Infinity;
  const speaking = () => lastVoiceEnd() > now();

  const throwIfEnded = () => {
    if (ended) throw new LineEnded();
  };

  const offer = (input: Input | Talking) => {
    if (waiter) {
      const { take } = waiter;
      waiter = undefined;
      take(input);
    } else if (input.type !== 'talking') inputs.push(input);
  };

  const wait = async (silenceMs: number, talkedMs: number | undefined): Promise<Input | Talking> => {
    throwIfEnded();
    const ready = inputs.shift();
    if (ready) return ready;
    return new Promise((resolve, reject) => {
      const fail = () => reject(new LineEnded());
      waiter = { take: resolve, fail, silenceMs, talkedMs, sinceMs: now() };
      checkSilence();
      checkTalking();
    });
  };

  const heardSoFar = (): { text: string; startMs: number; endMs: number; soundMs: number } => {
    const until = now();
    return {
      text: turn
        .flatMap(({ words }) => words)
        .filter((word) => word.endMs <= until)
        .map((word) => word.text)
        .join(' '),
      startMs: turn[0]?.startMs ?? until,
      endMs: Math.min(turn.at(-1)?.endMs ?? until, until),
      soundMs: turn.reduce((sum, { startMs, endMs }) => sum + Math.min(endMs, until) - startMs, 0),
    };
  };

  const deliver = () => {
    if (turn.length === 0 || speaking() || now() - lastVoiceEnd() < patienceMs) return;
    const { text, startMs, endMs, soundMs } = heardSoFar();
    turn = [];
    if (text === '' && soundMs < unclearVoiceMs) return;
    if (text !== '') observer.onHeard({ text, startMs, endMs });
    offer({ type: 'turn', turn: { text, startMs, endMs } });
  };

  const checkTalkedOver = () => {
    if (!speech?.voiceStops || !speaking()) return;
    const over = voicedSince(speech.startMs);
    if (over >= interruptionMs) speech.finish('interrupted');
    else at(now() + interruptionMs - over, checkTalkedOver);
  };

  const checkTalking = () => {
    if (waiter?.talkedMs === undefined || !speaking() || turn.length === 0) return;
    const talked = voicedSince(turn[0]?.startMs ?? now());
    if (talked >= waiter.talkedMs) offer({ type: 'talking' });
    else at(now() + waiter.talkedMs - talked, checkTalking);
  };

  const checkSilence = () => {
    const waiting = waiter;
    if (!waiting) return;
    const quietSince = Math.max(waiting.sinceMs, lastVoiceEnd());
    const left = quietSince + waiting.silenceMs - now();
    if (left <= 0) offer({ type: 'silence' });
    else
      at(now() + left, () => {
        if (waiter === waiting) checkSilence();
      });
  };

  const cutCaller = () => {
    const until = now();
    const last = voices.at(-1);
    if (!last || last.endMs <= until) return;
    last.endMs = until;
    const utterance = turn.at(-1);
    if (utterance) {
      utterance.words = utterance.words.filter((word) => word.endMs <= until);
      utterance.endMs = until;
    }
  };

  return {
    get nowMs() {
      return now();
    },
    get speaking() {
      return speech?.speaker ?? null;
    },
    async say(text, { rate, speaker, keysStop = false, voiceStops = false }) {
      throwIfEnded();
      if (keysStop && inputs.some((input) => input.type === 'key')) return 'interrupted';
      const startMs = now();
      const words = timeWords(text, startMs, rate);
      observer.onSaying(speaker, startMs);
      observer.onSays(words, text, speaker);
      const how = await new Promise<'done' | 'interrupted'>((resolve) => {
        const takeBack = at(words.at(-1)?.endMs ?? startMs, () => speech?.finish('done'));
        speech = {
          speaker,
          startMs,
          keysStop,
          voiceStops,
          finish(result) {
            takeBack();
            speech = undefined;
            if (result === 'interrupted') observer.onStopped();
            resolve(result);
          },
        };
        checkTalkedOver();
      });
      observer.onSaid({ text, startMs, endMs: now(), interrupted: how === 'interrupted', speaker });
      throwIfEnded();
      return how;
    },
    async next(silenceMs) {
      const input = await wait(silenceMs, undefined);
      return input.type === 'talking' ? { type: 'silence' } : input;
    },
    nextOrTalking: wait,
    async pause(ms) {
      throwIfEnded();
      return new Promise((resolve, reject) => {
        const fail = () => reject(new LineEnded());
        failures.add(fail);
        at(now() + ms, () => {
          failures.delete(fail);
          resolve();
        });
      });
    },
    background: (sound: Background) => observer.onSound(sound),
    forget() {
      inputs = [];
      turn = [];
    },
    patience(ms) {
      patienceMs = ms;
    },
    speak(text, durationMs) {
      if (ended) return;
      cutCaller();
      const startMs = now();
      const endMs = startMs + durationMs;
      turn.push({ words: spreadWords(text, startMs, durationMs), startMs, endMs });
      voices = [...voices.slice(-20), { startMs, endMs }];
      at(endMs + patienceMs, deliver);
      checkTalkedOver();
      checkTalking();
    },
    stopSpeaking() {
      if (ended) return;
      cutCaller();
      at(now() + patienceMs, deliver);
    },
    key(digit) {
      at(now(), () => {
        if (speech?.keysStop) speech.finish('interrupted');
        offer({ type: 'key', digit });
      });
    },
    end() {
      if (ended) return;
      const { text, startMs, endMs } = heardSoFar();
      if (text !== '') observer.onHeard({ text, startMs, endMs });
      ended = true;
      speech?.finish('interrupted');
      waiter?.fail();
      waiter = undefined;
      for (const fail of failures) fail();
    },
  };
}
