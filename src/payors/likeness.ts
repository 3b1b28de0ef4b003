import { sql, type RawBuilder } from 'kysely';

/** Below it names have a syllable in common and nothing else. */
export const leastLikeness = 0.35;

/** A part of a name is a little less than the name. */
const ofPart = 0.95;

/**
 * How like a name of the directory (`payor_aliases.alias`) is to a normalised one, 0 to 1: three letters at a time over
 * the whole name, or over the part of it that is nearest. 1 is the same name.
 */
export function likeness(wanted: string): RawBuilder<number> {
  return sql<number>`greatest(
    similarity(payor_aliases.alias, ${wanted}),
    ${ofPart}::real * strict_word_similarity(${wanted}, payor_aliases.alias)
  )`;
}
