import type { Clock, Timer } from '../../kernel/clock.ts';
import type { RecognitionEvent, Word } from '../../kernel/speech.ts';
import type { FarEvent } from '../../sandbox/payor/text-call.ts';
import type { Random } from '../random.ts';
import type { HeardWord } from './noise.ts';
import { nonsense } from './noise.ts';

/** Results lag so far behind the sound. */
const lagMs = 300;
const interimEveryMs = 500;
/** That there is a voice at all is told this soon. */
const voiceMs = 150;
/** Silence after which a segment is settled, as the product asks for. */
const endpointingMs = 300;
const utteranceEndMs = 1_000;
/** Long speech is settled piece by piece. */
const longestSegmentMs = 6_000;
/** An asked-for result comes at once. */
const finalizeMs = 150;
/** On music a word or two are "recognised" about so often. */
const nonsenseEveryMs = 45_000;

interface Segment {
  words: Word[];
  shown: boolean;
  /** The segment ends because somebody stopped, not because it became long. */
  pause: boolean;
  timer: Timer | undefined;
}

type Says = Extract<FarEvent, { type: 'says' }>;

export interface RecogniserOptions {
  clock: Clock;
  random: Random;
  mishear: (word: string) => HeardWord;
  listener: (event: RecognitionEvent) => void;
}

/** A recogniser's results for words that come with their times: lagging interim results, then final ones. */
export class SimulatedRecogniser {
  readonly #options: RecogniserOptions;
  #open: Segment[] = [];
  #nonsense: Timer | undefined;
  #closed = false;

  constructor(options: RecogniserOptions) {
    this.#options = options;
  }

  says(event: Says): void {
    const words = event.words.flatMap((word) => {
      const heard = this.#options.mishear(word.text);
      return heard.text === ''
        ? []
        : [{ text: heard.text, startMs: word.startMs, endMs: word.endMs, confidence: heard.confidence }];
    });
    for (const segment of segmentsOf(words)) {
      this.#open.push(segment);
      const first = segment.words[0];
      if (first === undefined) continue;
      this.#at(first.startMs + voiceMs, () => {
        if (this.#open.includes(segment) && segment.words.length > 0)
          this.#options.listener({ type: 'speech_started', atMs: first.startMs });
      });
      const untilMs = endOf(segment.words) + endpointingMs;
      for (let atMs = first.endMs + lagMs; atMs < untilMs; atMs += interimEveryMs)
        this.#at(atMs, () => this.#interim(segment));
      this.#settleAfterWords(segment);
    }
  }

  /** What is being said was cut off at `atMs`. */
  stopped(atMs: number): void {
    for (const segment of this.#open) {
      segment.words = segment.words.filter((word) => word.endMs <= atMs);
      segment.pause = true;
      this.#settleAfterWords(segment);
    }
  }

  finalize(): void {
    const { clock } = this.#options;
    this.#at(clock.now() + finalizeMs, () => {
      for (const segment of [...this.#open])
        if (segment.shown && endOf(segment.words) <= clock.now()) this.#settle(segment);
    });
  }

  music(on: boolean): void {
    const { clock, random } = this.#options;
    this.#nonsense?.cancel();
    this.#nonsense = undefined;
    if (!on || this.#closed) return;
    this.#nonsense = clock.after(nonsenseEveryMs * (0.4 + 1.2 * random()), () => {
      this.#hum();
      this.music(true);
    });
  }

  close(): void {
    this.#closed = true;
    this.#nonsense?.cancel();
  }

  #hum(): void {
    const { clock, random, listener } = this.#options;
    const startMs = clock.now() - 700;
    const texts = nonsense(random);
    const confidence = 0.35 + 0.35 * random();
    const words = texts.map((text, index) => ({
      text,
      startMs: startMs + index * 250,
      endMs: startMs + index * 250 + 220,
      confidence,
    }));
    const endMs = endOf(words);
    listener({
      type: 'final',
      text: texts.join(' '),
      words,
      startMs,
      endMs,
      confidence,
      endOfUtterance: true,
    });
  }

  #settleAfterWords(segment: Segment): void {
    segment.timer?.cancel();
    const wait = segment.pause ? endpointingMs + lagMs / 3 : lagMs;
    segment.timer = this.#at(endOf(segment.words) + wait, () => this.#settle(segment));
  }

  #interim(segment: Segment): void {
    if (!this.#open.includes(segment)) return;
    const heardMs = this.#options.clock.now() - lagMs;
    const words = segment.words.filter((word) => word.endMs <= heardMs);
    if (words.length === 0) return;
    segment.shown = true;
    this.#options.listener({ type: 'interim', ...spanOf(words) });
  }

  #settle(segment: Segment): void {
    if (!this.#open.includes(segment)) return;
    const { clock, listener } = this.#options;
    this.#open = this.#open.filter((other) => other !== segment);
    segment.timer?.cancel();
    const { words } = segment;
    if (words.length === 0) {
      // What was shown is taken back.
      if (segment.shown)
        listener({ type: 'interim', text: '', words: [], startMs: clock.now(), endMs: clock.now() });
      return;
    }
    const span = spanOf(words);
    const next = this.#open[0]?.words[0]?.startMs ?? Infinity;
    const endOfUtterance = segment.pause && next > span.endMs + endpointingMs;
    const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
    listener({ type: 'final', ...span, confidence, endOfUtterance });
    this.#at(span.endMs + utteranceEndMs, () => {
      const spoken = this.#open[0]?.words[0]?.startMs ?? Infinity;
      if (spoken > clock.now()) listener({ type: 'utterance_end', lastWordEndMs: span.endMs });
    });
  }

  #at(atMs: number, run: () => void): Timer {
    const { clock } = this.#options;
    return clock.after(atMs - clock.now(), () => {
      if (!this.#closed) run();
    });
  }
}

function endOf(words: readonly Word[]): number {
  return words.at(-1)?.endMs ?? 0;
}

function spanOf(words: readonly Word[]): {
  text: string;
  words: readonly Word[];
  startMs: number;
  endMs: number;
} {
  return {
    text: words.map((word) => word.text).join(' '),
    words,
    startMs: words[0]?.startMs ?? 0,
    endMs: endOf(words),
  };
}

/** Cut where the speaker pauses, and where it goes on for long. */
function segmentsOf(words: readonly Word[]): Segment[] {
  const segments: Segment[] = [];
  let current: Word[] = [];
  const close = (pause: boolean) => {
    if (current.length > 0) segments.push({ words: current, shown: false, pause, timer: undefined });
    current = [];
  };
  for (const word of words) {
    const last = current.at(-1);
    if (last !== undefined && word.startMs - last.endMs > endpointingMs) close(true);
    else if (word.endMs - (current[0]?.startMs ?? word.endMs) > longestSegmentMs) close(false);
    current.push(word);
  }
  close(true);
  return segments;
}
