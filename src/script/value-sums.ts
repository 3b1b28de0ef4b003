import type { CallScript } from './call-script.ts';
import { ofOthers } from './value-placed.ts';
import type { Placed } from './value-placed.ts';

/** "One forty less twenty": what stands between two numbers of which a third is made. */
const operator =
  /^\s*(?:dollars?|bucks|percent)?[\s,]*(?:and then |and )?(?:less|minus|plus|take away|subtract(?:ing)?|times|multiplied by|divided by)\s+(?:(?:the|a|an|his|her|their|your|that|our)\s+)?$/i;
/** "…is one twenty", "…so one twenty": behind these stands what was made of them. */
const makes =
  /\b(?:is|are|was|leaves|leaving|equals?|makes?|making|comes|gives?|gets|that['’]?s|that is|so|for|total(?:s|ing)?)\b/i;
/** "One hundred twenty after two forty of sequestration": what came off before. */
const comesOff = /\bafter\s+(?:(?:the|a|an|his|her|their|your|that|our)\s+)?$/i;
/** "Sixty dollars a unit". */
const isRate =
  /^\s*(?:dollars?|bucks)?[\s,]*(?:(?:an?|per|each|for each|for every|for one)\s+(?:unit|hour|line|session|visit|day|treatment|service|item|mile|dose|vial|code|quarter hour)\b|apiece\b|each(?!\s+(?:of|line|code|claim)\b))/i;

/**
 * What an amount is reckoned from is not what it is: "one forty less twenty is one twenty", "sixty a unit, two units, a
 * hundred twenty". Where nobody says what it makes, it is a guess.
 */
export function reckoned(clause: string, placed: readonly Placed[], script: CallScript): Placed[] {
  const between = (index: number) =>
    clause.slice(placed[index]?.cluster.end ?? 0, placed[index + 1]?.cluster.start ?? clause.length);
  const isMade = (from: number) =>
    placed
      .slice(from + 1)
      .some((_, step) => makes.test(between(from + step)) && placed[from + step + 1] !== undefined);
  return placed.map((one, index) => {
    const [isLeft, isRight] = [
      operator.test(between(index)) && index + 1 < placed.length,
      index > 0 && operator.test(between(index - 1)),
    ];
    if (isLeft || isRight) {
      const result = isMade(isLeft ? index + 1 : index);
      if (one.subject === undefined && result) return ofOthers(one);
      return isLeft ? { ...one, unsure: true } : one;
    }
    // "…minus twenty leaves one twenty": what is left of the sum, and to nobody.
    const isRest =
      index > 1 && operator.test(between(index - 2)) && /^\s*leaves\s+$/i.test(between(index - 1));
    if (isRest) return { ...one, subject: undefined, meanings: [] };
    if (index > 0 && one.subject === undefined && comesOff.test(between(index - 1))) return ofOthers(one);
    if (!isOfPlan(script) && isRate.test(clause.slice(one.cluster.end)))
      return index + 1 < placed.length ? ofOthers(one) : { ...one, unsure: true };
    return one;
  });
}

/**
 * Whether amounts are a plan's, told apart by what they are of. They are charged by the visit ("thirty a visit"), "in
 * total" is said of the whole there, "a year" of a limit.
 */
export function isOfPlan({ fields }: CallScript): boolean {
  return fields.some(({ type, facets }) => type === 'money' && Object.keys(facets).length > 0);
}
