import { isStatus } from './answers.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { findSpoken } from '../spoken/index.ts';
import type { ValueInText } from './found.ts';
import { isBehindNegation } from './negation.ts';
import { absentOf } from './no-such-thing.ts';
import { hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

interface Candidate extends Span {
  value: string;
  beats: readonly string[];
}

/**
 * The value of an enumeration that a clause states; negations state nothing, nor does what stands where `isClosed` says
 * so. Of a story told in several steps ("it was denied, but then it paid") the last step that states one counts, as a
 * guess.
 */
export function enumIn(
  script: CallScript,
  field: ScriptField,
  clause: string,
  asked: boolean,
  isClosed: (start: number) => boolean = () => false,
): ValueInText | undefined {
  const heard = hear(clause);
  const { reflexes, grounding } = script;
  const negations = places(heard, grounding.negation);
  const isMoot = mootIn(heard, field, script);
  const candidates: Candidate[] = field.values
    .flatMap(({ value, patterns, asked: looser, beats }) =>
      [...places(heard, patterns), ...(asked ? places(heard, looser) : [])].map((span) => ({
        ...span,
        value,
        beats,
      })),
    )
    .filter(
      (one) =>
        !negations.some((negation) => reaches(clause, negation, one.start)) &&
        !isClosed(one.start) &&
        !isMoot(one),
    )
    .sort((a, b) => a.start - b.start);
  const told = candidates.filter((one) => !inside(one, candidates));
  const step = lastStep(told, places(heard, grounding.turns));
  const standing = step.filter((one) => !step.some((other) => other.beats.includes(one.value)));
  const last = standing.at(-1);
  if (last === undefined) return asked ? plainAnswer(script, field, clause) : undefined;
  const repaired = places(heard, reflexes.repair).some(
    (repair) => repair.start < last.start && standing.some(({ start }) => start < repair.start),
  );
  const also = field.values.find(({ value }) => value === last.value)?.covers ?? [];
  const disagree =
    standing.some(({ value }) => value !== last.value) ||
    told.some(({ value }) => value !== last.value && !also.includes(value));
  return {
    value: last.value,
    start: last.start,
    end: last.end,
    quote: clause.slice(last.start, last.end),
    hedged:
      isHedged(script, field, heard) ||
      says(heard, grounding.story) ||
      (disagree && !repaired) ||
      isQualified(script, field, heard, told),
    corrected: repaired,
    others: [...new Set(told.map(({ value }) => value))].filter((value) => value !== last.value),
  };
}

/**
 * What a choice is said of to no avail: one line of a claim ("line two paid zero"), what came to nothing ("the E F T
 * bounced"), what is so no more ("it was denied, but that got fixed").
 */
function mootIn(heard: Heard, field: ScriptField, { grounding }: CallScript): (one: Span) => boolean {
  const lines = isStatus(field) ? places(heard, grounding.lines) : [];
  const failures = places(heard, grounding.failed);
  const undoings = places(heard, grounding.undone);
  const joined = (from: number, to: number) => from <= to && !joint.test(heard.text.slice(from, to));
  return ({ start, end }) =>
    lines.some((line) => joined(line.end, start)) ||
    failures.some((failure) => joined(end, failure.start) && failure.start - end <= besideChoice) ||
    undoings.some((undoing) => end <= undoing.start);
}

const joint = /[,;:]|\b(?:and|but|while|so)\b/i;
/** Characters between a choice and what became of it: "E F T had just bounced". */
const besideChoice = 14;

/**
 * "They didn't approve the whole thing, just part of it": beside a choice the sentence says that it holds only in part.
 * It may be another choice, in words that nobody foresaw.
 */
function isQualified(
  { grounding }: CallScript,
  { readBack }: ScriptField,
  heard: Heard,
  told: readonly Span[],
): boolean {
  if (readBack === 'never') return false;
  return places(heard, grounding.qualifies).some((place) => !told.some((span) => overlaps(span, place)));
}

/** The candidates behind the last turn of a story that any stand behind. */
function lastStep(candidates: readonly Candidate[], turns: readonly Span[]): readonly Candidate[] {
  for (const turn of [...turns].reverse()) {
    const behind = candidates.filter(({ start }) => start >= turn.end);
    if (behind.length > 0) return behind;
  }
  return candidates;
}

/** A negation takes back what stands close behind it, up to the next comma. */
function reaches(clause: string, negation: Span, start: number): boolean {
  const between = clause.slice(negation.end, start);
  // "Nothing was paid, it all went to the deductible": of what it says itself, and of nothing that is told next.
  const isSubject = /^(?:nothing|none|nobody|no one|zero)/i.test(clause.slice(negation.start, negation.end));
  const goesOn = /\b(?:it|they|we|he|she|you|everything)\b/i;
  if (isSubject && (goesOn.test(between) || goesOn.exec(clause.slice(start))?.index === 0)) return false;
  return isBehindNegation(start, negation) && !/[,;:]/.test(between);
}

function isHedged({ reflexes }: CallScript, { certain }: ScriptField, heard: Heard): boolean {
  const sure = places(heard, certain);
  return places(heard, reflexes.hedge).some(
    (hedge) => !sure.some(({ start, end }) => start <= hedge.start && end >= hedge.end),
  );
}

/** A plain yes or no to the field's question, where the field says what that means. */
function plainAnswer(script: CallScript, field: ScriptField, clause: string): ValueInText | undefined {
  const heard = hear(clause);
  const { reflexes } = script;
  const { wait, dontKnow, declines, otherChannel } = reflexes;
  // "No, I can't give that out": the no is to us.
  if ([wait, dontKnow, declines, otherChannel].some((patterns) => says(heard, patterns))) return undefined;
  // "No, there isn't a network" is neither in nor out of it.
  if (field.type === 'enum' && absentOf(script, heard, [field.name]).length > 0) return undefined;
  const answer = findSpoken('yes_no', clause).at(-1);
  const meant = field.values.find(({ answers }) => answers !== undefined && answers === answer?.value);
  if (answer === undefined || meant === undefined || isBackchannel(answer.quote)) return undefined;
  const { span, quote, corrected } = answer;
  const behind = clause.slice(span.end).replace(emphasis, '');
  if (halfSentence.test(quote) && /[a-z]/i.test(behind)) return undefined;
  // More than a few words beside the yes may be an answer to something else.
  const others = heard.plain.split(' ').length - hear(quote).plain.split(' ').length;
  const hedged =
    answer.hedged ||
    others > plainWords ||
    isHedged(script, field, heard) ||
    isQualified(script, field, heard, []);
  return { value: meant.value, start: span.start, end: span.end, quote, hedged, corrected, plain: true };
}

const plainWords = 8;

/** "It was" is a yes where nothing follows, and in "it was mailed to you" it is none. */
const halfSentence = /^(?:it|he|she|they|we|i|you|there|that|this)\b/i;
const emphasis = /\b(?:been|yes|yeah|yep|no|nope|sir|ma'?am|correct|right|okay)\b/gi;

/** "Okay", "sure", "mm-hm": heard, and no more. */
function isBackchannel(quote: string): boolean {
  return /^(?:ok|okay|alright|all right|sure|right|mm.*|mhm|uh huh|got it|great|perfect|very well|of course|absolutely|go ahead)$/.test(
    hear(quote).plain,
  );
}

function inside(one: Candidate, all: readonly Candidate[]): boolean {
  return all.some(
    (other) =>
      other.value !== one.value &&
      other.start <= one.start &&
      other.end >= one.end &&
      other.end - other.start > one.end - one.start,
  );
}
