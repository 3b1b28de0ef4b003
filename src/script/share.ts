import { findSpoken } from '../spoken/index.ts';
import { bind } from './bind.ts';
import type { Mark } from './bind.ts';
import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { hear, overlaps, places } from './words.ts';

/** "Eighty twenty": the plan's share is named first, and the patient's is the value. */
const splits: readonly { patterns: readonly string[]; value: number }[] = [
  { patterns: ['(?:ninety five|95) (?:five|5)'], value: 5 },
  { patterns: ['(?:ninety|90) (?:ten|10)'], value: 10 },
  { patterns: ['(?:eighty five|85) (?:fifteen|15)'], value: 15 },
  { patterns: ['(?:eighty|80) (?:twenty|20)'], value: 20 },
  { patterns: ['(?:seventy five|75) (?:twenty five|25)'], value: 25 },
  { patterns: ['(?:seventy|70) (?:thirty|30)'], value: 30 },
  { patterns: ['(?:sixty five|65) (?:thirty five|35)'], value: 35 },
  { patterns: ['(?:sixty|60) (?:forty|40)'], value: 40 },
  { patterns: ['(?:fifty|50) (?:fifty|50)'], value: 50 },
];
/** Characters between words for a share and a number without "percent": "covered at eighty", "twenty is on him". */
const bareReach = 4;
/** A share above this is rarely the patient's: it is a guess. */
const doubtedAbove = 50;

/**
 * Percentages as the share that the field holds, whole numbers from 0 to 100: of "covered at eighty percent" the
 * patient's is 20. A large one is marked as a guess, and what makes a hundred with a share by its name is none.
 */
export function sharesIn(share: ScriptField['share'], said: string, today: string): ValueInText[] {
  // "Ten percent's what she pays". The text keeps its length.
  const text = said.replace(/\bpercent['’]s\b/gi, 'percent  ');
  const plain = percentsIn(text, today);
  if (share === undefined) return plain;
  const heard = hear(text);
  const marks: Mark[] = [
    ...places(heard, share.own).map((span) => ({ ...span, meaning: 'own' })),
    ...places(heard, share.other).map((span) => ({ ...span, meaning: 'other' })),
  ];
  const bare = bareNumbers(text, today, marks).filter((found) => !plain.some((one) => overlaps(one, found)));
  const values = [...plain, ...bare].sort((a, b) => a.start - b.start);
  const pairs = splitsIn(text);
  const single = values.flatMap((found, index) => {
    if (pairs.some((pair) => overlaps(pair, found))) return [];
    return [{ found, mark: bind(text, values, marks)[index]?.mark }];
  });
  const named = single
    .filter(({ mark }) => mark !== undefined)
    .map((one) => shareAt(text, one.found, one.mark));
  const unnamed = single
    .filter(({ mark }) => mark === undefined)
    .map(({ found }) => shareAt(text, found, undefined))
    .filter(({ value }) => !named.some((one) => Number(one.value) === 100 - Number(value)));
  return [...pairs, ...named, ...unnamed].sort((a, b) => a.start - b.start);
}

/** The field's share, with the words that say whose the number is, if any do. */
function shareAt(text: string, found: ValueInText, mark: Mark | undefined): ValueInText {
  const start = Math.min(found.start, mark?.start ?? found.start);
  const end = Math.max(found.end, mark?.end ?? found.end);
  // "They cover ninety": the plan does, or its members.
  const isTheirs = /\bthey(?:['’](?:d|ll))?\s+(?:[a-z]+\s+)?cover\b/i.test(text.slice(start, end));
  const isPlans = mark?.meaning === 'other' || (isTheirs && Number(found.value) > doubtedAbove);
  const value = isPlans ? 100 - Number(found.value) : found.value;
  const hedged = found.hedged || isTheirs || Number(value) > doubtedAbove;
  return { ...found, value, start, end, quote: text.slice(start, end), hedged };
}

function splitsIn(text: string): ValueInText[] {
  const heard = hear(text);
  return splits.flatMap(({ patterns, value }) =>
    places(heard, patterns).map(({ start, end }) => ({
      value,
      start,
      end,
      quote: text.slice(start, end),
      hedged: false,
      corrected: false,
    })),
  );
}

function percentsIn(text: string, today: string): ValueInText[] {
  return numbersIn('percent', text, today).filter(
    ({ value }) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100,
  );
}

/** Numbers right beside words for a share, or alone in the clause, where nobody says "percent". */
function bareNumbers(text: string, today: string, marks: readonly Mark[]): ValueInText[] {
  return numbersIn('cardinal', text, today).filter(
    ({ value, start, end }) =>
      Number(value) <= 100 &&
      !/^\s*(?:dollars?|cents|visits?|days?|units?|hours?)/i.test(text.slice(end)) &&
      (isAlone(text, start, end) ||
        marks.some((mark) => isNear(start - mark.end) || isNear(mark.start - end))),
  );
}

function isNear(gap: number): boolean {
  return gap >= 0 && gap <= bareReach;
}

const leadingUp =
  /^(?:its|it is|thats|that is|thatd be|that would be|itd be|it would be|so|yes|okay|um|uh|just|only|a|at|flat|now|currently|since [a-z]+|this year| )*$/;

/** "It's fifteen", if need be behind a comma: an answer to the question for it, and to no other. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start).split(/[,;:]/).at(-1) ?? '';
  return (
    leadingUp.test(hear(before).plain) &&
    /^(?:(?:after|once|in network|of) .*)?$/.test(hear(text.slice(end)).plain)
  );
}

function numbersIn(kind: 'percent' | 'cardinal', text: string, today: string): ValueInText[] {
  return findSpoken(kind, text, { today }).map(({ value, span, quote, hedged, corrected }) => ({
    value: Number(value),
    start: span.start,
    end: span.end,
    quote,
    hedged,
    corrected,
  }));
}
