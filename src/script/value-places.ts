import { isNamedAgain } from '../spoken/index.ts';
import { aspectReach, bind } from './bind.ts';
import type { GroundContext } from './found.ts';
import { marksOf, nameMarks, subjectMarks } from './value-marks.ts';
import {
  doubtShared,
  isBase,
  isOfToday,
  isOfTheRest,
  isOnceMet,
  isThreshold,
  partsOfWholes,
} from './value-parts.ts';
import { ofOthers } from './value-placed.ts';
import type { Placed } from './value-placed.ts';
import { reckoned } from './value-sums.ts';
import { inTotal } from './value-totals.ts';
import type { ValueType } from './value-marks.ts';
import type { Cluster } from './value-readings.ts';
import { overlaps, places } from './words.ts';
import type { Heard, Span } from './words.ts';

const mentions = /\b(?:includ(?:es?|ing)|counting|on top of|apart from|besides)\b/i;

export function place(
  clause: string,
  heard: Heard,
  clusters: readonly Cluster[],
  type: ValueType,
  context: GroundContext,
): Placed[] {
  const { script } = context;
  const { facets } = script.grounding;
  // "Once the deductible's done we pay ninety": when something is so, and nothing of it.
  const conditions = places(heard, script.grounding.granted);
  const isOfCondition = ({ start, end }: Span) =>
    conditions.some((condition) => condition.start < start && end <= condition.end);
  // "Once the five hundred deductible is met" tells how much it is.
  const holdsValue = ({ start, end }: Span) =>
    conditions.some(
      (one) => one.start < start && end <= one.end && clusters.some((value) => overlaps(value, one)),
    );
  const named = subjectMarks(heard, type, script).filter((mark) => !isOfCondition(mark) || holdsValue(mark));
  const subjects = bind(clause, clusters, named);
  // "No copay for the PCP": what is said of a value may stand behind its subject.
  const wholes = clusters.map((cluster, index) => {
    const mark = subjects[index]?.mark;
    const isJoined = mark !== undefined && /^\s*$/.test(clause.slice(cluster.end, mark.start));
    return isJoined && mark.start >= cluster.end ? { ...cluster, end: mark.end } : cluster;
  });
  const others = facets
    .filter(({ subject }) => !subject)
    .map((facet) => {
      const marks = [...marksOf(heard, facet.values), ...nameMarks(heard, facet.values, context)];
      const own = marks.filter((mark) => !isOfCondition(mark));
      return { facet, bound: bind(clause, wholes, own, aspectReach) };
    });
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
        subject === undefined &&
        repairs.some(({ start, end }) => start >= from && end <= cluster.start) &&
        !isNamedAgain(clause.slice(from, cluster.start)),
      aside: mentions.test(clause.slice(from, cluster.start)),
    };
  });
  for (const { facet, bound } of others)
    if (facet.whole !== undefined) partsOfWholes(clause, placed, facet, bound, context);
  doubtShared(clause, placed, facets);
  const made = type === 'money' ? reckoned(clause, placed, script) : placed;
  const own = inTotal(clause, made, type, script);
  const free = own.map((one) =>
    isOfTheRest(clause, one) ? { ...one, subject: undefined, meanings: [] } : one,
  );
  return free.map((one) =>
    isBase(clause, one.cluster) ||
    isOnceMet(clause, one) ||
    (type === 'date' && isOfToday(clause, one.cluster)) ||
    (type === 'integer' && isThreshold(clause, one.cluster))
      ? ofOthers(one)
      : one,
  );
}
