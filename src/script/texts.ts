import { holdsValueWord, monthNames } from '../spoken/index.ts';
import { isChoice } from './answers.ts';
import type { CallScript, ReflexName, ScriptField } from './call-script.ts';
import type { Finding, GroundContext, ValueInText } from './found.ts';
import { enumIn } from './lexicon.ts';
import { behindTurning, turningIn } from './repaired.ts';
import { runsOnAt } from './runs-on.ts';
import { doubtOf, saysNothing } from './text-doubt.ts';
import { properTextIn, smallTextIn } from './text-in.ts';
import { textsIn } from './text-list.ts';
import { piecesFor } from './text-pieces.ts';
import type { TextPiece } from './text-pieces.ts';
import { addressMeant, webAddressesIn } from './web-address.ts';
import { hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Texts of these fields in a clause. */
export function groundTexts(
  clause: string,
  fields: readonly ScriptField[],
  context: GroundContext,
): Finding[] {
  const addresses = webAddressesIn(clause);
  const [address] = addresses;
  const texts = fields
    .filter(({ name }) => context.excluded?.has(name) !== true)
    .flatMap((field) => {
      if (address === undefined || field.way) return meantText(clause, field, context);
      if (field.web) return webText(clause, addresses, field, context);
      return besideAddress(address, clause, field, context);
    });
  return eachOnce(texts);
}

/** "You can go to availity.com": where it was asked for, or behind the field's words, all that counts is the address. */
function webText(
  clause: string,
  addresses: readonly ValueInText[],
  { name, cues }: ScriptField,
  context: GroundContext,
): Finding[] {
  const isCued = says(hear(clause), cues);
  const address = addressMeant(clause, addresses);
  if (address === undefined || (!isCued && !context.asked.includes(name))) return [];
  return [{ ...address, field: name, by: isCued ? 'cue' : 'question' }];
}

/** "Upload it at availity.com, it's the progress notes that we need": before an address one thing is told, and behind it another. */
function besideAddress(
  { start, end }: Span,
  clause: string,
  field: ScriptField,
  context: GroundContext,
): Finding[] {
  return [
    ...meantText(clause.slice(0, start), field, context),
    ...shifted(meantText(clause.slice(end), field, context), end),
  ];
}

/** The text behind words that take back another one, and before words that tell something else. */
function meantText(clause: string, field: ScriptField, context: GroundContext): Finding[] {
  const turning = turningIn(clause);
  const isAsked = context.asked.includes(field.name);
  if (turning !== undefined && (isAsked || says(hear(clause.slice(0, turning.from)), field.cues))) {
    const asked = isAsked ? context.asked : [...context.asked, field.name];
    const meant = meantText(clause.slice(turning.to), field, { ...context, asked });
    if (meant.length > 0) return meant.map((one) => behindTurning(one, turning));
  }
  const at = says(hear(clause), field.over) ? clause.length : runsOnAt(clause, field.thing);
  const [front, rest] = [clause.slice(0, at), clause.slice(at)].map((part) => says(hear(part), field.cues));
  const told = groundText(rest === true && front !== true ? clause : clause.slice(0, at), field, context);
  if (front === true && rest === true)
    told.push(...shifted(groundText(clause.slice(at), field, context), at));
  return told.length > 0 ? told : knownText(clause, field, context);
}

/** "They didn't use InterQual", "if it were MCG". */
const notIt =
  /(?<![a-z])(?:no|not|never|unless|if|than|(?:did|does|do|is|was|are|were|has|have)nt)(?: [a-z]+){0,2}$/;

/** "MCG isn't what they use". */
const notNow = /^(?:[a-z]+ )?(?:isnt|wasnt|is not|was not|not) (?!met|satisfied|supported|meeting)/;

/** "InterQual criteria, and the reason was …": where it was asked for, words that are such a text wherever they stand. */
function knownText(
  clause: string,
  { name, known }: ScriptField,
  { asked, script }: GroundContext,
): Finding[] {
  if (!asked.includes(name)) return [];
  const found = known.flatMap(({ value, patterns }) =>
    places(hear(clause), patterns).map((span) => ({
      ...span,
      value: value ?? clause.slice(span.start, span.end),
    })),
  );
  const [only] = found;
  if (only === undefined || found.some(({ value }) => value !== only.value)) return [];
  if (notNow.test(hear(clause.slice(only.end)).plain)) return [];
  if (notIt.test(hear(clause.slice(0, only.start)).plain) || says(hear(clause), script.grounding.policy))
    return [];
  const quote = clause.slice(only.start, only.end);
  const isUnsure = says(hear(clause), script.reflexes.hedge, script.reflexes.dontKnow);
  return [{ ...only, quote, hedged: isUnsure, corrected: false, field: name, by: 'question' }];
}

function shifted(findings: readonly Finding[], by: number): Finding[] {
  return findings.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
}

/** The same words are the text of one field: of the call type's own before a shared one. */
function eachOnce(texts: readonly Finding[]): Finding[] {
  return texts.filter(
    (one, index) => !texts.slice(0, index).some((other) => other.field !== one.field && overlaps(other, one)),
  );
}

/** Words that are accounted for in another way are nobody's reason, plan or address. */
const otherTalk = [
  'wait',
  'backchannel',
  'request',
  'robot',
  'refusal',
  'repeat',
  'slower',
  'help',
  'ready',
  'anythingElse',
  'goodbye',
  'declines',
  'transfer',
] as const satisfies readonly ReflexName[];

function groundText(whole: string, field: ScriptField, context: GroundContext): Finding[] {
  const isHedged = says(hear(whole), context.script.reflexes.hedge);
  return piecesFor(field, whole, context).flatMap((piece) =>
    textsOf(whole.slice(piece.start, piece.end), piece, field, context).flatMap((found) => {
      const doubt = doubtOf(found.quote, field);
      if (doubt === 'no_text') return [];
      const hedged = found.hedged || isHedged || doubt === 'unsure';
      return [{ ...found, hedged, start: found.start + piece.start, end: found.end + piece.start }];
    }),
  );
}

/** Texts of one piece; spans count in it. */
function textsOf(
  clause: string,
  { keyed, tells }: TextPiece,
  field: ScriptField,
  context: GroundContext,
): Finding[] {
  const { script, asked } = context;
  const { frames } = script.grounding;
  const heard = hear(clause);
  const isAsked = asked.includes(field.name);
  const hasOwnCue = says(heard, field.cues);
  if (!isAsked && !hasOwnCue && !tells) return [];
  const others = [...otherCues(heard, field, keyed, context), ...datesIn(clause)].sort(
    (a, b) => a.start - b.start,
  );
  const by = hasOwnCue || tells ? 'cue' : 'question';
  if (!hasOwnCue) {
    const stop = Math.min(others[0]?.start ?? clause.length, closingChoice(clause, script) ?? clause.length);
    const isKnown = !says(heard, script.reflexes.dontKnow);
    const before = isKnown && stop < clause.length ? clause.slice(0, stop) : '';
    const name = properTextIn(field, before, frames) ?? smallTextIn(field, before, frames);
    if (name !== undefined) return [{ ...name, field: field.name, by }];
    // An answer that speaks of another field, or says nothing, is no text for this one.
    if (others.length > 0 || !isKnown || isOtherTalk(clause, heard, script)) return [];
  }
  const ends = [...others, ...topicsIn(heard, script)].sort((a, b) => a.start - b.start);
  return textsIn(field, clause, isAsked || tells, ends, frames)
    .filter((found) => !isOurs(found, script))
    .map((found) => ({ ...found, field: field.name, by }));
}

/** "I'd need the tax I D": what is ours to give is nobody's document. */
function isOurs({ quote }: ValueInText, { identifiers }: CallScript): boolean {
  return identifiers.some(
    ({ cues, kind }) =>
      (kind === 'identifier' || kind === 'date') &&
      places(hear(quote), cues).some((span) => isAllOf(quote, span)),
  );
}

/** "The member I D again, please": nothing else is named. */
function isAllOf(text: string, { start, end }: Span): boolean {
  const { plain } = hear(`${text.slice(0, start)} ${text.slice(end)}`);
  return plain === '' || saysNothing(plain, besideOurs);
}

const besideOurs = 'patients members providers offices clinics first next more once time quick number';

/** It is accounted for in another way, says that there is nothing to tell, or tells of an amount or a choice that is another field's. */
function isOtherTalk(clause: string, heard: Heard, script: CallScript): boolean {
  return (
    otherTalk.some((name) => says(heard, script.reflexes[name])) ||
    says(heard, script.grounding.noText) ||
    topicsIn(heard, script).length > 0 ||
    closingChoice(clause, script) !== undefined
  );
}

/** "The specialist copay is twenty dollars": where amounts of a topic begin, with the article before it. */
function topicsIn(heard: Heard, { grounding }: CallScript): Span[] {
  return grounding.facets
    .filter(({ subject, otherwise }) => subject && otherwise === undefined)
    .flatMap(({ values }) => values)
    .flatMap(({ patterns }) => places(heard, withArticles(patterns)))
    .filter(({ end }) => holdsValueWord(heard.text.slice(end, end + valueReach)));
}

/** "Unfortunately that was denied": where the choice of another field begins to which the clause comes down. */
function closingChoice(clause: string, script: CallScript): number | undefined {
  const end = clause.replace(trailing, '').length;
  for (const field of script.fields) {
    if (!isChoice(field)) continue;
    const found = enumIn(script, field, clause, false);
    if (found !== undefined && found.end >= end) return found.start;
  }
  return undefined;
}

/** Words behind a choice that say nothing more: "looks like we paid that one". */
const trailing = /(?:[\s.,;:?!]+|\s(?:that|this|it|one|out|already|too|then))+$/i;

const widened = new WeakMap<readonly string[], readonly string[]>();

/** The same words with what leads up to them: "and with the". */
function withArticles(cues: readonly string[]): readonly string[] {
  const known = widened.get(cues) ?? cues.map((cue) => `(?:(?:and )?(?:with )?the )?(?:${cue})`);
  widened.set(cues, known);
  return known;
}

/** Words of other fields, where something follows that can be their value. Behind a key no other text is told. */
function otherCues(
  heard: Heard,
  field: ScriptField,
  keyed: boolean,
  { script, excluded }: GroundContext,
): Span[] {
  return script.fields
    .filter(({ name, type }) => name !== field.name && type !== 'enum' && type !== 'yes_no')
    .filter(({ type }) => type !== 'text' || !keyed)
    .filter(({ name, type }) => type !== 'text' || excluded?.has(name) !== true)
    .flatMap(({ cues, type }) =>
      places(heard, withArticles(cues)).filter(({ end }) =>
        type === 'text' || type === 'name'
          ? /[a-z]{3}/i.test(heard.text.slice(end))
          : holdsValueWord(heard.text.slice(end, end + valueReach)),
      ),
    );
}

/** Characters behind a field's words in which its value begins. */
const valueReach = 30;

/** Days of a month: "the card" is none, nor is "the second line". */
const ordinals =
  '(?:twenty |thirty )?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|twentie|thirtie)th)|\\d+(?:st|nd|rd|th)';

const dated = new RegExp(
  `\\s(?:on|dated|since|as of|effective)\\s+(?=(?:${monthNames.join('|')}|the (?:${ordinals})(?! (?:service |claim )?(?:line|item|one|code|reason|denial)))\\b)`,
  'gi',
);

/** " on March fifth": a text ends where a date of something begins. */
function datesIn(clause: string): Span[] {
  return [...clause.matchAll(dated)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
}
