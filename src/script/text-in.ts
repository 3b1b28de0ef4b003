import { findSpoken } from '../spoken/index.ts';
import { bare } from './bare.ts';
import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { leadInOf } from './lead-in.ts';
import { holdsFunctionWord } from './text-doubt.ts';
import { thingIn } from './thing.ts';
import { hear, places, says } from './words.ts';
import type { Span } from './words.ts';

/** Here a text ends and something else is told: "…, it went out in May". */
const newSubject =
  /,\s+(?:and\s+)?(?:(?:so|it|it's|they|they're|we|you|he|she|that's|which)\s|not (?:to|by|from|your|you|us|them|him|her|the [a-z]+)\b).*$/i;

/** "It was denied, it's included in another procedure": behind words that only lead up to it. */
const saysWhatItIs =
  /^,\s+(?:and\s+)?it['’]s\s+(?!(?:on|in|at|for|up|out|still|not|what|all|been|gone|going)\b)/i;

/** "… so that needs to go to them first": what follows from a reason. */
const consequence =
  /,?\s+so\s+(?:that|it|you|you['’]d|you['’]ll|we|they)(?:['’]s)?\s+(?:need|needs|have|has|should|would|will|can|could|must|want|got)(?![a-z]).*$/i;

function isLeadIn(text: string, frames: readonly string[]): boolean {
  return /denied/i.test(text) && !/[a-z]/i.test(text.slice(leadInOf(text, frames)));
}

/** "…, there are two": a count of what is told. */
const counted =
  /,\s+(?:and\s+)?there(?:['’]s| is| are| were)\s+(?:\d|one|two|three|four|five|several|a (?:few|couple))(?![a-z]).*$/i;

/** "…, but yours paid": here something is told of another claim, or of ours again. */
const anotherOne =
  /(?<=[a-z0-9]),?\s+(?:but|and|while|whereas)\s+(?:yours|ours|(?:your|this|that|the other) (?:one|claim|line|request)|on yours)(?![a-z]).*$/i;

/** "… is what they're after": what is said of a text behind it. */
const saidOfIt =
  /\s+(?:is|are|was|were|would be|that's|'s)\s+(?:what|all|the (?:only |one |main )?(?:thing|one|item|piece|part|reason)|everything)(?![a-z]).*$/i;

/** "…, and that code is": words that lead up to a code behind a text. */
const codeNext =
  /(?:,\s*(?:and\s+)?|\s+and\s+|\s+(?=(?:that|it)(?:['’]s| is)))(?:(?:that|this|it|which)(?:['’]s| is| was| has)?|with|under|the|its)\s+(?:(?:a|the|denial|reason|remark|adjustment)\s+)*codes?(?:\s+(?:(?:that |which )?(?:i|we|it|they)(?:['’]m|['’]re)? (?:see|show|have|got|used?|gave|looking at)(?: here| there)?))?(?:\s+(?:is|was|on (?:it|that)(?: is)?|for (?:it|that)(?: is)?))?[\s,:]*$/i;

/** "…, that is", ", code": the same in so few words that they say nothing but that something follows. */
const leadsOn =
  /(?:,\s*(?:and\s+)?|\s+and\s+|\s+(?=(?:that|it|which)(?:['’]s| is)))(?:(?:(?:that|this|it)(?:\s+one)?|which)(?:['’]s|\s+(?:is|was|would be|will be))(?:\s+an?)?|(?:(?:with|under|the|denial|reason)\s+)*codes?)[\s,:]*$/i;

/** "…, but it is pending": behind words that would turn to a text stands what became of it, and no text. */
const tells =
  '(?!(?:on|in|at|out|gone|going|been|still|up|now|with|over|back|pending|paid|denied|approved|closed|open)\\b)';

/**
 * "Everybody thinks it is eligibility, but it is no prior authorization", "the last one was for benefits, this one is …",
 * "not for eligibility, for …": what stands before these words is denied or another's, and the text is behind them.
 */
const contrasts = [
  ...[
    /^.*\b(?:but|instead|rather|however)[\s,]+(?:no[\s,]+)?(?:actually[\s,]+|really[\s,]+|in fact[\s,]+)?(?:it|this|that|here it|(?:this|that) one|yours|ours|what (?:they|we|he|she|it|the [a-z]+) [a-z]+|the (?:real|actual|true|listed|given) (?:one|reason))(?:['’]s| is| was| says)[\s,:]+(?:because of |due to |for |that |just )*/,
    /^.*[,;]\s*(?:and |but )?(?:(?:this|that) one|yours|ours)(?:['’]s| is| was)\s+(?:because of |due to |for )*/,
  ].map(({ source }) => new RegExp(source + tells, 'i')),
  /^.*[,;]\s*(?:and |but )?(?:reading on|reading further|looking closer|on (?:a )?second look|now i see(?: it['’]?s)?|oh wait|no wait)[\s,]+/i,
  // "They may have told you timely filing. That's not right. It's no prior authorization."
  /^.*\bthat(?:['’]?s| is| was) (?:not (?:right|it|correct|true|the (?:reason|case|problem|issue))|wrong|incorrect)\b[^.,;]*[.,;]\s*(?:it['’]?s|it is|it was)\s+/i,
  // "At first they said missing records, then it was …", "they lifted the timely filing one, so it's just …".
  /^.*\b(?:at first|initially|originally|lifted|dropped|removed|withdrew|waived|cleared|took (?:that|it|one) off)\b.*[,;]?\s(?:so|then|now|but)\b[^,;.]*?\b(?:it['’]?s|it is|it was|it became|they said|that leaves|there['’]?s)\s+(?:just |only |really |now |down to )*/i,
  /^(?:(?:it|that|this)['’]?s |(?:it|that) is )?not (?:that|because|like) [^,;]+[,;]\s*(?:but |just |simply )*(?:(?:it['’]?s|it is|it was|they said)\s+)(?:just |only |simply |that )*/i,
  /^[^,]*\bnot (?:for|because of|due to|over|on account of) [^,]+,\s*(?:but |it['’]?s |it is )*(?:for|because of|due to|over|on account of)\s+/i,
];

/** Where the text begins that such words turn to. */
function contrastIn(clause: string): number | undefined {
  const ends = contrasts.map((pattern) => pattern.exec(clause)?.[0].length ?? 0);
  const end = Math.max(...ends);
  return end > 0 && /[a-z]{3}/i.test(clause.slice(end)) ? end : undefined;
}

/** These places in the words that are behind a point. */
function behind(spans: readonly Span[], at: number): Span[] {
  return spans
    .filter(({ start }) => start >= at)
    .map(({ start, end }) => ({ start: start - at, end: end - at }));
}

/** "The itemized bill is what's missing": what was asked for stands before its words. */
const subjectOf =
  /^(.*\S)\s+(?:is|are|was|were|would be)\s+(?:what|all)(?:['’]?s)?(?:\s+[a-z'’]+){0,3}[\s.!]*$/i;

/** "It's the progress notes that we need": the same, turned about. */
const turnedAbout =
  /^(?=\s*(?:it['’]?s|it is|it would be|that['’]?s|that would be|the) )(.*?\S)\s+(?:that\s+)?(?:we|they)(?:['’]re|['’]d| are| would)?\s+(?:(?:still|also|just)\s+)*(?:need|want|require|missing|lacking|after|like|(?:waiting|looking|asking) (?:for|on))[\s.!]*$/i;

/** "No guideline is quoted": of what is denied there is no text. */
const denied =
  /\b(?:no|not(?: (?:really|actually|currently|specifically))?|not an?y?|without|never an?y?|isn['’]?t an?y?|aren['’]?t any|(?:don|doesn)['’]?t (?:have|see|show|list) an?y?)\s+(?:[a-z]+\s+)?$/i;

/** Words behind a text that say nothing. */
const fillers =
  /(?:,?\s+(?:basically|unfortunately|actually|though|okay|sorry|hon|sir|ma['’]?am|too|as well|please|and that['’]?s (?:it|all)))+$/i;

/** Words as they were said after the field's cue, or the whole clause where its question was just asked. */
export function textIn(
  field: ScriptField,
  clause: string,
  asked: boolean,
  otherCues: readonly Span[],
  frames: readonly string[] = [],
): ValueInText | undefined {
  const instead = contrastIn(clause);
  if (instead !== undefined) {
    const found = textIn(field, clause.slice(instead), asked, behind(otherCues, instead), frames);
    if (found !== undefined)
      return { ...found, start: found.start + instead, end: found.end + instead, hedged: true };
  }
  const before = asked ? (subjectOf.exec(clause) ?? turnedAbout.exec(clause)) : null;
  if (before?.[1] !== undefined) return textIn({ ...field, cues: [] }, before[1], true, otherCues, frames);
  const cue = places(hear(clause), field.cues).at(-1);
  if (cue === undefined && !asked) return undefined;
  if (cue !== undefined && denied.test(clause.slice(0, cue.start))) return undefined;
  // "Harbor Plus, it's called": what was asked for stands before its words.
  if (cue !== undefined && asked && endsAt(clause, cue))
    return textIn({ ...field, cues: [] }, clause.slice(0, cue.start), true, otherCues, frames);
  const begin = cue?.end ?? 0;
  const next = otherCues.find(({ start }) => start > begin + 1);
  const rest = clause
    .slice(begin, next?.start ?? clause.length)
    .replace(consequence, '')
    .replace(newSubject, (told, at: number, all: string) =>
      isLeadIn(all.slice(0, at), frames) && saysWhatItIs.test(told) ? told : '',
    )
    .replace(anotherOne, '')
    .replace(counted, '')
    .replace(saidOfIt, '')
    .replace(codeNext, '')
    .replace(leadsOn, '');
  const skipped = leadInOf(rest, frames);
  const kept = rest
    .slice(skipped)
    .replace(/[\s.,;:?!]+$/, '')
    .replace(fillers, '')
    .replace(/(?:\s|,)+(?:and|with|the|the claim|with the|and the|with a)$/i, '')
    .replace(/[\s.,;:]+$/, '');
  if (!/[a-z]{3}/i.test(kept)) return undefined;
  const spelled = withoutSpelling(kept);
  const isBehind = cue !== undefined || skipped > 0;
  const text = named(field, trimmed(spelled.text, field.trim, isBehind), cue !== undefined);
  if (
    text === undefined ||
    text.quote === '' ||
    isValueAlone(text.quote) ||
    /(?:^|[\s,])(?:no|not)$/i.test(text.quote) ||
    says(hear(text.quote), field.not)
  )
    return undefined;
  const start = begin + skipped + text.at;
  const { quote } = text;
  // Whoever says no to it may mean more of the same words.
  const subject = subjectBefore.exec(rest.slice(0, skipped))?.[0] ?? '';
  const others = [spelled.text, subject + quote].filter((wider) => wider !== quote && wider.endsWith(quote));
  const end = start + quote.length;
  return { value: quote, start, end, quote, hedged: spelled.differs, corrected: false, others };
}

/** "Silver standard and the group is …": a name without its capitals, in few words and nothing but them. */
export function smallTextIn(
  field: ScriptField,
  before: string,
  frames: readonly string[],
): ValueInText | undefined {
  if (field.trim.length === 0 || field.thing) return undefined;
  const found = textIn({ ...field, cues: [] }, before, true, [], frames);
  const isName = found !== undefined && smallName.test(found.quote) && !holdsFunctionWord(found.quote);
  return isName ? { ...found, hedged: true } : undefined;
}

const smallName = /^[a-z'’-]+(?: [a-z0-9'’-]+){1,3}$/i;

/**
 * "Orchard Basic H M O", "Bay Options, group number seven seven …": before words of other fields stands what the field
 * asks the name of, written as names are.
 */
export function properTextIn(
  field: ScriptField,
  before: string,
  frames: readonly string[],
): ValueInText | undefined {
  if (field.trim.length === 0 && !field.thing) return undefined;
  const found = textIn({ ...field, cues: [] }, before, true, [], frames);
  return found !== undefined && properName.test(found.quote) ? found : undefined;
}

const properName = /^[A-Z][A-Za-z'’-]+(?:\s+(?:of\s+|and\s+)?[A-Z0-9][A-Za-z0-9'’-]*)+$/;

/** "…, it's called": nothing stands behind these words, and something before a comma. */
function endsAt(clause: string, { start, end }: Span): boolean {
  return !/[a-z0-9]/i.test(clause.slice(end)) && /[a-z]{3}[^a-z0-9]*,\s*$/i.test(clause.slice(0, start));
}

interface Quoted {
  quote: string;
  at: number;
}

/** Of a text that is a thing by its name, that name. */
function named(field: ScriptField, text: Quoted, afterCue: boolean): Quoted | undefined {
  if (!field.thing) return text;
  const thing = thingIn(text.quote, afterCue);
  if (thing === undefined) return undefined;
  const skipped = leadInOf(thing.text, []);
  const object = trimmed(thing.text.slice(skipped), field.trim, afterCue);
  return { quote: object.quote, at: text.at + thing.at + skipped + object.at };
}

/** Letters of one word: fewer are an abbreviation ("P P O"). */
const shortestSpelling = 4;

/**
 * "Select, S E L E C T": what is spelled behind its words is no part of them. Letters that make other words leave the
 * text in doubt.
 */
function withoutSpelling(text: string): { text: string; differs: boolean } {
  const letters = findSpoken('letters', text).find(
    ({ value, span }) =>
      value.length >= shortestSpelling && span.start > 0 && kindBehind.test(text.slice(span.end)),
  );
  if (letters === undefined) return { text, differs: false };
  const words = text.slice(0, letters.span.start).replace(spells, '');
  if (!/[a-z]{3}/i.test(words)) return { text, differs: false };
  return { text: words, differs: !bare(words).endsWith(letters.value) };
}

/** "Essential, E S S E N T I A L plan." */
const kindBehind = /^\W*(?:plan|product|policy)?\W*$/i;

/** ", that's spelled": words between a text and its letters. */
const spells =
  /[\s,;:–—-]*(?:(?:and\s+)?(?:that's|that is|it's|it is|spelled|spelt|spelling is|which is)[\s,:]*)*$/i;

const besideValues =
  /\b(?:by|on|at|of|for|the|a|an|is|was|are|and|in|as|to|no|later|than|before|after|within|from|about|through|until|till|up|or|it|you|you['’]ve|you['’]d|they|we|have|has|got)\b/gi;

/** "By May fourth": a date, an amount or a span of time with nothing beside it is no text. */
function isValueAlone(text: string): boolean {
  const spans = (['date', 'money', 'duration'] as const).flatMap((kind) => findSpoken(kind, text));
  if (spans.length === 0) return false;
  let rest = text;
  for (const { span } of spans)
    rest = rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end);
  return !/[a-z]/i.test(rest.replace(besideValues, ''));
}

/** "It says the claim" lacks something: what leads up to a text may be its subject. */
const subjectBefore = /\b(?:the|this|that|his|her|their|your|our)\s+[a-z]+\s+$/i;

/**
 * A text without the words at its ends that its field has no use for: "They're on Choice Plus" is "Choice Plus". Within a
 * sentence (`isBehind`) a capital before another one belongs to a name: the "Market" of "the plan is Market Square".
 */
function trimmed(text: string, patterns: readonly string[], isBehind: boolean): Quoted {
  let from = 0;
  let to = text.length;
  for (;;) {
    const heard = hear(text.slice(from, to));
    const ends = places(heard, patterns);
    const head = ends.findLast(({ start }) => start === (heard.at[0] ?? 0));
    const tail = ends.find(({ end }) => end === (heard.at.at(-1) ?? 0) + 1);
    const begins = isBehind || from > 0;
    if (head !== undefined && head.end < to - from && !(begins && isPartOfName(text.slice(from, to), head)))
      from += head.end;
    else if (tail !== undefined && tail.start > 0) to = from + tail.start;
    else break;
    from += /^[\s,:-]*/.exec(text.slice(from, to))?.[0].length ?? 0;
    to -= /[\s,:-]*$/.exec(text.slice(from, to))?.[0].length ?? 0;
  }
  return { quote: text.slice(from, to), at: from };
}

function isPartOfName(text: string, head: Span): boolean {
  return /^[A-Z][a-z]+$/.test(text.slice(head.start, head.end)) && /^\s+[A-Z]/.test(text.slice(head.end));
}
