import { countWords, digitWords, keyNamed } from '../spoken/index.ts';
import { behindBare, isThing, lastKey } from './menu-keys.ts';
import type { Action } from './menu-keys.ts';
import type { Marked } from './menu-marks.ts';
import { definitionAt, isPairList, isVerdict } from './menu-pairs.ts';

const bare = new RegExp(`(?<![a-z0-9])(${lastKey})s?(?![a-z0-9])`, 'g');
/** Numbers that stand behind these are no keys. */
const besideBare = new RegExp(
  `(?:(?<![a-z0-9])(?:number|${countWords.join('|')}|[0-9]+|oh|hundred|thousand|last|first|next|than|least|in|within|about|only|any|this|that|no|is|are|the|a|your|code|either|each|every|another|new|old|existing|current|pending|previous|prior|different|same|other|which|someone|anyone|both|these|those|have|has|with|between|or say|from|status of|copy of|result of) |(?<![a-z0-9])(?:line|item|page|modifier|position|diagnosis|procedure|section|field|bed|stage|level|tier|step|unit|room|suite|day|week|month|year|phase|part|box|floor|january|february|march|april|may|june|july|august|september|october|november|december) |^claim |(?<![a-z0-9])(?:i|we|he|she|they|it|ive|weve|theyve)(?: (?:also|only|just|still))? (?!or |and )[a-z]+ |(?<![a-z0-9])(?:[0-9]|${digitWords.join('|')}) (?:to|through|or) )$`,
);
const link = /^(?:is |are )?(?:for|to|if|when)(?![a-z0-9])/;
/** A thing, of which more may be said. */
const ofSomething = /^(?:or |and )?for (?:an?|any|your|claims|calls|questions|services|requests) /;
/** Who says that something is so offers nothing. */
const stating =
  /(?:^| )(?:was|were|is|are|has|have|had|did|does|will|would|denied|paid|processed|i|im|we|he|she|they|it|its)(?: |$)/;
/** Said of what somebody calls to do or to learn: "check whether someone is covered", "where is my money". */
const wanting =
  /^(?:i am (?:a|an|the) [a-z]+(?: [a-z]+){0,3}$|im (?:a|an|the) [a-z]+(?: [a-z]+){0,3}$|(?:to )?(?:begin|start|submit|request|file|check|see|find|ask|get|learn|hear|verify|look|talk|speak|know|confirm|track|follow|report|update|change|pay)|where|wheres|when|why|how|who|whos|whether|what happened)(?: |$)/;
/** In front of a row, what is to be done with its numbers. */
const asksForNumber =
  /(?:^| )(?:(?:say|press|pick|choose|select|enter|dial|give|touch)(?: or (?:say|press|enter|dial))?(?: me| us)? (?:a|the|one|your|any) (?:number|digit|key|option|choice|of (?:these|the following))|(?:choose|select|pick|press|say)(?: one)? (?:from|of) (?:these|the following))(?: |$)/;
/** The last of a row is for what none of the others is for. */
const catchAll =
  /^ (?:for |is )?(?:(?:everything|anything|something|anyone|everyone|all) else|all others?|none of (?:these|those))$/;
/** What may be so, and is about the call or who calls. */
const conditional =
  /(?:^| )if (?:you|your|youre|youd|youve|youll|yours|its|it|this|that|the call|calling)(?: |$)/;

/**
 * "For claims one, for benefits two", "One, claims. Two, benefits": keys without "press". They count upwards, or stand
 * beside keys that are pressed.
 */
