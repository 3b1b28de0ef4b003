import { setImmediate as afterMicrotasks } from 'node:timers/promises';
import { emptyVerdict, notePhase, observe, playCall } from './call-flow.ts';
import { makeDisclosureWatch } from './disclosures.ts';
import type { Speaker } from './line.ts';
import { seedOf } from './random.ts';
import { casesOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { TimedWord } from './speech-time.ts';
import { makeTextLine } from './text-line.ts';
import type { CallVerdict } from './verdict.ts';
import { makeVirtualClock } from './virtual-clock.ts';

/** What the far end does. Times are milliseconds since the call was placed. */
export type FarEvent =
  | { type: 'answered'; atMs: number }
  | { type: 'rejected'; atMs: number; cause: 'busy' | 'no-answer' | 'failed' }
  /** An utterance begins; words with the times at which each is said. */
  | {
      type: 'says';
      atMs: number;
      endMs: number;
      text: string;
      words: readonly TimedWord[];
      speaker: Speaker;
    }
  /** What it was saying was cut off here: words that end later were not said. */
  | { type: 'stopped'; atMs: number }
  /** Tones (a beep, a fax machine) are told as music: a sound that is no speech. */
  | { type: 'sound'; atMs: number; sound: 'silence' | 'music' | 'ringback' | 'fax' }
  | { type: 'hung_up'; atMs: number; by: 'payor' | 'dropped' };

/** A call to the simulated payor in text and virtual time. */
export interface TextCall {
  /** Milliseconds since the call was placed. */
  readonly nowMs: number;
  /** When the far end acts next by itself; Infinity while it only waits for the caller. */
  nextAtMs(): number;
  /** Lets time pass until `atMs`; resolves with what happened, in order, when all of it has settled. */
  advance(atMs: number): Promise<readonly FarEvent[]>;
  /** The caller begins to say this now and will be done after `durationMs`; heard progressively. */
  speak(text: string, durationMs: number): void;
  /** The caller falls silent now: the far end heard only the words up to here. */
  stopSpeaking(): void;
  press(keys: string): void;
  hangUp(): void;
  readonly verdict: CallVerdict;
}

/**
 * The payor of this scenario, called. Nothing waits on a real clock and nothing is left to chance: the same scenario,
 * seed and acts of the caller give the same call.
 */
export function makeTextCall(
  scenario: Scenario,
  options: { shortHolds?: boolean | undefined; seed?: number | undefined } = {},
): TextCall {
  const clock = makeVirtualClock();
  const verdict = emptyVerdict(
    { callSid: 'text', to: scenario.payor.phoneNumber, from: scenario.task.practice.phone },
    scenario,
  );
  const watch = makeDisclosureWatch(casesOf(scenario).map(({ task }) => task));
  verdict.disclosures = watch.disclosures;
  let happened: FarEvent[] = [];
  let state: 'ringing' | 'live' | 'ended' = 'ringing';
  const tell = (event: FarEvent) => happened.push(event);
  const emit = () => undefined;
  const answeredAtMs = scenario.line.ringMs;
  const noted = observe({ verdict, watch, emit, nowMs: () => line.nowMs });
  const line = makeTextLine({
    clock,
    answeredAtMs,
    observer: {
      ...noted,
      onSound(sound) {
        noted.onSound(sound);
        tell({
          type: 'sound',
          atMs: clock.nowMs,
          sound: sound === 'beep' ? 'music' : sound,
        });
      },
      onSays(said, text, speaker) {
        const words = said.map((word) => ({
          text: word.text,
          startMs: word.startMs + answeredAtMs,
          endMs: word.endMs + answeredAtMs,
        }));
        const endMs = words.at(-1)?.endMs ?? clock.nowMs;
        tell({ type: 'says', atMs: clock.nowMs, endMs, text, words, speaker });
      },
      onStopped: () => tell({ type: 'stopped', atMs: clock.nowMs }),
    },
  });

  const end = (by: NonNullable<CallVerdict['endedBy']>) => {
    if (state === 'ended') return;
    const answered = state === 'live';
    state = 'ended';
    verdict.endedBy = by;
    verdict.durationMs = answered ? line.nowMs : 0;
    if (answered) {
      verdict.speakingAtEnd = line.speaking;
      line.end();
    }
    if (by === 'payor' || by === 'dropped') tell({ type: 'hung_up', atMs: clock.nowMs, by });
  };

  const pickUp = () => {
    if (state !== 'ringing') return;
    const how = scenario.line.answer;
    if (how !== 'answer') {
      tell({ type: 'rejected', atMs: clock.nowMs, cause: how });
      end('rejected');
      return;
    }
    state = 'live';
    verdict.answeredAfterMs = answeredAtMs;
    tell({ type: 'answered', atMs: clock.nowMs });
    playCall({
      scenario,
      line,
      verdict,
      watch,
      shortHolds: options.shortHolds ?? false,
      seed: options.seed ?? seedOf(scenario.title),
      emit,
      end,
    });
  };

  notePhase(verdict, emit, 'ringing', 0);
  clock.at(answeredAtMs, pickUp);
  return {
    get nowMs() {
      return clock.nowMs;
    },
    nextAtMs: () => (state === 'ended' ? Infinity : clock.nextAtMs()),
    async advance(atMs) {
      await afterMicrotasks();
      while (clock.step(atMs)) await afterMicrotasks();
      clock.moveTo(atMs);
      const events = happened;
      happened = [];
      return events;
    },
    speak(text, durationMs) {
      if (state === 'live') line.speak(text, durationMs);
    },
    stopSpeaking() {
      if (state === 'live') line.stopSpeaking();
    },
    press(keys) {
      if (state !== 'live') return;
      for (const digit of keys.replace(/[^0-9*#]/gu, '')) {
        verdict.keys.push({ digit, atMs: line.nowMs });
        watch.key(digit, line.nowMs);
        line.key(digit);
      }
    },
    hangUp: () => end('caller'),
    verdict,
  };
}
