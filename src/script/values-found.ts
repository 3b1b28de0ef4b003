import { findSpoken } from '../spoken/index.ts';
import type { Found, SpokenKind, SpokenOptions } from '../spoken/index.ts';
import type { ValueInText } from './found.ts';

/** The values of a spoken kind in a text. */
export function find(kind: SpokenKind, text: string, options: SpokenOptions): ValueInText[] {
  return findSpoken(kind, text, options).map(inText);
}

/** What was found of a spoken kind, as a value that stands in a text. */
export function inText({ value, span, quote, hedged, corrected, alternatives }: Found): ValueInText {
  return { value, start: span.start, end: span.end, quote, hedged, corrected, others: alternatives };
}

/** "Oh hold on": no zero by itself. */
export function isExclamation(quote: string): boolean {
  return /^(?:oh|o)$/i.test(quote.trim());
}
