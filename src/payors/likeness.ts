import { sql, type RawBuilder } from 'kysely';

/** Below it names have a syllable in common and nothing else. */
export const leastLikeness = 0.35;

/** A part of a name is a little less than the name. */
const ofPart = 0.95;

/** What somebody began to write, of a name or of one of its words, is at least half of it. */
const ofBeginning = 0.5;

/**
 * How like a name of the directory (`payor_aliases.alias`) is to a normalised one, 0 to 1: three letters at a time over
 * the whole name, or over the part of it that is nearest; or how much of it has been written. 1 is the same name.
 */
export function likeness(wanted: string): RawBuilder<number> {
  return sql<number>`greatest(
    similarity(payor_aliases.alias, ${wanted}),
    ${ofPart}::real * strict_word_similarity(${wanted}, payor_aliases.alias),
    case when ' ' || payor_aliases.alias like '% ' || ${wanted} || '%'
      then ${ofBeginning}::real + (1 - ${ofBeginning}::real) * length(${wanted}) / length(payor_aliases.alias)
      else 0 end
  )`;
}
