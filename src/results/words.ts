import type { TranscriptWord } from '../kernel/result.ts';
import type { Word } from '../kernel/speech.ts';

export interface Utterance {
  text: string;
  startMs: number;
  endMs: number;
  /** As they were recognised; left out for our own. */
  words?: readonly Word[] | undefined;
}

/**
 * The words of an utterance with their times in whole milliseconds: as they were recognised, or, where they were not
 * or do not make up the text, spread over its time.
 */
export function wordsOf({ text, startMs, endMs, words = [] }: Utterance): TranscriptWord[] {
  const spoken = text.split(/\s+/).filter((word) => word !== '');
  if (words.length > 0 && words.map((word) => word.text).join(' ') === spoken.join(' '))
    return words.map((word) => ({
      text: word.text,
      startMs: Math.round(word.startMs),
      endMs: Math.round(word.endMs),
      confidence: word.confidence,
      estimated: false,
    }));
  return spread(spoken, startMs, endMs);
}

/** Each word takes a part of the time as long as it is written, with one character more for the pause after it. */
function spread(spoken: readonly string[], startMs: number, endMs: number): TranscriptWord[] {
  const whole = spoken.reduce((sum, word) => sum + word.length + 1, 0);
  let before = 0;
  const at = (characters: number) => Math.round(startMs + ((endMs - startMs) * characters) / whole);
  return spoken.map((text) => {
    const from = at(before);
    before += text.length + 1;
    return { text, startMs: from, endMs: at(before), confidence: null, estimated: true };
  });
}
