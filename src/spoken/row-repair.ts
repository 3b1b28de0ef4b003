import { type Char, type Row, spell } from './chars.ts';

/**
 * `instead` is what follows a value that was denied ("not six six one, six six two"), `again` what is said again
 * without a repair ("that's five five, seven").
 */
export type Segment = {
  chars: Char[];
  how: 'first' | 'repair' | 'pause' | 'again' | 'restart' | 'instead';
  denied?: readonly Char[];
};

/** How far back a repair can reach, and how much of it is compared: bounds the work on any input. */
export const REPAIR_WINDOW = 48;

const MOST_VARIANTS = 4;

/** Adds characters to others; a plain loop, for a row may be longer than a call may have arguments. */
function append(chars: Char[], more: readonly Char[]): void {
  for (const one of more) chars.push(one);
}

function commonPrefix(a: readonly Char[], from: number, b: readonly Char[]): number {
  let n = 0;
  while (n < REPAIR_WINDOW && n < b.length && from + n < a.length && a[from + n]?.char === b[n]?.char) n++;
  return n;
}

/** Where what follows a repair begins the same way as something said before: there the speaker took it up again. */
function takenUpAt(before: readonly Char[], after: readonly Char[]): number | undefined {
  let best: number | undefined;
  let bestLength = 1;
  const consider = (at: number): void => {
    const length = commonPrefix(before, at, after);
    const better =
      length > bestLength || (length === bestLength && best !== undefined && distance(at) < distance(best));
    if (better) {
      best = at;
      bestLength = length;
    }
  };
  const distance = (at: number): number => Math.abs(before.length - at - after.length);
  consider(0);
  for (let at = Math.max(1, before.length - REPAIR_WINDOW); at < before.length; at++) consider(at);
  return best;
}

/** As long as the end of what was said and for the most part the same: that is what it replaces. */
export function resembles(before: readonly Char[], after: readonly Char[]): boolean {
  if (after.length < 2 || after.length > before.length || after.length > REPAIR_WINDOW) return false;
  const from = before.length - after.length;
  const same = after.filter((one, n) => before[from + n]?.char === one.char).length;
  return same * 2 >= after.length;
}

/** The group after the repair is the last group before it with most of its characters right; returns its length. */
function groupSaidAgain(before: readonly Char[], after: readonly Char[]): number | undefined {
  const length = firstGroup(after);
  const from = before.length - length;
  if (length < 2 || from < 0 || (from > 0 && before[from]?.pause !== true)) return undefined;
  return resembles(before, after.slice(0, length)) ? length : undefined;
}

/** Characters up to the first pause; all of them where every one stands alone. */
function firstGroup(chars: readonly Char[]): number {
  let n = 1;
  while (n < chars.length && n < REPAIR_WINDOW && chars[n]?.pause !== true) n++;
  const alone = n === 1 && chars.slice(1, REPAIR_WINDOW).every((one) => one.pause);
  return alone ? chars.length : Math.min(n, chars.length);
}

/** Somewhere in what was said, character for character. */
export function isSaidIn(before: readonly Char[], chars: readonly Char[]): boolean {
  return spell(before.slice(-REPAIR_WINDOW)).includes(spell(chars));
}

/** Where the last breath of what was said begins; nothing where its characters stand alone. */
function lastBreath(before: readonly Char[]): number | undefined {
  const least = Math.max(0, before.length - REPAIR_WINDOW);
  let at = before.length - 1;
  while (at > least && before[at]?.pause !== true) at--;
  if (at < 0) return undefined;
  // One figure is a breath only where those before it were said in groups.
  return at === before.length - 1 && before[at - 1]?.pause !== false ? undefined : at;
}

/** How many letters begin at a place. */
function lettersAt(chars: readonly Char[], from: number): number {
  let at = from;
  while (at < chars.length && /[A-Z]/.test(chars[at]?.char ?? '')) at++;
  return at - from;
}

/** How many characters at the end of what was said a repair may replace, likeliest first. */
function replacedCounts(before: readonly Char[], after: readonly Char[], isRepair: boolean): number[] {
  const counts: number[] = [];
  // "Three oh four, six two three, four oh four, no, sorry, three oh four, six two three, oh four four": all of it again.
  if (isRepair && after.length === before.length && commonPrefix(before, 0, after) > 2)
    counts.push(before.length);
  const first = firstGroup(after);
  const taken = takenUpAt(before, after);
  const takenFar = taken !== undefined && commonPrefix(before, taken, after) > 2;
  // "Four four one, no, seven, one nine oh": one figure by itself stands for the one before it.
  const alike = /\d/.test(before.at(-1)?.char ?? '') === /\d/.test(after[0]?.char ?? '');
  // "Four four seven one nine, that's C four four seven one nine": all of it again, with what was left out.
  if (
    before.length > 2 &&
    before.length < after.length &&
    after.length <= REPAIR_WINDOW &&
    spell(after).endsWith(spell(before))
  )
    counts.push(before.length);
  if (isRepair && first === 1 && after.length > 1 && alike && !takenFar) counts.push(1);
  const group = groupSaidAgain(before, after);
  if (group !== undefined) counts.push(group);
  if (taken !== undefined) counts.push(before.length - taken);
  // "Nine three, I mean, nine two two": a breath that was broken off begins again.
  const breath = lastBreath(before);
  // "M five, I mean, one, two, point, seven": figures do not take the letters in front with them.
  const figures = !after.some((one) => /[A-Z]/.test(one.char));
  const kept = figures && breath !== undefined ? lettersAt(before, breath) : 0;
  const spent = breath === undefined ? 0 : before.length - breath - kept;
  const again = breath !== undefined && before[breath]?.char === after[0]?.char && spent > 1;
  if (spent > 0 && (again ? spent <= first : isRepair && spent < first)) counts.push(spent);
  if (!isRepair) return counts;
  if (resembles(before, after)) counts.push(after.length);
  if (figures && /[A-Z]/.test(before[0]?.char ?? '') && after.length >= before.length) counts.push(1);
  counts.push(first < after.length ? first : after.length, after.length, 1);
  return counts;
}

