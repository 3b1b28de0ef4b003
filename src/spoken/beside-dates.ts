import { findSpoken } from './reading.ts';
import type { Span } from './types.ts';

/** "In seven days" says how long, not when. */
export function isSpanOfTime(quote: string): boolean {
  return (
    /\b(?:days?|weeks?|hours?|months?)\b/i.test(quote) &&
    !/\b(?:ago|last|next|this|end|beginning|first|of|from|before)\b/i.test(quote)
  );
}

/** "The check cleared on March 20th, 2026": figures of a date or a sum are no identifier and no code. */
export function isOfDate(text: string, { start, end }: Span, today: string): boolean {
  if (/\d(?:st|nd|rd|th)\b|\$/i.test(text.slice(start, end))) return true;
  return findSpoken('date', text, { today }).some(
    ({ span, quote }) =>
      span.start < end &&
      start < span.end &&
      namesMonth.test(quote) &&
      // "N as in november" spells.
      !/\b(?:as in|like|for)\s+$/i.test(text.slice(0, span.start)),
  );
}

const namesMonth = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)/i;
