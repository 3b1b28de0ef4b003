import { overlaps } from './words.ts';
import type { Span } from './words.ts';

/** Words in a clause that say something of a value beside them: whose it is, or what of it. */
export interface Mark extends Span {
  meaning: string;
}

/** What a value's surroundings say of it in one respect. */
export interface Bound {
  mark: Mark;
  /** The words could as well belong to the value on their other side. */
  unsure: boolean;
  /** What stands before a value that is then told more of: "she owes thirty, that's all copay". */
  whole?: Mark | undefined;
}

/** "One fifty was the allowed amount": what a value is of stands close behind it. */
const subjectReach = 48;
/** "Two thousand of the individual out of pocket maximum has been met": what is said of it may stand further off. */
export const aspectReach = 80;

/**
 * Gives each mark to the value that it belongs to: the one before it ("eight twenty-five met") or behind it ("met eight
 * twenty-five"), by what stands between, else by the side that this clause puts its marks on. Values in order, not
 * overlapping; a mark inside a value that was put right belongs to that value, and one that names it ("…, that's the
 * member number") before all others.
 */
export function bind(
  clause: string,
  values: readonly (Span & { corrected?: boolean })[],
  marks: readonly Mark[],
  reach = subjectReach,
): (Bound | undefined)[] {
  const kept = longest(marks);
  const leads = kept.some(({ end }) => values[0] !== undefined && end <= values[0].start);
  const trails = kept.some(({ start }) => start >= (values.at(-1)?.end ?? clause.length));
  const before: Bound[][] = values.map(() => []);
  const behind: Bound[][] = values.map(() => []);
  const named: (Bound | undefined)[] = values.map(() => undefined);
  for (const mark of kept) {
    const inside = values.findIndex((value) => overlaps(value, mark));
    if (inside >= 0) {
      // Behind a repair the new words count; else words of the value itself count only where no others stand beside it.
      if (values[inside]?.corrected === true) before[inside]?.push({ mark, unsure: false });
      else behind[inside]?.unshift({ mark, unsure: false });
      continue;
    }
    const next = values.findIndex(({ start }) => start >= mark.end);
    const previous = next < 0 ? values.length - 1 : next - 1;
    const after = values[previous];
    const ahead = values[next];
    const reaches = after !== undefined && mark.start - after.end <= reach;
    if (after !== undefined && isDenied(clause, after, mark)) {
      named[previous] ??= { mark, unsure: false };
      continue;
    }
    if (after !== undefined && reaches && naming.test(clause.slice(after.end, mark.start))) {
      const isMore = tellsMore.test(clause.slice(after.end, mark.start));
      named[previous] ??= { mark, unsure: false, whole: isMore ? before[previous]?.at(-1)?.mark : undefined };
      continue;
    }
    if (opensNext(clause, mark)) {
      if (ahead !== undefined) before[next]?.push({ mark, unsure: false });
      continue;
    }
    if (after !== undefined && isAttributive(clause, after, mark)) {
      behind[previous]?.push({ mark, unsure: false });
      continue;
    }
    const unsureBehind = after !== undefined && anew.test(clause.slice(after.end, mark.start));
    if (ahead === undefined) {
      if (reaches) behind[previous]?.push({ mark, unsure: unsureBehind });
      continue;
    }
    const between = clause.slice(mark.end, ahead.start);
    const isOver =
      (follows.test(between) && kept.some(isRightBehind(ahead))) ||
      (conjunction.test(between.trim()) && kept.some(isSaidOf(ahead, clause)));
    if (after === undefined || !reaches) {
      if (!isOver) before[next]?.push({ mark, unsure: false });
      continue;
    }
    if (isOver) {
      behind[previous]?.push({ mark, unsure: unsureBehind });
      continue;
    }
    const costBehind = distance(clause.slice(after.end, mark.start), 'behind');
    const costBefore = distance(clause.slice(mark.end, ahead.start), 'before');
    const tie = costBehind === costBefore;
    const isAhead = tie && pointsAhead.test(clause.slice(mark.start, mark.end));
    const isBefore = tie ? isAhead || leads || !trails : isOnSide(costBehind, costBefore, leads, trails);
    const unsure = tie && leads === trails && !isAhead;
    if (isBefore) before[next]?.push({ mark, unsure });
    else behind[previous]?.push({ mark, unsure: unsure || unsureBehind });
  }
  return values.map((_, index) => named[index] ?? before[index]?.at(-1) ?? behind[index]?.[0]);
}