/** Characters that count for the length of a value. */
function sizeOf(chars: readonly Char[]): number {
  return chars.filter((one) => one.char !== '-').length;
}

/** The likeliest repair that leaves a value as long as it should be; else the one that makes it so. */
function fittingCount(
  before: readonly Char[],
  after: readonly Char[],
  counts: readonly number[],
  lengths: readonly number[],
): number | undefined {
  const size = sizeOf(after);
  const likely = counts.find((count) =>
    lengths.includes(size + sizeOf(before.slice(0, before.length - count))),
  );
  const sum = sizeOf(before) + size;
  return likely ?? lengths.map((length) => sum - length).find((count) => count > 0 && count <= before.length);
}

function applyRepair(
  before: Char[],
  segment: Segment,
  lengths: readonly number[] | undefined,
  variants: Char[][],
): void {
  const after = segment.chars;
  if (after.length === 0) return;
  const reach = Math.max(0, before.length - REPAIR_WINDOW);
  const found =
    segment.denied === undefined ? -1 : spell(before.slice(reach)).lastIndexOf(spell(segment.denied));
  const denied = found < 0 ? -1 : reach + found;
  if (segment.how === 'restart') before.length = 0;
  else if (segment.denied !== undefined && denied >= 0) {
    // "C four four seven one nine oh, not four four seven, four four eight": in the middle just as much is replaced.
    const rest = after.length === segment.denied.length ? before.slice(denied + after.length) : [];
    before.length = denied;
    append(before, after);
    append(before, rest);
    return;
  } else {
    const isRepair = segment.how === 'repair' || segment.how === 'instead';
    const counts = replacedCounts(before, after, isRepair).map((count) => Math.min(count, before.length));
    const fitting =
      lengths === undefined || counts.length === 0 ? undefined : fittingCount(before, after, counts, lengths);
    const chosen = fitting ?? counts[0] ?? 0;
    if (variants.length < MOST_VARIANTS && before.length < REPAIR_WINDOW && after.length < REPAIR_WINDOW) {
      const others = segment.how === 'again' ? [...counts, 0] : counts;
      for (const count of new Set(others))
        if (count !== chosen) variants.push([...before.slice(0, before.length - count), ...after]);
    }
    before.length -= chosen;
  }
  for (const one of after) before.push(one);
}

/** Figures said again in one breath beyond where the first time stopped; groups of three that are alike do not. */
function runsOn(chars: readonly Char[], at: number): boolean {
  if (chars[at]?.pause !== true) return false;
  if (chars.length === at * 2) return at >= 4;
  return at >= 3 && chars[at * 2]?.pause === false && chars.slice(1, at).some((one) => !one.pause);
}

/** "C four four, C four four seven": the beginning said again; returns where the second start is. */
function repeatedStart(chars: readonly Char[]): number | undefined {
  for (let at = 2; at <= REPAIR_WINDOW && at * 2 <= chars.length; at++) {
    if (chars[at]?.char !== chars[0]?.char) continue;
    const letter = /[A-Z]/.test(chars[0]?.char ?? '');
    const least =
      chars.length === at * 2 ? 4 : chars[at]?.pause === true && chars[1]?.pause === false ? 2 : 3;
    const enough = letter ? at >= least : runsOn(chars, at);
    if (enough && commonPrefix(chars, at, chars.slice(0, at)) === at) return at;
  }
  return undefined;
}

/** What was replaced is said once more, and perhaps goes on: nothing was corrected. */
function saysAgain(tail: readonly Char[], replaced: number, after: readonly Char[]): boolean {
  const said = tail.slice(-replaced);
  return said.length === replaced && said.every((one, n) => after[n]?.char === one.char);
}

export function assemble(
  segments: Segment[],
  start: number,
  end: number,
  open: boolean,
  lengths: readonly number[] | undefined,
): Row {
  const chars: Char[] = [];
  const variants: Char[][] = [];
  let corrected = false;
  let unrepaired: Char[] | undefined;
  const final = segments.findLast((segment) => segment.chars.length > 0);
  for (const segment of segments) {
    if (segment.chars.length === 0) continue;
    if (segment.how === 'first' || chars.length === 0) {
      append(chars, segment.chars);
      if (segment.how === 'instead') corrected = true;
    } else {
      const { length } = chars;
      const tail = segment.how === 'again' ? chars.slice(-REPAIR_WINDOW) : [];
      // Only with the last of them is the value whole, so that its length says something.
      applyRepair(chars, segment, segment === final ? lengths : undefined, variants);
      const replaced = length + segment.chars.length - chars.length;
      if (replaced > 0 && !saysAgain(tail, replaced, segment.chars)) corrected = true;
    }
  }
  const asExpected = lengths?.includes(chars.length) === true;
  const again = asExpected ? undefined : repeatedStart(chars);
  if (again !== undefined) {
    if (chars.length < 100) unrepaired = [...chars];
    if (again * 2 < chars.length) corrected = true;
    chars.splice(0, again);
  }
  return { chars, start, end, open, corrected, unrepaired, variants: variants.slice(0, MOST_VARIANTS) };
}
