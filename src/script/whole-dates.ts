import type { ValueInText } from './found.ts';
import { parseSpoken } from '../spoken/index.ts';
import { find } from './values-found.ts';

/** The dates in a text, each whole: what lacks its year gets the nearest one in the field's direction. */
export function wholeDates(text: string, direction: 'past' | 'future', today: string): ValueInText[] {
  const alone = alonesIn(text, today);
  return (alone.length > 0 ? alone : find('date', text, { today }))
    .filter(({ quote }) => !(direction === 'future' && isPast(quote)))
    .flatMap((found) =>
      withYear(withoutMonth(found), isOver.test(text.slice(0, found.start)) ? 'past' : direction, today),
    );
}

/** "It expired at the end of April": what is over by now lies behind us, whichever way the field points. */
const isOver = /\b(?:expired|ended|lapsed|ran out|terminated|termed)\b[^.;]{0,20}$/i;

const opening =
  /^\W*(?:(?:uh|um|so|okay|ok|yes|yeah|sure|it|that|they|was|is|would be|it['’]s|that['’]s|on|from)(?![a-z])\W*)*/i;
const figures =
  '(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|thousand|hundred)';
/** Month, day and year: fewer figures may be anything. */
const inFigures = new RegExp(`^${figures}(?:[\\s,-]+${figures}){2,7}\\W*$`, 'i');

/** "Oh two oh two twenty-six", "five fifteen twenty-six to eleven fifteen twenty-six": figures that are all of an answer. */
function alonesIn(text: string, today: string): ValueInText[] {
  const from = opening.exec(text)?.[0].length ?? 0;
  const [first = '', second] = text.slice(from).split(/\b(?:to|through|thru|until|till)\b/i);
  const pieces = [
    { said: first, at: from },
    ...(second === undefined ? [] : [{ said: second, at: text.length - second.length }]),
  ];
  const read = pieces.map(({ said, at }) => {
    const quote = said.trim();
    const date = inFigures.test(quote) ? parseSpoken('date', quote, { today }) : undefined;
    const start = at + said.indexOf(quote);
    return date?.complete === true && /^\d{4}-/.test(date.value)
      ? [{ ...date, others: date.alternatives, quote, start, end: start + quote.length }]
      : [];
  });
  return read.every((one) => one.length > 0) ? read.flat() : [];
}

/** "Four days ago": what is still to come is not said so. */
function isPast(quote: string): boolean {
  return /\b(?:ago|yesterday)\b/i.test(quote);
}

/** "The eighteenth", of whichever month: the nearest one is a guess. */
function withoutMonth(found: ValueInText): ValueInText {
  const isDayAlone =
    /^(?:(?:on|by|until|till|through)\s+)?(?:the\s+)?(?:(?:twenty|thirty)[\s-])?[a-z0-9]*(?:th|first|second|third|\dst|\dnd|\drd)$/i;
  const isOpen = (found.others?.length ?? 0) > 0 && isDayAlone.test(found.quote);
  return isOpen ? { ...found, hedged: true, monthless: true } : found;
}

/** Completes "--03-03" with the nearest year in the field's direction; other incomplete dates are no values. */
function withYear(found: ValueInText, direction: 'past' | 'future', today: string): ValueInText[] {
  const value = typeof found.value === 'string' ? found.value : '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [found];
  if (!/^--\d{2}-\d{2}$/.test(value)) return [];
  const day = value.slice(1);
  const year = Number(today.slice(0, 4));
  const thisYear = `${today.slice(0, 4)}${day}`;
  const yearless = { ...found, yearless: true };
  if (direction === 'past')
    return [{ ...yearless, value: thisYear <= today ? thisYear : `${String(year - 1)}${day}` }];
  return [{ ...yearless, value: thisYear >= today ? thisYear : `${String(year + 1)}${day}` }];
}
