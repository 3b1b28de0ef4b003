import { findSpoken } from '../spoken/index.ts';
import { bind } from './bind.ts';
import type { Mark } from './bind.ts';
import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { hear, places } from './words.ts';

/** "Eighty twenty": the plan's share is named first. */
const splits =
  /(?<![a-z0-9])(?:(?:ninety|90) (?:ten|10)|(?:eighty|80) (?:twenty|20)|(?:seventy|70) (?:thirty|30)|(?:sixty|60) (?:forty|40)|(?:fifty|50) (?:fifty|50))(?![a-z0-9])/g;
const shareOf: Readonly<Record<string, number>> = {
  ten: 10,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
};
/** Characters between words for a share and a number without "percent": "covered at eighty". */
const bareReach = 4;
/** A share above this is rarely the patient's: said without whose it is, it is a guess. */
const doubtedAbove = 50;

/**
 * Percentages as the share that the field holds, whole numbers from 0 to 100: of "covered at eighty percent" the
 * patient's is 20. Where nobody says whose a share is, a large one is marked as a guess.
 */
export function sharesIn(share: ScriptField['share'], text: string, today: string): ValueInText[] {
  const plain = numbersIn(text, today);
  if (share === undefined) return plain;
  const heard = hear(text);
  const marks: Mark[] = [
    ...places(heard, share.own).map((span) => ({ ...span, meaning: 'own' })),
    ...places(heard, share.other).map((span) => ({ ...span, meaning: 'other' })),
  ];
  const bare = bareNumbers(text, today, marks).filter(
    (found) => !plain.some(({ start, end }) => found.start < end && start < found.end),
  );
  const values = [...plain, ...bare].sort((a, b) => a.start - b.start);
  const bound = bind(text, values, marks);
  const pairs = [...heard.plain.matchAll(splits)].map((match) => {
    const start = heard.at[match.index] ?? 0;
    const end = (heard.at[match.index + match[0].length - 1] ?? start) + 1;
    const last = match[0].split(' ')[1] ?? '';
    const value = shareOf[last] ?? Number(last);
    return { value, start, end, quote: text.slice(start, end), hedged: false, corrected: false };
  });
  const single = values.flatMap((found, index) => {
    if (pairs.some(({ start, end }) => found.start < end && start < found.end)) return [];
    const mark = bound[index]?.mark;
    if (mark === undefined) return [{ ...found, hedged: found.hedged || Number(found.value) > doubtedAbove }];
    const start = Math.min(found.start, mark.start);
    const end = Math.max(found.end, mark.end);
    const value = mark.meaning === 'own' ? found.value : 100 - Number(found.value);
    return [{ ...found, value, start, end, quote: text.slice(start, end) }];
  });
  return [...pairs, ...single].sort((a, b) => a.start - b.start);
}

function numbersIn(text: string, today: string): ValueInText[] {
  return findSpoken('percent', text, { today })
    .map(({ value, span, quote, hedged, corrected }) => ({
      value: Number(value),
      start: span.start,
      end: span.end,
      quote,
      hedged,
      corrected,
    }))
    .filter(({ value }) => Number.isInteger(value) && value >= 0 && value <= 100);
}

/** Numbers right beside words for a share, where nobody says "percent". */
function bareNumbers(text: string, today: string, marks: readonly Mark[]): ValueInText[] {
  return findSpoken('cardinal', text, { today })
    .map(({ value, span, quote, hedged, corrected }) => ({
      value: Number(value),
      start: span.start,
      end: span.end,
      quote,
      hedged,
      corrected,
    }))
    .filter(
      ({ value, start, end }) =>
        value <= 100 &&
        !/^\s*(?:dollars?|cents|visits?|days?|units?|hours?)/i.test(text.slice(end)) &&
        marks.some((mark) => mark.end <= start && start - mark.end <= bareReach),
    );
}
