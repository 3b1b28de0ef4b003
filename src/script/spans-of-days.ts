import type { ValueInText } from './found.ts';
import type { Span } from './words.ts';

const counted =
  '(?:visits?|sessions?|units?|hours?|treatments?|services?|injections?|doses?|evaluations?|evals?)';
const period = new RegExp(
  `\\b${counted}\\b(?:[\\s,]+[a-z]+){0,4}?[\\s,]+(?:within|over|in|across|during|every|per|for|through|throughout)\\s+(?:(?:the|a|an|any|next|first|course|period|span|window|of)\\s+)*$`,
  'i',
);

/** "Eight visits within ninety days": the time in which there may be so many, and no number of them. */
export function isPeriod(text: string, { start }: Span): boolean {
  return period.test(text.slice(0, start));
}

const otherDays =
  /\b(?:in )?(?:business|working|calendar|week) ?days?\b[\s,]*(?:that |it |this )?(?:would be|will be|is|are|that['’]?s|it['’]?s|comes to|would come to|about|around|so)\b/i;
const inOtherWords =
  /^[\s,;:–—-]*(?:(?:so|or|which is|which would be|that['’]?s|that is|that would be|meaning|basically|call it)[\s,]+)+(?:(?:about|around|roughly|like|just|a little|approximately|over|under|almost|nearly)\s+)*$/i;

const unitOf = (quote: string) => /\b(day|week|month|year|hour)s?\b/i.exec(quote)?.[1]?.toLowerCase();

/**
 * "Twenty calendar days, business days would be about fourteen", "thirty days, so about four weeks": the same time told
 * once more, in another unit. It is what was told first.
 */
export function withoutRestated(text: string, spans: readonly ValueInText[]): ValueInText[] {
  return spans.filter((one, index) => {
    const before = spans[index - 1];
    if (before === undefined || one.corrected) return true;
    const between = text.slice(before.end, one.start);
    if (otherDays.test(between)) return false;
    const [first, second] = [unitOf(before.quote), unitOf(one.quote)];
    return first === undefined || second === undefined || first === second || !inOtherWords.test(between);
  });
}

/** Between a span and the day on which it ends nothing else is told, but for what it is counted from. */
const endsOn =
  /^(?:\s+(?:from|after|of)\s+(?:(?:the|that|this|your|our|its|initial|original)\s+)?[a-z]+(?:\s+(?:date|notice|letter|decision))?(?=[\s,;:–—-]))?[\s,;:–—-]*(?:(?:and|so|which|that['’]s|it['’]s|that|it|this|means|meaning|making|would|will|be|is|are|you|your|the|last|final|day|deadline|takes?|brings?|gets?|puts?|gives?|to|until|till|through|by|about|up|out|on)(?![a-z'’])[\s,]*)+$/i;
/** "Denied May first, so you have sixty days": only behind such words the day is the deadline, and the span comes to it. */
const upToADay = /\b(?:until|till|til|through|thru|by|before|deadline is|later than)\s+(?:the\s+)?$/i;
const comesTo =
  /^[\s,;:–—-]*(?:and |so )?(?:that['’]s|that is|that would be|which is|which would be|it['’]s)\s+(?:(?:about|a|total|of|the)\s+)*$/i;
const fromADay = /\b(?:from|of|after|since|before|following|past|dated)\s+(?:the\s+)?$/i;

/**
 * "A hundred eighty days, so that takes you to May first", "until May first, that's a hundred eighty days": one deadline,
 * and the day itself is its value.
 */
export function countedToDays(
  text: string,
  spans: readonly ValueInText[],
  days: readonly ValueInText[],
): ValueInText[] {
  const isCountedTo = (span: ValueInText, day: ValueInText) => {
    const before = text.slice(0, day.start);
    return span.end <= day.start
      ? endsOn.test(before.slice(span.end)) && !fromADay.test(before)
      : upToADay.test(before) && comesTo.test(text.slice(day.end, span.start));
  };
  const left = spans.filter((span) => !days.some((day) => isCountedTo(span, day)));
  const whole = days.map((day) => {
    const span = spans.find((one) => isCountedTo(one, day));
    if (span === undefined) return day;
    const [start, end] = [Math.min(span.start, day.start), Math.max(span.end, day.end)];
    return { ...day, start, end, quote: text.slice(start, end) };
  });
  return [...left, ...whole].sort((a, b) => a.start - b.start);
}
