import { aspectReach, bind } from './bind.ts';
import type { Bound } from './bind.ts';
import type { GroundContext } from './found.ts';
import { marksOf, nameMarks, subjectMarks } from './value-marks.ts';
import type { ValueType } from './value-marks.ts';
import type { Cluster } from './value-readings.ts';
import { places } from './words.ts';
import type { Heard } from './words.ts';

/** A value with all that its surroundings say of it. */
export interface Placed {
  cluster: Cluster;
  subject: Bound | undefined;
  /** All that the subject's words can mean: fields may share them. */
  meanings: readonly string[];
  facets: Record<string, string>;
  unsure: boolean;
  /** It stands behind a repair, with no word of its own. */
  repairs: boolean;
}

export function place(
  clause: string,
  heard: Heard,
  clusters: readonly Cluster[],
  type: ValueType,
  context: GroundContext,
): Placed[] {
  const { script } = context;
  const { facets } = script.grounding;
  const named = subjectMarks(heard, type, script);
  const subjects = bind(clause, clusters, named);
  const others = facets
    .filter(({ subject }) => !subject)
    .map((facet) => ({
      facet,
      bound: bind(
        clause,
        clusters,
        [...marksOf(heard, facet.values), ...nameMarks(heard, facet.values, context)],
        aspectReach,
      ),
    }));
  const repairs = places(heard, script.reflexes.repair);
  const placed = clusters.map((cluster, index): Placed => {
    const subject = subjects[index];
    const own = others.flatMap(({ facet, bound }) => {
      const found = bound[index];
      return found === undefined ? [] : [{ name: facet.name, found }];
    });
    const from = clusters[index - 1]?.end ?? 0;
    return {
      cluster,
      subject,
      meanings: named
        .filter(({ start, end }) => start === subject?.mark.start && end === subject.mark.end)
        .map(({ meaning }) => meaning),
      facets: Object.fromEntries(own.map(({ name, found }) => [name, found.mark.meaning])),
      unsure: subject?.unsure === true || own.some(({ found }) => found.unsure),
      repairs:
        subject === undefined && repairs.some(({ start, end }) => start >= from && end <= cluster.start),
    };
  });
  for (const { facet, bound } of others)
    if (facet.whole !== undefined) partsOfWholes(clause, placed, facet, bound);
  return placed;
}

/** "Eight twenty-five of fifteen hundred has been met": the second value is the whole, what is said of it the first's. */
function partsOfWholes(
  clause: string,
  placed: readonly Placed[],
  { name, whole }: { name: string; whole?: string | undefined },
  bound: readonly (Bound | undefined)[],
): void {
  placed.forEach((part, index) => {
    const total = placed[index + 1];
    if (total === undefined || whole === undefined) return;
    const between = clause.slice(part.cluster.end, total.cluster.start);
    if (
      !/^\s*(?:dollars\s+)?(?:out\s+)?of\s+(?:(?:the|a|an|his|her|their|your|that|its?)\s+)?$/i.test(between)
    )
      return;
    const said = bound[index + 1];
    const aspect = part.facets[name] ?? said?.mark.meaning;
    if (aspect !== undefined) part.facets[name] = aspect;
    total.facets[name] = whole;
    part.subject ??= total.subject;
  });
}
