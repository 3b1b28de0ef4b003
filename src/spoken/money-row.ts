import type { Group } from './numbers.ts';

const LARGEST_CENTS = Number.MAX_SAFE_INTEGER;

export type Reading = { readonly cents: number; readonly alternatives: readonly number[] };

export function isPair(group: Group | undefined): boolean {
  return group !== undefined && (group.form === 'teen' || group.form === 'tens' || group.form === 'pair');
}

export function isDigit(group: Group | undefined): boolean {
  return group?.form === 'digit';
}

export function centsOf(whole: string, fraction: string): number | undefined {
  const cents = Number(whole) * 100 + Math.round(Number(`0.${fraction === '' ? '0' : fraction}`) * 100);
  return Number.isSafeInteger(cents) && cents <= LARGEST_CENTS ? cents : undefined;
}

/** "one oh five oh six": hundreds and cents, each with its oh. */
function isOhRow(groups: readonly Group[]): boolean {
  return (
    groups.length === 5 &&
    groups[1]?.figures === '0' &&
    groups[3]?.figures === '0' &&
    groups[2]?.figures !== '0'
  );
}

/** Two figures of cents at the end of a row: "fifty", "oh six", "zero zero". */
function trailingCents(groups: readonly Group[]): { cents: string; taken: number } | undefined {
  const last = groups[groups.length - 1];
  const before = groups[groups.length - 2];
  if (isPair(last)) return { cents: last?.figures ?? '', taken: 1 };
  if (isDigit(last) && before?.figures === '0' && isDigit(before))
    return { cents: `0${last?.figures ?? ''}`, taken: 2 };
  return undefined;
}

/** Dollars said without "hundred": "one forty-two" 142, "one oh five" 105, "twelve forty-five" 1245, digits in a row. */
export function dollarsOf(groups: readonly Group[]): string | undefined {
  const [first, second, third] = groups;
  if (first === undefined) return undefined;
  if (groups.length === 1) return first.figures;
  if (groups.every((group) => isDigit(group))) return groups.map((group) => group.figures).join('');
  if (first.form === 'scaled' || first.form === 'hundreds') {
    if (
      first.form === 'scaled' &&
      isDigit(second) &&
      isPair(third) &&
      groups.length === 3 &&
      first.figures.endsWith('000')
    ) {
      return String(Number(first.figures) + Number(`${second?.figures ?? ''}${third?.figures ?? ''}`));
    }
    return undefined;
  }
  if (groups.length === 2 && isPair(second) && (isDigit(first) || isPair(first)) && first.figures !== '0') {
    return first.figures + (second?.figures ?? '');
  }
  if (groups.length === 3 && second?.figures === '0' && isDigit(third) && first.figures !== '0') {
    return `${first.figures}0${third?.figures ?? ''}`;
  }
  if (groups.length === 3 && isDigit(first) && isDigit(second) && isPair(third) && first.figures !== '0') {
    return `${first.figures}${second?.figures ?? ''}${third?.figures ?? ''}`;
  }
  return undefined;
}

/** All ways to hear a row of groups as a sum, likeliest first. */
export function readSumRow(groups: readonly Group[], whole: boolean): Reading | undefined {
  const readings: number[] = [];
  const add = (dollars: string | undefined, cents: string): void => {
    if (dollars === undefined) return;
    const sum = centsOf(dollars, cents);
    if (sum !== undefined && !readings.includes(sum)) readings.push(sum);
  };
  const all = dollarsOf(groups);
  const tail = trailingCents(groups);
  const head = tail === undefined ? undefined : dollarsOf(groups.slice(0, groups.length - tail.taken));
  const front = groups[0];
  const digits = groups.every((group) => isDigit(group)) && !isOhRow(groups);
  const oneHead = groups.length - (tail?.taken ?? 0) === 1;
  if (digits) {
    add(all, '');
    if (groups.length >= 3 && all !== undefined) add(all.slice(0, -2), all.slice(-2));
  } else if (tail !== undefined && oneHead && isDigit(front)) {
    add(all, '');
    add(head, tail.cents);
  } else if (tail !== undefined && head !== undefined) {
    add(head, tail.cents);
    add(all, '');
  } else add(all, '');
  const [first, ...alternatives] = readings;
  if (first === undefined) return undefined;
  return { cents: first, alternatives: whole || alternatives.length > 0 ? alternatives : [] };
}

/** A row that ends in "cents": "fifty cents", and "one forty-two and fifty cents" as 142.50. */
export function centRow(groups: readonly Group[]): number | undefined {
  if (groups.length === 1) return Number(groups[0]?.figures);
  const tail = trailingCents(groups);
  const head = tail === undefined ? groups.slice(0, -1) : groups.slice(0, groups.length - tail.taken);
  const dollars = dollarsOf(head);
  const cents = tail?.cents ?? groups[groups.length - 1]?.figures;
  return dollars === undefined ? undefined : centsOf(dollars, cents ?? '');
}
