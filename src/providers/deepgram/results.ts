import type { RecognitionEvent, Word } from '../../kernel/speech.ts';
import type { ListenMessage, ListenResults } from './listen-messages.ts';

type Interim = Extract<RecognitionEvent, { type: 'interim' }>;

/**
 * Turns one socket's results, in seconds since that socket's first sample, into recognition events on the axis of
 * audio sent since the start. What a final result covered once is never reported again, whichever socket says it.
 */
export class ResultReader {
  readonly #listener: (event: RecognitionEvent) => void;
  #baseMs = 0;
  #coveredMs = 0;
  #interim: Interim | undefined;

  constructor(listener: (event: RecognitionEvent) => void) {
    this.#listener = listener;
  }

  /** A new socket whose first sample stands at `baseMs`. */
  restart(baseMs: number): void {
    this.#baseMs = baseMs;
    this.#coveredMs = Math.max(this.#coveredMs, baseMs);
  }

  /** Reports a message; returns up to where audio is covered for good, where the message says so. */
  read(message: Exclude<ListenMessage, { type: 'Error' }>): number | undefined {
    switch (message.type) {
      case 'SpeechStarted':
        this.#listener({ type: 'speech_started', atMs: this.#axisMs(message.timestamp) });
        return undefined;
      case 'UtteranceEnd':
        this.#listener({
          type: 'utterance_end',
          lastWordEndMs: this.#axisMs(Math.max(0, message.last_word_end)),
        });
        return undefined;
      case 'Metadata':
        return undefined;
      case 'Results':
        if (message.is_final) return this.#final(message);
        this.#interimResult(message);
        return undefined;
    }
  }

  /**
   * Takes the last interim result as final, for a recogniser that does not answer. Should it answer after all, the
   * words told here are left out.
   */
  promoteInterim(): number | undefined {
    const interim = this.#interim;
    if (interim === undefined || interim.text === '') return undefined;
    const { text, words, startMs, endMs } = interim;
    const endOfWordsMs = words.at(-1)?.endMs ?? endMs;
    this.#tellFinal({
      text,
      words,
      startMs,
      endMs: endOfWordsMs,
      confidence: mean(words),
      endOfUtterance: true,
    });
    return endOfWordsMs;
  }

  #interimResult(message: ListenResults): void {
    const told = this.#fresh(message);
    if (told.text === '' && (this.#interim === undefined || this.#interim.text === '')) return;
    this.#interim = {
      type: 'interim',
      text: told.text,
      words: told.words,
      startMs: told.startMs,
      endMs: told.endMs,
    };
    this.#listener(this.#interim);
  }

  #final(message: ListenResults): number {
    const told = this.#fresh(message);
    const endOfUtterance = message.speech_final || message.from_finalize;
    if (told.text !== '' || endOfUtterance) {
      this.#tellFinal({
        ...told,
        confidence: message.channel.alternatives[0]?.confidence ?? 0,
        endOfUtterance,
      });
    } else if (this.#interim !== undefined && this.#interim.text !== '') {
      // What stood there as interim turned out to be nothing.
      this.#listener({ ...this.#interim, text: '', words: [] });
    }
    this.#interim = undefined;
    this.#coveredMs = Math.max(this.#coveredMs, told.endMs);
    return told.endMs;
  }

  #tellFinal(final: Omit<Extract<RecognitionEvent, { type: 'final' }>, 'type'>): void {
    this.#interim = undefined;
    this.#coveredMs = Math.max(this.#coveredMs, final.endMs);
    this.#listener({ type: 'final', ...final });
  }

  /** The result on our axis, without words that were told before. */
  #fresh(message: ListenResults): { text: string; words: Word[]; startMs: number; endMs: number } {
    const alternative = message.channel.alternatives[0];
    const words: Word[] = (alternative?.words ?? []).map((word) => ({
      text: word.punctuated_word ?? word.word,
      startMs: this.#axisMs(word.start),
      endMs: this.#axisMs(word.end),
      confidence: word.confidence,
    }));
    const fresh = words.filter((word) => (word.startMs + word.endMs) / 2 >= this.#coveredMs);
    const endMs = this.#axisMs(message.start + message.duration);
    const startMs = Math.max(this.#axisMs(message.start), Math.min(this.#coveredMs, endMs));
    const whole = fresh.length === words.length && (words.length > 0 || endMs > this.#coveredMs);
    const text = whole ? (alternative?.transcript ?? '').trim() : fresh.map((word) => word.text).join(' ');
    return { text, words: fresh, startMs, endMs };
  }

  #axisMs(seconds: number): number {
    return Math.round(this.#baseMs + seconds * 1000);
  }
}

function mean(words: readonly Word[]): number {
  if (words.length === 0) return 0;
  return words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
}
