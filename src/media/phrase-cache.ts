import type { SayClause, Synthesizer } from '../kernel/speech.ts';
import { bytesPerMs, mulawSilence } from './mulaw.ts';
import type { SpeakClause } from './playback.ts';
import { SharedSpeech } from './shared-speech.ts';
import { trimmed } from './trim.ts';

/** Between the single words of an identifier: as long as a careful speaker pauses. */
const betweenPartsMs = 60;
/** After the last part, and one that ends in punctuation: a group of characters is over and may be written down. */
const afterGroupMs = 300;
/** Parts that are being made while earlier ones are spoken. */
const partsAhead = 3;

export interface CachedSynthesizer {
  /** The audio of one clause: from the cache where that is allowed, streamed where it is not there yet. */
  speakClause: SpeakClause;
}

/**
 * Keeps scripted phrases and the single words that identifiers are made of, so that they are synthesised once. What
 * is sensitive is never kept, its parts only where they are mere spelling. `maxBytes` bounds the audio kept; the longest unused goes first.
 */
export function makeCachedSynthesizer(
  synthesizer: Synthesizer,
  options: {
    maxBytes: number;
    /** Whether words are mere spelling ("four", "C as in Charlie"), which tells nothing about anybody by itself. */
    isSpelling: (words: string) => boolean;
  },
): CachedSynthesizer {
  const kept = new Map<string, SharedSpeech>();

  function phrase(text: string): SharedSpeech {
    const known = kept.get(text);
    if (known !== undefined && !known.failed) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    // Made to the end whoever stops listening: the next call wants it too.
    const made = new SharedSpeech(synthesizer.speak(text, new AbortController().signal));
    kept.set(text, made);
    const forget = () => {
      if (kept.get(text) === made) kept.delete(text);
    };
    void made.whole().then((audio) => {
      if (audio.length === 0) forget();
      evict();
    }, forget);
    return made;
  }

  function evict(): void {
    let bytes = 0;
    for (const speech of kept.values()) bytes += speech.bytes;
    for (const [text, speech] of kept) {
      if (bytes <= options.maxBytes) break;
      if (!speech.finished) continue;
      kept.delete(text);
      bytes -= speech.bytes;
    }
  }

  async function* speakParts(
    clause: SayClause,
    parts: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, void> {
    const spoken = parts.map((part) => part.trim()).filter((part) => part !== '');
    const made: SharedSpeech[] = [];
    const make = (index: number) => {
      const part = spoken[index];
      if (part === undefined) return undefined;
      const keep = !clause.sensitive || options.isSpelling(part);
      return (made[index] ??= keep ? phrase(part) : new SharedSpeech(synthesizer.speak(part, signal)));
    };
    for (const [index, part] of spoken.entries()) {
      // Parts that will be wanted soon start being made; a failure shows when their turn comes.
      for (let soon = index; soon < index + partsAhead; soon += 1) make(soon);
      const audio = trimmed((await make(index)?.whole()) ?? new Uint8Array(0));
      // The reader may have gone while this was made.
      if (signal.aborted) return;
      yield audio;
      const groupEnds = index === spoken.length - 1 || /[.,;:]$/.test(part);
      yield silence(groupEnds ? afterGroupMs : betweenPartsMs);
    }
  }

  return {
    speakClause(clause: SayClause, signal: AbortSignal) {
      if (clause.parts !== undefined && clause.parts.length > 0)
        return speakParts(clause, clause.parts, signal);
      if (clause.sensitive) return synthesizer.speak(clause.text, signal);
      return phrase(clause.text.trim()).read(signal);
    },
  };
}

function silence(ms: number): Uint8Array {
  return new Uint8Array(ms * bytesPerMs).fill(mulawSilence);
}
