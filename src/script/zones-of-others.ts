import type { CallScript } from './call-script.ts';
import { pieceAround, saysWhere } from './clause-pieces.ts';
import { places } from './words.ts';
import type { Heard, Span } from './words.ts';
import type { Zone } from './zone.ts';

/**
 * Where a clause speaks of what is not ours: a neighbor's claim, the other office, another payor, some of the plans.
 * Unlike talk of another claim, the next sentence does not go on about it.
 */
export function othersIn(heard: Heard, end: number, { grounding }: CallScript, begun: boolean): Zone[] {
  const ours = places(heard, grounding.own, grounding.here, grounding.settles);
  const untilOurs = (patterns: readonly string[], answers: boolean): Zone[] =>
    places(heard, patterns).map((place) => {
      const back = ours.find(({ start }) => start >= place.end);
      return { start: startOf(heard, place), end: back?.start ?? end, answers, then: back && 'ours' };
    });
  return [
    ...untilOurs(grounding.others, false),
    // Behind other words it is told of beside ours: "you are in network, your Aurora location isn't".
    ...untilOurs(grounding.parts, !begun),
    ...places(heard, grounding.besides).map((place) => ({ ...place, answers: false })),
    ...places(heard, grounding.limits).map(({ start }) => ({
      start: pieceAround(heard.text, start),
      end,
      answers: false,
    })),
  ];
}

/** "Out of network for Doctor Henderson": what stands before it is said of it as well. */
function startOf({ text }: Heard, { start }: Span): number {
  const isWhere = saysWhere.test(text.slice(0, start)) || beginsWhere.test(text.slice(start));
  return isWhere ? pieceAround(text, start) : start;
}

/** "We are secondary for the kids". */
const beginsWhere = /^(?:on|under|with|for|in|by|at)\b/i;
