import { findSpoken } from './reading.ts';
import type { Found, SpokenOptions } from './types.ts';

type Amount = Found<'money'>;

/** Here one amount ends and another begins, though both could be read as one: "five thousand with two thousand met". */
const newAmount =
  /(,\s+and\b|\bwith\b|[–—]|(?<!hundred|thousand|dollars?|\bcents?)\s+and\b(?!.*\bcents?\b))/i;

/**
 * The amounts of a sentence in which several things are told, each of its own breath, in integer cents. Alternatives
 * begin with the reading in which the last two figures are cents, where the words leave that open.
 */
export function findAmounts(text: string, options: SpokenOptions = {}): Amount[] {
  let start = 0;
  return text.split(newAmount).flatMap((piece, index) => {
    const at = start;
    start += piece.length;
    if (index % 2 === 1) return [];
    const amounts = findSpoken('money', piece, options).filter((found) => !isOtherWord(piece, found));
    return joined(amounts, piece, options).map((found) => ({
      ...moved(found, at),
      alternatives: [...centsIn(found), ...found.alternatives],
    }));
  });
}

/** The words leave open whether their last two figures are cents: "one hundred twelve". */
export function endsInCents(found: Pick<Amount, 'value' | 'quote' | 'alternatives'>): boolean {
  return centsIn(found).length > 0;
}

/** "It all went two the deductible": before an article it was a "to" or a "for", whatever was recognised. */
function isOtherWord(text: string, { span, quote }: Pick<Amount, 'span' | 'quote'>): boolean {
  return (
    /^(?:two|four)$/i.test(quote) && /^\s+(?:the|a|an|his|her|their|your|our)\b/i.test(text.slice(span.end))
  );
}

const repair = /\b(?:sorry|no|wait|actually|correction|mean)\b,?/gi;

/** Cents that were torn from their dollars behind a repair: what follows the repair is read by itself. */
function joined(found: readonly Amount[], text: string, options: SpokenOptions): Amount[] {
  return found.flatMap((one) => {
    const before = text.slice(0, one.span.start);
    if (!/dollars?\s+and\s+$/i.test(before)) return [one];
    const from = [...before.matchAll(repair)].at(-1);
    if (from === undefined) return [];
    const start = from.index + from[0].length;
    return findSpoken('money', text.slice(start), options)
      .filter(({ span }) => span.end + start >= one.span.end)
      .slice(0, 1)
      .map((again) => ({ ...moved(again, start), corrected: true }));
  });
}

/** "One hundred twelve" without a word for dollars may be a hundred dollars and twelve cents, "seven fifty" $7.50. */
function centsIn({ value, quote, alternatives }: Pick<Amount, 'value' | 'quote' | 'alternatives'>): number[] {
  if (/dollar|cent|\$|\./i.test(quote)) return [];
  const tail = (value / 100) % 100;
  const isJoined = /(?:hundred|thousand)\s+(?!and\b)[a-z]/i.test(quote) && value % 100 === 0 && tail !== 0;
  if (isJoined) return [value - tail * 100 + tail];
  const hundredth = value / 100;
  return alternatives.includes(hundredth) && hundredth >= 300 ? [hundredth] : [];
}

function moved(found: Amount, by: number): Amount {
  const shift = ({ start, end }: { start: number; end: number }) => ({ start: start + by, end: end + by });
  return { ...found, span: shift(found.span), spans: found.spans.map(shift) };
}
