import type { HeardTurn } from '../kernel/speech.ts';
import type { TurnState } from './turn-state.ts';
import { lastWordEndMs, textOf, wordsOf } from './turn-state.ts';

/** The turn that is being said, as far as it has come; undefined where nobody is speaking. Its words may still change. */
export function turnSoFar({ open, told }: TurnState): HeardTurn | undefined {
  if (open === undefined) return undefined;
  const words = wordsOf(open);
  return {
    id: `t${told + 1}`,
    text: textOf(words),
    words,
    startMs: open.startMs,
    endMs: lastWordEndMs(open),
    confidence: words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length),
    overlapped: open.overlapped,
  };
}
