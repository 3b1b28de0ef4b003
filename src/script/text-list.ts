import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { textIn } from './text-in.ts';
import { hear, places, says } from './words.ts';
import type { Span } from './words.ts';

/**
 * The texts of a clause: one, and of a field that enumerates one behind each of the field's words ("we need A and we also need B"), and each
 * in which several are joined ("the A and the B") parted. None where the clause says that it is over.
 */
export function textsIn(
  field: ScriptField,
  clause: string,
  asked: boolean,
  ends: readonly Span[],
  frames: readonly string[],
): ValueInText[] {
  if (!field.enumerates) return listOf(textIn(field, clause, asked, ends, frames));
  if (says(hear(clause), field.over)) return [];
  const starts = apart(places(hear(clause), field.cues)).map(({ start }) => start);
  return [...starts.slice(1), clause.length].flatMap((end) => {
    const found = textIn(field, clause.slice(0, end), asked, ends, frames);
    return found === undefined ? [] : parted(field, found);
  });
}

function listOf(found: ValueInText | undefined): ValueInText[] {
  return found === undefined ? [] : [found];
}

/** The first of each group of spans that overlap. */
function apart(spans: readonly Span[]): Span[] {
  const groups: Span[] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else groups.push({ ...span });
  }
  return groups;
}

const determiner = '(?:the|a|an|his|her|their|your|one|any)';
/** "Plan of care and goals" is one document, "the plan and the goals" are two. */
const joint = new RegExp(
  `,?\\s+(?:and|plus)(?:\\s+(?:also|then))?\\s+(?=${determiner}\\s)|,\\s+(?=${determiner}\\s)`,
  'i',
);

/** "M R I results, therapy notes, and the prescription": commas, and one before the last. */
const series = /^[^,]+(?:,\s+[^,]+)+,\s+(?:and|plus)\s+[^,]+$/i;

function parted(field: ScriptField, whole: ValueInText): ValueInText[] {
  const pieces = piecesOf(whole.quote);
  if (pieces.length < 2) return [whole];
  return pieces.flatMap(({ text, from }) => {
    const found = textIn({ ...field, cues: [] }, text, true, []);
    if (found === undefined) return [];
    const start = whole.start + from;
    return parted(field, { ...found, start: start + found.start, end: start + found.end });
  });
}

function piecesOf(quote: string): { text: string; from: number }[] {
  const separators = series.test(quote)
    ? [...quote.matchAll(/,\s+(?:(?:and|plus)\s+)?/gi)]
    : [joint.exec(quote)].filter((at) => at !== null);
  let from = 0;
  return [...separators, null].map((at) => {
    const piece = { text: quote.slice(from, at?.index), from };
    from = at === null ? from : at.index + at[0].length;
    return piece;
  });
}