export function bareKeys(marked: Marked, found: readonly Action[]): Action[] {
  const { plain, breaks } = marked;
  const [lone, ...others] = candidatesIn(marked, found);
  if (lone === undefined) return [];
  if (others.length === 0 && isThing(plain, lone, found)) return [];
  const candidates = [lone, ...others];
  const named = [...found, ...candidates].sort((a, b) => a.start - b.start);
  const rising = candidates.filter(({ key, start, end }) => {
    const before = named.filter((one) => one.end <= start).at(-1);
    const after = named.find((one) => one.start >= end);
    const follows = before !== undefined && Number(before.key) + 1 === Number(key);
    const leads = after !== undefined && Number(after.key) === Number(key) + 1;
    return follows || leads;
  });
  const counted = isRow(marked, found, rising) ? rising : [];
  const accepted = found.length + counted.length > 0 ? counted : withoutOrder(marked, candidates);
  if (found.length + accepted.length === 0) return [];
  // "Or zero for an operator", "operator zero": whatever its number, beside others.
  const more = candidates.filter((one) => {
    if (accepted.includes(one)) return false;
    const ends = one.end === plain.length || breaks.has(one.end);
    const special = /^[0*#]$/.test(one.key) && (accepted.length > 1 || isApart(marked, one.start));
    if (special && (ends || link.test(plain.slice(one.end + 1)))) return true;
    const linked = link.test(clauseBefore(marked, one.start));
    return (linked && ends) || (isApart(marked, one.start) && link.test(plain.slice(one.end + 1)));
  });
  return [...accepted, ...more];
}

function candidatesIn(marked: Marked, found: readonly Action[]): Action[] {
  const { plain, breaks, commas, contracted } = marked;
  return [...plain.matchAll(bare)].flatMap((match): Action[] => {
    const at = match.index;
    const end = at + match[0].length;
    const key = keyNamed(match[1] ?? '');
    // "Two's claims": told from "the twos" by its apostrophe.
    const isSubject = match[0] !== match[1];
    if (isSubject && !contracted.has(end)) return [];
    if (key === undefined || found.some((one) => at < one.end && one.start < end)) return [];
    const numbered = /(?:^| )(?:number|choice|key) $/.exec(plain.slice(0, at));
    const from = numbered === null ? at : at - numbered[0].trimStart().length;
    // "Number one, claims": at the beginning of a sentence.
    const opens = from < at && (from === 0 || breaks.has(from - 1)) && commas.has(end);
    if (!opens && besideBare.test(plain.slice(0, at)) && !commas.has(at - 1)) return [];
    const verbEnd = definitionAt(marked, from, end, isSubject);
    if (verbEnd !== undefined) return [{ key, start: from, end: verbEnd, label: 'behind' }];
    if (isSubject) return [];
    const pauses = breaks.has(end) || commas.has(end) || end === plain.length;
    if (!pauses && behindBare.test(plain.slice(end))) return [];
    // "Eligibility's two": the "s" is none of its name.
    const isVerb = contracted.has(at - 1) && plain[at - 2] === 's';
    const start = isVerb ? at - 2 : opens ? from : at;
    return [{ key, start, end, label: isVerb ? ('before' as const) : undefined }];
  });
}

/** A row whose keys do not count upwards, or the one key for a yes. */
function withoutOrder(marked: Marked, candidates: readonly Action[]): readonly Action[] {
  const row = readSlowly(marked, candidates);
  return row.length > 0 ? row : candidates.filter((one) => isVerdict(marked, one));
}

/** "Authorizations, three. Claims, one": every key has its pauses, whatever its number. */
function readSlowly(marked: Marked, candidates: readonly Action[]): readonly Action[] {
  const { plain, commas } = marked;
  // "Three Rivers Health": a number in a name stands before the row, and has no pauses.
  const first = candidates.findIndex(
    ({ start, end }) => commas.has(start - 1) || commas.has(end) || link.test(plain.slice(end + 1)),
  );
  const keys = candidates.slice(Math.max(0, first));
  const distinct = new Set(keys.map(({ key }) => key)).size === keys.length;
  const paused = keys.every(({ start, end }) => isApart(marked, start) || commas.has(end));
  const row = arePaused(marked, keys) && paused;
  return distinct && labelsOffer(marked, keys) && (row || isPairList(marked, keys)) ? keys : [];
}

/** Whether keys without a verb are a row of choices: beside others, many, described, or read with pauses. */
function isRow(marked: Marked, found: readonly Action[], rising: readonly Action[]): boolean {
  const { plain } = marked;
  const first = rising[0];
  if (first === undefined) return false;
  if (found.length > 0) return true;
  if (rising.length < 2) return false;
  if (!labelsOffer(marked, rising)) return false;
  if (rising.length > 2) return true;
  const described = /(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/;
  if (described.test(plain.slice(0, first.start)) || described.test(plain.slice(first.end))) return true;
  return arePaused(marked, rising) || isPairList(marked, rising);
}

/** "I have one, two, three": keys with nothing between them; "one, the claim was denied": what is so is no choice. */
function labelsOffer({ plain, commas, questions, colons }: Marked, keys: readonly Action[]): boolean {
  const rest = plain.slice(keys.at(-1)?.end ?? 0);
  const introduced = asksForNumber.test(plain.slice(0, keys[0]?.start ?? 0)) || catchAll.test(rest);
  return keys.slice(1).every(({ start, end }, at) => {
    const label = plain.slice(keys[at]?.end ?? 0, start).trim();
    // "If it is in network, one copay applies" goes on behind its number.
    const apart = end === plain.length || commas.has(end) || link.test(plain.slice(end + 1));
    // "For a claim you have already spoken to us about, two."
    const asks = questions.has(start - 1) || (apart && (conditional.test(label) || ofSomething.test(label)));
    return (
      label !== '' &&
      (introduced || wanting.test(label) || asks || colons.has(start - 1) || !stating.test(label))
    );
  });
}

/** "Claims, one. Everything else, two"; "One, claims. Two, everything else"; "Two for claims, four for everything else." */
function arePaused(marked: Marked, keys: readonly Action[]): boolean {
  const { plain, breaks, commas } = marked;
  const closes = ({ end }: Action) => breaks.has(end) || end === plain.length;
  const opens = ({ start, end }: Action) => (start === 0 || breaks.has(start - 1)) && commas.has(end);
  const links = ({ start, end }: Action) => isApart(marked, start) && link.test(plain.slice(end + 1));
  return keys.length > 1 && (keys.every(closes) || keys.every(opens) || keys.every(links));
}

/** Whether a new choice may begin here: behind a pause, or behind "or". */
function isApart({ plain, commas }: Marked, start: number): boolean {
  return start === 0 || commas.has(start - 1) || /(?:^| )(?:or|and) $/.test(plain.slice(0, start));
}

/** The words from the last pause up to here. */
function clauseBefore({ plain, commas }: Marked, start: number): string {
  const pauses = [...commas].filter((place) => place < start - 1);
  return plain.slice(Math.max(-1, ...pauses) + 1, start).replace(/^(?:and|or|please) /, '');
}
