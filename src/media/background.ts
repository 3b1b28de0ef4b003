import type { Listening, RecognitionEvent, Word } from '../kernel/speech.ts';
import type { VoiceLevel } from './voice-level.ts';

/**
 * So long behind our last word an echo of it may be placed, by a line's delay and by a busy machine's clocks: an echo of
 * "Is that correct?" must not confirm anything.
 */
const echoDelayMs = 1_500;
/**
 * Who speaks softly for so long in all, with nobody else heard meanwhile, is who we talk to. Soon on hold, where
 * a person who picks up must not be missed; late in conversation, where somebody searches in silence.
 */
const believedMs: Readonly<Record<Listening['to'], number>> = { hold: 5_000, menu: 15_000, person: 15_000 };

interface BackgroundOptions {
  level: VoiceLevel;
  /** What was being heard of us in that stretch of call-clock time, or shortly before. */
  playingText: (startMs: number, endMs: number) => string;
}

/**
 * Keeps what is far softer than the other side's voice from being taken for their words: somebody else in their room,
 * and our own voice coming back, whatever recognition made of it.
 */
export class Background {
  readonly #level: VoiceLevel;
  readonly #playingText: BackgroundOptions['playingText'];
  /** Soft speech since somebody was last heard at their usual level. */
  #softMs = 0;

  constructor({ level, playingText }: BackgroundOptions) {
    this.#level = level;
    this.#playingText = playingText;
  }

  /** The event without soft words; undefined where it only told that somebody began to speak, and softly. */
  without(event: RecognitionEvent, listening: Listening, nowMs: number): RecognitionEvent | undefined {
    switch (event.type) {
      case 'speech_started':
        return this.#level.isSoft({ startMs: event.atMs, endMs: nowMs }) ? undefined : event;
      case 'interim':
      case 'final':
        return this.#withoutWords(event, listening);
      case 'utterance_end':
      case 'reconnecting':
      case 'reconnected':
      case 'failed':
        return event;
    }
  }

  #withoutWords(
    event: Extract<RecognitionEvent, { type: 'interim' | 'final' }>,
    listening: Listening,
  ): RecognitionEvent {
    if (event.words.length === 0) return event;
    const soft = new Set(this.#level.softAmong(event.words));
    const loud = event.words.filter((word) => !soft.has(word));
    if (event.type === 'final' && this.#learn(event.words, loud, listening)) return event;
    if (soft.size === 0) return event;
    return { ...event, words: loud, text: loud.map((word) => word.text).join(' ') };
  }

  /** Takes settled words for what they tell of the line. Returns whether soft ones are believed from here on. */
  #learn(words: readonly Word[], loud: readonly Word[], listening: Listening): boolean {
    const theirs = loud.filter((word) => !this.#besideOurs(word));
    if (loud.length > 0) this.#softMs = 0;
    this.#level.spoken(theirs);
    if (loud.length > 0) return false;
    const alone = words.filter((word) => !this.#besideOurs(word));
    this.#softMs += alone.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    if (this.#softMs < believedMs[listening.to]) return false;
    this.#softMs = 0;
    this.#level.follow(alone);
    return alone.length > 0;
  }

  #besideOurs({ startMs, endMs }: Word): boolean {
    return this.#playingText(startMs - echoDelayMs, endMs) !== '';
  }
}
