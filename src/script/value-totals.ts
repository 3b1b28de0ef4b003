import type { CallScript } from './call-script.ts';
import type { ValueType } from './value-marks.ts';
import { ofOthers } from './value-placed.ts';
import type { Placed } from './value-placed.ts';
import { isOfPlan } from './value-sums.ts';

const counted = '(?:dollars?|bucks|units?|visits?|sessions?|treatments?|days?|hours?)';
/** "Four in all": behind these stands nothing more to add. */
const isTotal = new RegExp(
  `^\\s*(?:${counted}\\s+)?(?:in (?:all|total)|all told|altogether|all together|total|combined)\\b`,
  'i',
);
/** "Four units a visit", "two visits a week". */
const isRate = new RegExp(
  `^\\s*(?:${counted}\\s+)?(?:an?|per|each|every)\\s+(?:visit|session|treatment|day|week|month|hour)\\b`,
  'i',
);
const unitBehind = new RegExp(`^\\s*(?:(?:approved|more|total)\\s+)?(${counted})\\b`, 'i');
const makes = /\b(?:so|making|makes|total(?:s|ing)?|that['’]?s|comes? to|brings?)\b/i;
/** "There is one, it's fifteen hundred": no amount is one dollar without being called so. */
const isPronoun = /^one$/i;
const isUnit = /^\s*(?:dollars?|bucks?|hundred|thousand|percent)\b/i;
/** "Forty-eight units, which is like twelve visits": the same once more, counted in another way. */
const converts =
  /(?:\b(?:which|that)(?:['’]s| is| would be| makes| comes to| works out to)|\bor|\bso)(?: (?:like|about|around|roughly|basically|really|just))*\s*$/i;

/**
 * Counts and amounts that are a part of what is told in the end ("two this month, four in all"), how often something is
 * ("four units a visit"), or the same in another unit.
 */
export function inTotal(
  clause: string,
  placed: readonly Placed[],
  type: ValueType,
  script: CallScript,
): Placed[] {
  if (type === 'money') {
    const amounts = placed.map((one) => (isOneOfThem(clause, one) ? leftOut(one) : one));
    return isOfPlan(script) ? summandsLeftOut(clause, amounts) : partsLeftOut(clause, amounts);
  }
  if (type !== 'integer') return [...placed];
  const others = placed.map((one, index) =>
    (placed.length > 1 && !isOfPlan(script) && isRate.test(behind(clause, one))) ||
    isConversion(clause, placed, index)
      ? leftOut(one)
      : one,
  );
  return partsLeftOut(clause, others);
}

/** The talk goes on about what it was about. */
function leftOut(one: Placed): Placed {
  return { ...ofOthers(one), aside: true };
}

function isOneOfThem(clause: string, one: Placed): boolean {
  const { start, end } = one.cluster;
  return isPronoun.test(clause.slice(start, end).trim()) && !isUnit.test(behind(clause, one));
}

function behind(clause: string, { cluster }: Placed): string {
  return clause.slice(cluster.end);
}

function partsLeftOut(clause: string, placed: readonly Placed[]): Placed[] {
  const total = placed.findLastIndex((one, index) => index > 0 && isTotal.test(behind(clause, one)));
  const whole = placed[total];
  if (whole === undefined || Object.keys(whole.facets).length > 0) return [...placed];
  const parts = placed.slice(0, total);
  const isSum = sumOf(parts) === valueOf(whole);
  return placed.map((one, index) => {
    const isBare = one.subject === undefined && Object.keys(one.facets).length === 0;
    return index < total && (isSum || (isBare && whole.subject === undefined)) ? leftOut(one) : one;
  });
}

/** "They had eighteen hundred, and another two hundred just posted, so two thousand even." */
function summandsLeftOut(clause: string, placed: readonly Placed[]): Placed[] {
  const whole = placed.at(-1);
  const parts = placed.slice(0, -1);
  const last = parts.at(-1);
  if (whole === undefined || last === undefined || parts.length < 2) return [...placed];
  const between = clause.slice(last.cluster.end, whole.cluster.start);
  if (!makes.test(between) || sumOf(parts) !== valueOf(whole)) return [...placed];
  return [...parts.map((one) => leftOut(one)), whole];
}

function sumOf(placed: readonly Placed[]): number {
  return placed.reduce((sum, one) => sum + valueOf(one), 0);
}

function valueOf({ cluster }: Placed): number {
  const value = cluster.readings[0]?.value.value;
  return typeof value === 'number' ? value : Number.NaN;
}

function isConversion(clause: string, placed: readonly Placed[], index: number): boolean {
  const [one, before] = [placed[index], placed[index - 1]];
  if (one === undefined || before === undefined) return false;
  const units = [before, one].map((each) => unitBehind.exec(behind(clause, each))?.[1]?.toLowerCase());
  const [from, to] = units.map((unit) => unit?.replace(/s$/, ''));
  return (
    from !== undefined &&
    to !== undefined &&
    from !== to &&
    converts.test(clause.slice(before.cluster.end, one.cluster.start))
  );
}
