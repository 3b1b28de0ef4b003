import type { OpenSpan, Weekday, WeekHours } from '../../../kernel/opening-hours.ts';

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** `08:00-12:00, 13:00-17:00`; empty for a closed day. */
export const writeSpans = (spans: readonly OpenSpan[] | undefined): string =>
  (spans ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');

/** What {@link writeSpans} wrote, or a person, read back; the server says what is wrong with a time. */
export const readSpans = (text: string): OpenSpan[] =>
  text
    .split(',')
    .map((span) => span.trim())
    .filter((span) => span !== '')
    .map((span) => {
      const [from = '', to = ''] = span.split(/\s*[-–]\s*/);
      return { from: padded(from), to: padded(to) };
    });

/** `8:00` → `08:00`. */
const padded = (time: string) => (/^\d:/.test(time) ? `0${time}` : time);

/** By weekday as a form holds them; null where nothing is known. */
export function readHours(texts: Readonly<Partial<Record<Weekday, string>>>): WeekHours {
  return Object.fromEntries(
    weekdays
      .map((day) => [day, readSpans(texts[day] ?? '')] as const)
      .filter(([, spans]) => spans.length > 0),
  );
}
