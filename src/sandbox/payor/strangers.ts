import { datesOf, moneyOf, wordsOf } from './hearing.ts';
import type { Facts } from './scenario-fields.ts';

/**
 * Whether a turn holds an amount or a date that stands nowhere on the representative's screen. Nobody careful says yes
 * to it, even where the words around it were not understood.
 */
export function makeStrangers(
  facts: Facts,
  inputs: Readonly<Record<string, unknown>>,
): (text: string) => boolean {
  return (text) => {
    // "N as in November, three" is no date.
    const words = wordsOf(text.replace(/\bas in \w+/giu, ''));
    const known = [...Object.values(facts), ...Object.values(inputs)];
    return (
      moneyOf(words).some((cents) => !known.includes(cents)) ||
      datesOf(words).some((date) => !known.some((value) => isDate(value, date)))
    );
  };
}

function isDate(value: unknown, said: { month: number; day: number; year?: number }): boolean {
  const [year, month, day] = String(value).split('-').map(Number);
  return month === said.month && day === said.day && (said.year === undefined || said.year === year);
}
