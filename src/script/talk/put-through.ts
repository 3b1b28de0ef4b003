import type { HeardTurn } from '../../kernel/speech.ts';
import { clausesOf, hear, wordCount } from '../words.ts';
import type { Span } from '../words.ts';

/** "Please hold" and "one moment" are still theirs who put us through. */
const newVoiceWords = 6;

/** "I am transferring you. You have reached the claims team …": what follows without a pause is somebody else's. */
export function behindTransfer(turn: HeardTurn, spans: readonly Span[]): HeardTurn | undefined {
  const last = spans.at(-1);
  const next = clausesOf(turn.text).find(({ start }) => last !== undefined && start >= last.end);
  if (next === undefined || wordCount(hear(turn.text.slice(next.start))) < newVoiceWords) return undefined;
  const said = turn.text
    .slice(0, next.start)
    .split(/\s+/)
    .filter((word) => word !== '').length;
  const words = turn.words.slice(said);
  return {
    ...turn,
    text: turn.text.slice(next.start).trim(),
    words,
    startMs: words[0]?.startMs ?? turn.startMs,
  };
}