/**
 * "The reference for it is T W three three one, that's the authorization number", "…, but ninety-eight is what we allow":
 * so a value is told from what it seemed.
 */
const naming =
  /^[\s,;:–—-]*(?:(?:for|on|to) (?:the )?(?:patient|member)[\s,;:–—-]+)?(?:[a-z]+[\s,;:–—-]+(?=(?:no|sorry|oops|wait|my bad|excuse me|actually|i mean)\b))?(?:(?:no|oh|sorry|oops|wait|my bad|excuse me|actually|i mean|hold on)[\s,;:–—-]+)*(?:and |but |so )?(?:that['’]?s|that is|that was|that would be|this is|which is)\s+(?:(?:actually|just|really|only|all)\s+)?(?:what(?:['’]?s| is| was| has been| have been|) )?(?:(?:we|the|your|her|his|their|our|my|an?)\s+)?$|^\s*(?:is|was)\s+(?:just |all )?what\s+(?:we|they|you|he|she|it|the (?:plan|patient|member))(?:['’](?:d|ll|ve))?\s+$/i;

/** "All coinsurance, no deductible": of what there is none stands right behind. */
function isDenied(clause: string, { start, end }: Span, mark: Span): boolean {
  return (
    /^(?:no|(?:isn['’]?t|is not|not) an?y?)$/i.test(clause.slice(start, end)) &&
    clause.slice(end, mark.start).trim() === ''
  );
}

/** Of these words for it nothing is taken back. */
const tellsMore =
  /^[\s,;:–—-]*(?:dollars?\s*)?(?:(?:for|on|to) (?:the )?(?:patient|member)\s*)?[,;]?\s*(?:and )?(?:that['’]?s|that is|this is|which(?: is|['’]?s))\s+(?:(?:just|only|all)\s+)?(?:(?:the|her|his|their|an?)\s+)?$/i;
const untilNow = /^(?:so far|(?:(?:year|up) )?to (?:date|now|this point))$/i;
const subject =
  /^[\s,]*(?:he|she|they|we|it|(?:he|she|it)['’]s|(?:they|we)['’]ve|theyre|(?:the )?(?:member|patient|family))\b/i;
/** "How many he's used" asks, or tells what nobody knows. */
const indirect = /\bhow (?:much|many)\b[^.,;]{0,30}$/i;
const isHowMuch = /(?:\b(?:is|was)|['’]s)\s+(?:about\s+)?how (?:much|many)\b[^.,;]{0,30}$/i;

/**
 * "Six thousand, year to date they have accumulated fourteen hundred": said of what comes next, if anything does, and
 * of nothing before.
 */
function opensNext(clause: string, { start, end }: Span): boolean {
  const ahead = clause.slice(0, start);
  if (indirect.test(ahead)) return !isHowMuch.test(ahead);
  return untilNow.test(clause.slice(start, end)) && subject.test(clause.slice(end));
}

/** "A one thousand dollar deductible": one thing by its amount, whatever is told behind it. */
function isAttributive(clause: string, value: Span, mark: Span): boolean {
  return (
    /dollar$/i.test(clause.slice(value.start, value.end)) &&
    /^\s*(?:(?:individual|family|annual|yearly|in network)\s+)*$/i.test(clause.slice(value.end, mark.start))
  );
}

/** "They've satisfied it, so there's zero left": what follows from it has words of its own behind it. */
const follows =
  /(?:,\s*(?:and )?|\s)so(?:\s+(?:there|that|it|he|she|they|you|we)|\s*$)|\bthere(?:['’]?s| is| are)\s*$/i;
const rightBehind = 3;

function isRightBehind({ end }: Span): (mark: Mark) => boolean {
  return ({ start }) => start >= end && start - end <= rightBehind;
}

/** "…, and the deductible counts toward it": something new is told there, and of the value before it only perhaps. */
const anew =
  /(?:[,;:–—]\s*|\s)(?:and|but|so|then|while|plus|also)\s+(?:then\s+)?(?:the|that|we|he|he['’]s|she|she['’]s|they|they['’]ve|there|there['’]s|family|individual|for)\b(?!\s+(?:is|was|that['’]s)\s+(?:all|the|his|her|just|for)\b)/i;

/** "It was approved, and four have been used": behind a conjunction a value that has words of its own is not of the words before. */
function isSaidOf({ end }: Span, clause: string): (mark: Mark) => boolean {
  return ({ start }) => start >= end && distance(clause.slice(end, start), 'behind') < word;
}

/** Of marks that overlap, the longer ones. */
function longest(marks: readonly Mark[]): Mark[] {
  const length = ({ start, end }: Span) => end - start;
  return marks
    .filter((one) => !marks.some((other) => overlaps(other, one) && length(other) > length(one)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

const links =
  /^[\s,:-]*(?:is|was|are|were|has been|have been|being|for|of|at|to|on|in|as|a|per|with the|about)(?![a-z'])/i;
const breaks =
  /[,;:–—]|(?<![a-z'])(?:and|but|with|then|plus|also|the|it|it's|its|they|we|he|she|he's|she's|they've|you|there|there's|that|patient|member|a|an|so|our|their|his|her)(?![a-z'])/gi;
const linked = 0.25;
const pause = 2;
const word = 0.5;

/** "May first through July thirty-first": a preposition is of what stands behind it. */
const pointsAhead = /(?:^|\s)(?:through|thru|to|until|till|from|since|by)$/i;
/** "Fifteen if they go to primary care": the case that a value is of stands behind it. */
const ofCase =
  /^\s*(?:dollars\s+)?(?:if|when|for when|whenever)\s+(?:it['’]?s|it is|that['’]?s|they|they['’]re|he|he['’]s|she|she['’]s|you|you['’]re|the (?:patient|member))(?:\s+[a-z]+){0,3}\s*$/i;
/** "Eighty-seven hundred, and so far they have four fifty": what follows a conjunction begins something new. */
const conjunction = /^[\s,;:]*(?:and|but|then|plus)$/i;

/** "She's met all of her individual, one thousand": how much of it, and the value is told behind. */
const allOfIt =
  /^\s*(?:all|(?:the )?(?:whole|full|entire|total)(?: (?:thing|amount))?)(?: of)?(?: (?:it|that|the|his|her|their))?(?![a-z])/i;

/** A clause that puts its first mark before its value, and none behind the last, goes on so while nothing parts them. */
function isOnSide(costBehind: number, costBefore: number, leads: boolean, trails: boolean): boolean {
  if (leads && !trails && costBefore <= linked) return true;
  if (trails && !leads && costBehind <= linked) return false;
  return costBefore < costBehind;
}

/** How much stands between a value and words: nothing, a link ("is", "of"), or a new beginning. */
function distance(between: string, side: 'before' | 'behind'): number {
  const text = (side === 'before' ? between.replace(allOfIt, '') : between).trim();
  if (text === '') return 0;
  if (side === 'behind' && links.test(between) && !/[,;]/.test(between)) return linked;
  if (side === 'behind' && ofCase.test(between)) return linked;
  const isPlain =
    side === 'before' &&
    /^(?:it (?:is|was|would be)|(?:that|there|on (?:it|that)) (?:is|was)|there['’]s|that['’]s|amount|date|number|dollars?|percent|of|is|was|are|were|for|at|to|on|in|about|equals|that|be|would be|will be|as|by|it's|its|has|have|been|\s|[:=-])+$/i.test(
      text,
    );
  if (isPlain) return linked;
  const stops = (text.match(breaks) ?? []).length + (side === 'behind' && conjunction.test(text) ? 1 : 0);
  return stops * pause + text.split(/\s+/).length * word;
}
