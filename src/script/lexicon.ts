import type { CallScript, ScriptField } from './call-script.ts';
import { findSpoken } from '../spoken/index.ts';
import type { ValueInText } from './found.ts';
import { isBehindNegation } from './negation.ts';
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
  const candidates: Candidate[] = field.values
    .flatMap(({ value, patterns, asked: looser, beats }) =>
      [...places(heard, patterns), ...(asked ? places(heard, looser) : [])].map((span) => ({
        ...span,
        value,
        beats,
      })),
    )
    .filter(
      ({ start }) => !negations.some((negation) => reaches(clause, negation, start)) && !isClosed(start),
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
  };
}

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
  return isBehindNegation(start, negation) && !/[,;:]/.test(clause.slice(negation.end, start));
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
  const answer = findSpoken('yes_no', clause).at(-1);
  const meant = field.values.find(({ answers }) => answers !== undefined && answers === answer?.value);
  if (answer === undefined || meant === undefined || isBackchannel(answer.quote)) return undefined;
  const { span, quote, corrected } = answer;
  const behind = clause.slice(span.end).replace(emphasis, '');
  if (halfSentence.test(quote) && /[a-z]/i.test(behind)) return undefined;
  // More than a few words beside the yes may be an answer to something else.
  const others = heard.plain.split(' ').length - hear(quote).plain.split(' ').length;
  const hedged = answer.hedged || others > plainWords || isHedged(script, field, heard);
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

const notNames = new Set(
  (
    'a an the not calling regarding being about in for how may can and with from recorded monitored speaking here ' +
    'to is it that call what who okay yes no sorry your our i you we thank please one moment customer provider claims ' +
    'us them him longer give gives gave giving use tell share release ' +
    'department services representative line correct right sure of my me name names am was im its his her he she they ' +
    'first last initial spelled just have has had would could should on at by as do does did not dont know get got be been ' +
    'this these those thats whats theres heres which where when why not none nothing very quite just only really already yet still ' +
    'so then now well um uh oh hi hello there good again claim member patient number reference question anything else ' +
    'or if because since until when while whether unless before after but until of into out up off over under ' +
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dollars percent zero ' +
    'visit visits copay deductible plan policy referral office provider doctors physician nobody anyone someone everybody ' +
    'file listed selected record pcp are were ' +
    'back again later soon tomorrow online portal website fax mail phone extension transfer hold moment minute second goodbye bye ' +
    'able unable verify verified call calls try please sure course ' +
    'mm hm mhm mmhm huh mm-hm uh-huh ' +
    'looks like says shows showing listed seeing see need needs needed must may might will shall should'
  ).split(' '),
);

/** The name that somebody gives as their own, as the first word or capitalised words after the cue. */
export function nameIn(
  field: ScriptField,
  clause: string,
  asked: boolean,
  strangers: ReadonlySet<string> = new Set(),
): ValueInText | undefined {
  const heard = hear(clause);
  const cues = places(heard, field.cues);
  if (field.shape !== undefined) return shapedIn(field.shape, clause, cues);
  for (const cue of cues) {
    const found = nameAt(clause, cue.end, strangers);
    if (found !== undefined) return found;
  }
  if (!asked) return undefined;
  // "It's Doctor Carter, on file as the P C P."
  const title = /\b(?:doctor|dr)\b/i.exec(clause);
  if (title !== null) return nameAt(clause, title.index, strangers);
  if (cues.length > 0 || machineTalk.test(heard.plain)) return undefined;
  const words = heard.plain.split(' ').filter((word) => !notNames.has(word) && word !== 'its');
  if (words.length === 0 || words.length > 2) return undefined;
  const start = clause.toLowerCase().indexOf(words[0] ?? '');
  return start < 0 ? undefined : nameAt(clause, start, strangers);
}

/** Nobody gives a bare name with these words: a machine talks, somebody is about to go or tells something. */
const machineTalk =
  /\b(?:try|trouble|invalid|entry|press|selection|option|later|goodbye|bye|hold|moment|system|was|were|been|not|dont|has|have|did|does)\b/;

/** What is no whole name: a last initial, right behind its cue. */
function shapedIn(shape: string, clause: string, cues: readonly Span[]): ValueInText | undefined {
  for (const { end: from } of cues) {
    const word = /^[\s,:]*([a-z]+)\b/i.exec(clause.slice(from));
    const quote = word?.[1];
    if (word === null || quote === undefined || !new RegExp(`^(?:${shape})$`, 'i').test(quote)) continue;
    const end = from + word[0].length;
    return {
      value: quote.toUpperCase(),
      start: end - quote.length,
      end,
      quote,
      hedged: false,
      corrected: false,
    };
  }
  return undefined;
}

function nameAt(clause: string, from: number, strangers: ReadonlySet<string>): ValueInText | undefined {
  const words = [...clause.slice(from).matchAll(/[A-Za-z][A-Za-z'’-]*/g)];
  const first = words[0];
  const isName = (word: string) =>
    word.length > 1 && !notNames.has(word.toLowerCase()) && !strangers.has(word.toLowerCase());
  if (first === undefined || !isName(first[0])) return undefined;
  const second = words[1];
  const start = from + first.index;
  let end = start + first[0].length;
  if (/^(?:mr|mrs|ms|miss)$/i.test(first[0])) return nameAt(clause, end, strangers);
  if (isTitle(first[0])) {
    const name = nameAt(clause, end, strangers);
    if (name === undefined) return undefined;
    const quote = clause.slice(start, name.end);
    return { ...name, value: capitalised(quote), start, quote };
  }
  const isSurname =
    second !== undefined &&
    /^[A-Z][a-z]/.test(first[0]) &&
    /^[A-Z][a-z]*$/.test(second[0]) &&
    (second[0] === 'I' ? false : second[0].length === 1 || isName(second[0])) &&
    /^\s+$/.test(clause.slice(end, from + second.index));
  if (isSurname) end = from + second.index + second[0].length;
  const quote = clause.slice(start, end);
  return { value: capitalised(quote), start, end, quote, hedged: false, corrected: false };
}

function isTitle(word: string): boolean {
  return /^(?:doctor|dr)$/i.test(word);
}

function capitalised(name: string): string {
  return name.replace(
    /(^|[\s-])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
