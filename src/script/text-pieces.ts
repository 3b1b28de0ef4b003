import type { ScriptField } from './call-script.ts';
import { valuesFor } from './finding.ts';
import type { GroundContext } from './found.ts';
import { saysNothing } from './text-doubt.ts';
import { hear, places, wordCount } from './words.ts';
import type { Span } from './words.ts';

/** A part of a clause in which a text of a field can stand. */
export interface TextPiece extends Span {
  /** It stands behind the key of an entry, and is told of that one alone. */
  keyed: boolean;
  /** Behind such a key it tells a text in so many words, or beside a code. */
  tells: boolean;
}

/**
 * The parts of a clause in which a text can stand: all of it, and of a list's text one for each entry. An entry is told
 * behind its key ("line one because …, and line two for …"), and its text on one side of a value that needs no words of its
 * own ("…, that is C O sixteen").
 */
export function piecesFor(field: ScriptField, clause: string, context: GroundContext): TextPiece[] {
  const whole = { start: 0, end: clause.length, keyed: false, tells: false };
  if (field.entry === undefined) return [whole];
  const siblings = context.script.fields.filter(
    ({ entry }) => entry?.list === field.entry?.list && entry?.slot === field.entry?.slot,
  );
  const keys = [
    ...siblings.filter(({ key }) => key).flatMap((key) => keysIn(key, clause, context)),
    ...numberedIn(clause),
  ].sort((a, b) => a.start - b.start);
  const evident = siblings.filter((one) => one.evident);
  const codes = evident.flatMap((one) => valuesFor(one, clause, context.today));
  return betweenKeys(clause, keys).flatMap((part) => {
    const own = codes.filter(({ start }) => start >= part.start && start < part.end);
    return besideCodes(clause, part, own).map((piece) => ({
      ...piece,
      keyed: part.keyed,
      tells: part.keyed && (own.length > 0 || tellsWhy.test(clause.slice(piece.start, piece.end))),
    }));
  });
}

/** "Line one was denied because": behind a key, these words lead up to a reason. */
const tellsWhy =
  /^(?:['’]s|\s+(?:is|was|were|got|had|just|only|also))*\s+(?:because|(?:(?:denied|rejected|disallowed|not (?:paid|covered)|kicked (?:out|back))[,;]?\s+)(?:for|as|because|due to|since|over|it['’]?s|it (?:is|was)))(?![a-z])/i;

/** A key with the words that call it so: "line two". */
function keysIn(key: ScriptField, clause: string, { today }: GroundContext): Span[] {
  const numbers = valuesFor(key, clause, today);
  return places(hear(clause), key.cues).flatMap(({ start, end }) => {
    const number = numbers.find((one) => one.start >= end && one.start - end <= keyGap);
    return number === undefined ? [] : [{ start, end: number.end }];
  });
}

/** "Denial reason two is": an entry called by its number. */
const numbered =
  /\b(?:the\s+)?(?:(?:denial|rejection|missing)\s+)?(?:reason|denial|item|document)\s+(?:number\s+|#\s*)?(?:one|two|three|[1-3])(?=\s+(?:is|was|says|would be)\b|\s*[,:])/gi;

/** "One of them says …, and the other one's …": entries that are told one by one. */
const oneByOne =
  /(?<=^\W*|[,;]\s*|\b(?:and|but|then)\s+)(?:(?:the\s+)?(?:first|second|third|other|next|last)(?:\s+(?:one|reason|denial|thing|item|document))?|one(?:\s+of\s+(?:them|those|these))?)(?=(?:['’]s|\s+(?:is|was|says|said|reads|states))\b)/gi;

function numberedIn(clause: string): Span[] {
  const one = spansOf(clause, oneByOne);
  return [...spansOf(clause, numbered), ...(one.length > 1 ? one : [])];
}

function spansOf(clause: string, pattern: RegExp): Span[] {
  return [...clause.matchAll(pattern)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
}

/** A space, or a sign between "line" and its number. */
const keyGap = 2;

/** Behind each key up to the next one; before the first where it opens no clause. */
function betweenKeys(clause: string, keys: readonly Span[]): (Span & { keyed: boolean })[] {
  const [first] = keys;
  if (first === undefined) return [{ start: 0, end: clause.length, keyed: false }];
  const before = { start: 0, end: beforeKey(clause, first.start), keyed: false };
  const behind = keys.map(({ end }, index) => {
    const next = keys[index + 1];
    return {
      start: end,
      end: next === undefined ? clause.length : beforeKey(clause, next.start),
      keyed: true,
    };
  });
  const lead = clause.slice(0, first.start);
  const opens = wordCount(hear(lead)) <= keyWords && !joined.test(lead);
  return opens ? behind : [before, ...behind];
}

/** "On service line item": words before a key that opens a clause. */
const keyWords = 4;

/** "No auth on line one": what stands before a key is said of it. */
const joined = /[a-z0-9]\s+(?:on|for|under)\s+(?:the\s+)?$/i;

/** Without the words that lead up to a key: "…, and then on the". */
function beforeKey(clause: string, at: number): number {
  return clause.slice(0, at).replace(/(?:[\s,;:]|\b(?:and|then|on|for|the|while|with|but|also))*$/i, '')
    .length;
}

/** Before each of the codes or behind each, as the first one has a text before it or none. */
function besideCodes(clause: string, part: Span, codes: readonly Span[]): Span[] {
  const [first] = codes;
  if (first === undefined) return [part];
  const { plain } = hear(clause.slice(part.start, first.start));
  const isLeadIn =
    plain === '' ||
    saysNothing(plain, codeWords) ||
    (namesCode.test(plain) && plain.split(' ').length <= leadInWords);
  return codes.map((code, index) =>
    isLeadIn
      ? { start: code.end, end: codes[index + 1]?.start ?? part.end }
      : { start: codes[index - 1]?.end ?? part.start, end: code.start },
  );
}

/** "The denial code is", "what I see here is": words before a code that say nothing else. */
const codeWords = 'denial rejection reason remark adjustment group code codes carc number line see show item';
const namesCode =
  /(?<![a-z])codes?(?: (?:here|there|on (?:it|that|this)))?(?: (?:is|was|of|would be|they used|i have))?$/;
const leadInWords = 4;
