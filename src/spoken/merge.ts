import { isCarrier, MOST_BETWEEN_REPAIRED, onlyCarriers } from './carriers.ts';
import type { Utterance } from './marks.ts';
import { isNamedAgain } from './named-again.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { SpokenKind, SpokenValue } from './types.ts';

export type Merged<K extends SpokenKind> = {
  match: Match<K>;
  pieces: Match<K>[];
  corrected: boolean;
  from: number;
  clarified?: boolean;
};

/** A repair stands between two matches with nothing but carriers beside it. */
function isRepairBetween(utterance: Utterance, from: number, found: { start: number; end: number }): boolean {
  const { tokens } = utterance;
  const to = found.start;
  const between = utterance.text.slice(tokens[from - 1]?.end ?? 0, tokens[to]?.start ?? 0);
  if (isNamedAgain(between)) return false;
  // "sixty visits, sorry, sixteen visits": the noun is said again.
  const again = tokens[found.end]?.word;
  let repaired = false;
  for (let at = from; at <= to; at++) {
    if (utterance.breaks[at] !== undefined) repaired = true;
    if (at < to && !isCarrier(utterance, at) && tokens[at]?.word !== again) return false;
    if (at - from > MOST_BETWEEN_REPAIRED) return false;
  }
  return repaired;
}

/** Where "not" stands in front of a value ("not forty", "not the third"); a hedge between them is another matter. */
export function denialOf<K extends SpokenKind>(utterance: Utterance, found: Match<K>): number | undefined {
  const { tokens, hedges } = utterance;
  const before = beforeArticle(tokens, found.start);
  if (tokens[before]?.word !== 'not') return undefined;
  return hedges.includes(found.start) ? undefined : before;
}

/** The word in front of a value, or of its article. */
function beforeArticle(tokens: Utterance['tokens'], start: number): number {
  return /^(the|a|an)$/.test(tokens[start - 1]?.word ?? '') ? start - 2 : start - 1;
}

/** "Two were approved instead of four", "rather than the four". */
function isReplaced<K extends SpokenKind>({ tokens }: Utterance, { start }: Match<K>): boolean {
  const before = beforeArticle(tokens, start);
  const words = `${tokens[before - 1]?.word ?? ''} ${tokens[before]?.word ?? ''}`;
  return words === 'instead of' || words === 'rather than';
}

/** "not forty, fifty", "fifty, not forty": a value that is denied beside the one that is meant. */
function isDenied<K extends SpokenKind>(
  utterance: Utterance,
  found: Match<K>,
  next: Match<K> | undefined,
  last: Match<K> | undefined,
): boolean {
  if (isReplaced(utterance, found)) return true;
  const not = denialOf(utterance, found);
  if (not === undefined) return false;
  if (next !== undefined && insteadOf(utterance, found, next)) return true;
  return last !== undefined && onlyCarriers(utterance, last.end, not);
}

function insteadOf<K extends SpokenKind>(utterance: Utterance, denied: Match<K>, found: Match<K>): boolean {
  return onlyCarriers(utterance, denied.end, found.start);
}

/** What is denied is what was said before it: "forty, no, not forty, fifty". */
function restates<K extends SpokenKind>(
  reader: Reader<K>,
  utterance: Utterance,
  last: Match<K>,
  denied: Match<K>,
): boolean {
  const same = reader.same ?? ((a: SpokenValue<K>, b: SpokenValue<K>) => a === b);
  const not = denialOf(utterance, denied) ?? denied.start;
  if (!onlyCarriers(utterance, last.end, not)) return false;
  return utterance.breaks[not] !== undefined || same(last.value, denied.value);
}

export function merge<K extends SpokenKind>(
  reader: Reader<K>,
  matches: readonly Match<K>[],
  context: Context,
): Merged<K>[] {
  const merged: Merged<K>[] = [];
  let denied: Match<K> | undefined;
  for (const [n, found] of matches.entries()) {
    const last = merged[merged.length - 1];
    if (isDenied(context.utterance, found, matches[n + 1], last?.match)) {
      denied = found;
      continue;
    }
    const instead = denied;
    denied = undefined;
    if (instead !== undefined && insteadOf(context.utterance, instead, found)) {
      const again = last !== undefined && restates(reader, context.utterance, last.match, instead);
      const revised = reader.revise?.(instead, found, context);
      const one = { match: revised ?? found, pieces: [found], corrected: true, from: found.start };
      if (again) merged[merged.length - 1] = { ...one, from: last.from };
      else merged.push(one);
      continue;
    }
    if (last === undefined) {
      merged.push({ match: found, pieces: [found], corrected: false, from: found.start });
      continue;
    }
    if (isRepairBetween(context.utterance, last.match.end, found)) {
      const revised = reader.revise?.(last.match, found, context);
      const match = revised ?? found;
      const kept = revised === undefined ? [found] : [...last.pieces, found];
      merged[merged.length - 1] = { match, pieces: kept, corrected: true, from: last.from };
      continue;
    }
    const followed = reader.follow?.(last.match, found, context) ?? found;
    merged.push({ match: followed, pieces: [followed], corrected: false, from: found.start });
  }
  return merged.map((one) => {
    const finished = reader.finish === undefined ? one.match : reader.finish(one.match, context);
    return { ...one, match: finished ?? { ...one.match, partial: true } };
  });
}
