import type { Utterance } from './marks.ts';
import type { Span } from './types.ts';

/** The stretches of text that some tokens cover, interrupted where a filler was taken out. */
export function spansBetween(utterance: Utterance, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let start = -1;
  let end = -1;
  for (let at = from; at < to; at++) {
    const token = utterance.tokens[at];
    if (token === undefined) break;
    if (start >= 0 && utterance.cut[at] === true) {
      spans.push({ start, end });
      start = -1;
    }
    if (start < 0) start = token.start;
    end = token.end;
  }
  if (start >= 0) spans.push({ start, end });
  return spans;
}
