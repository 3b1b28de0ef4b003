import type { Utterance } from './marks.ts';

/** A hedge belongs to the next value of its sentence, or where none follows to the one before it. */
export function hedgedValues(
  utterance: Utterance,
  values: readonly (readonly [number, number])[],
): boolean[] {
  const hedged = values.map(() => false);
  let next = 0;
  for (const hedge of utterance.hedges) {
    while (next < values.length && (values[next]?.[1] ?? 0) <= hedge) next++;
    const following = values[next];
    if (following !== undefined && !stopsBetween(utterance, hedge, following[0])) hedged[next] = true;
    else {
      const before = values[next - 1];
      if (before !== undefined && !stopsBetween(utterance, before[1], hedge)) hedged[next - 1] = true;
    }
  }
  return hedged;
}

function stopsBetween(utterance: Utterance, from: number, to: number): boolean {
  if (to - from > 30) return true;
  for (let at = from + 1; at <= to; at++) if (utterance.tokens[at]?.stop === true) return true;
  return false;
}
