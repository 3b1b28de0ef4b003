import type { Bound } from './bind.ts';
import type { CallScript } from './call-script.ts';
import type { GroundContext } from './found.ts';
import { ofOthers } from './value-placed.ts';
import type { Placed } from './value-placed.ts';
import type { Span } from './words.ts';

type Facet = CallScript['grounding']['facets'][number];

/** Between a part and its whole: "eight twenty-five of his fifteen hundred". */
const ofWhole = /^\s*(?:dollars\s+)?(?:out\s+)?of\s+(?:(?:the|a|an|his|her|their|your|that|its?)\s+)?$/i;

/** "Eight twenty-five of fifteen hundred has been met": the second value is the whole, what is said of it the first's. */
export function partsOfWholes(
  clause: string,
  placed: Placed[],
  facet: Facet,
  bound: readonly (Bound | undefined)[],
  context: GroundContext,
): void {
  const { name, whole } = facet;
  placed.forEach((part, index) => {
    const total = placed[index + 1];
    if (total === undefined || whole === undefined) return;
    if (!ofWhole.test(clause.slice(part.cluster.end, total.cluster.start))) return;
    const said = part.facets[name] ?? bound[index + 1]?.mark.meaning;
    part.subject ??= total.subject;
    const kinds = kindsOf(facet, context);
    part.facets[name] = said ?? kinds[0] ?? whole;
    // "Four of twenty": a part, but of which kind nobody says.
    if (said === undefined && kinds.length !== 1) part.unsure = true;
    // "We approved eight of sixteen": what the eight are, the sixteen are not.
    if (said === whole) placed[index + 1] = ofOthers(total);
    else total.facets[name] = whole;
  });
}

/** What a part can be: what was asked for, else of all kinds what is told of a whole most of all. */
function kindsOf({ name, values, whole }: Facet, { script, asked }: GroundContext): readonly string[] {
  const wanted = script.fields
    .filter((field) => asked.includes(field.name))
    .flatMap(({ facets }) => facets[name] ?? [])
    .filter((kind) => kind !== whole);
  return wanted.length > 0
    ? [...new Set(wanted)]
    : values.map(({ value }) => value).filter((kind) => kind !== whole);
}

/** Words that make a statement of their own of what stands behind another value. */
const ownStatement =
  /\b(?:an?|the|is|are|was|were|has|have|had|be|been|with|leaves|leaving|left|got|gets?|gave|gives?|gone|put|allow(?:s|ed)?|shows?|see|used?|met|needs?|owes?)\b|['’](?:s|ve|d)\b/i;

/** "Yours was one oh six of that": what stands before it is the sum of several. */
const ofThat = /^\s*(?:dollars?\s+)?(?:out\s+)?of\s+(?:that|it|this)\b/i;

/** Values that may share what was said of the one before them, or may themselves be shared. */
export function doubtShared(clause: string, placed: readonly Placed[], facets: readonly Facet[]): void {
  placed.forEach((one, index) => {
    const before = placed[index - 1];
    if (before === undefined) return;
    const between = clause.slice(before.cluster.end, one.cluster.start);
    // "She's met two hundred, and the family four hundred": met as well, or all of it.
    const mayShare = facets.some(
      ({ name, whole }) =>
        whole !== undefined &&
        one.facets[name] === undefined &&
        (before.facets[name] ?? whole) !== whole &&
        !ownStatement.test(between.replace(/\b(?:the )?(?:family|individual|household)\b/gi, '')),
    );
    if (mayShare) one.unsure = true;
    if (
      one.subject === undefined &&
      facets.every(({ whole }) => whole === undefined) &&
      ofThat.test(clause.slice(one.cluster.end))
    )
      before.unsure = true;
  });
}

/** "We paid eighty percent of one fifty": what a share is taken of. */
export function isBase(clause: string, { start }: Span): boolean {
  return /(?:\bpercent|%|\bhalf|\bquarter|\bthird)\s+of\s+(?:(?:the|that|a|an)\s+)?$/i.test(
    clause.slice(0, start),
  );
}

/** "Twenty percent until the out of pocket is met, then zero": what is paid from then on is nothing of what is met. */
export function isOnceMet(clause: string, { cluster }: Pick<Placed, 'cluster'>): boolean {
  return /\b(?:until|till|once|after|when)\b[^.]*\b(?:met|satisfied|reached|hit|maxed(?: out)?)\b[\s,]*(?:and |but )?(?:then|after that|from (?:then|there) on|it['’]?s|it is)\s+(?:it['’]?s |it is |it goes to |there['’]?s |at |just )*$/i.test(
    clause.slice(0, cluster.start),
  );
}

/** "Zero dollars, all applied to the deductible": all of it is the deductible's, and so the zero is not. */
const allOfIt =
  /\b(?:all|everything|the whole (?:thing|amount)|the (?:full|entire) amount)\b[^.,;]{0,30}\b(?:to|toward|towards)\s+(?:(?:the|his|her|their)\s+)?$/i;

export function isOfTheRest(clause: string, { cluster, subject }: Placed): boolean {
  return (
    subject !== undefined &&
    cluster.readings.every(({ value }) => value.value === 0) &&
    allOfIt.test(clause.slice(0, subject.mark.start))
  );
}

/** "No auth for the first thirty visits", "over twenty visits it's needed": where something begins, and no number of them. */
export function isThreshold(clause: string, { start, end }: Span): boolean {
  const ahead = clause.slice(0, start);
  if (/\b(?:first|initial)\s+$/i.test(ahead)) return true;
  const beyond =
    /(?<!\b(?:not|no|never|go)\s)\b(?:over|beyond|past|after|exceeding|more than)\s+(?:the\s+)?$/i;
  return beyond.test(ahead) && /^\s*(?:visits|sessions|treatments|units)\b/i.test(clause.slice(end));
}

/** "Today is June first": the day of the call is nobody's date. */
export function isOfToday(clause: string, { start, end }: Span): boolean {
  const said = today.exec(clause.slice(0, end))?.[1];
  return said !== undefined && said.length <= end - start;
}

const today = /\btoday(?:['’]?s date(?: is|['’]s)?|['’]?s| is)\s+(?:the\s+)?([a-z0-9].*)$/i;
