import type { SayClause } from '../kernel/speech.ts';
import { endsInValue, findSpoken } from '../spoken/index.ts';
import { chosenOf } from './alternatives.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { identifierValue, inputOf, isRow, sayIdentifier, sliceIn } from './identifiers.ts';
import type { SayMode } from './identifiers.ts';
import { asking, isLeft, othersIn } from './asked-or-told.ts';
import { isNamesOnly, namedIn } from './naming.ts';
import type { Named } from './naming.ts';
import { heardReflex, phrase } from './scene.ts';
import type { Scene } from './scene.ts';
import { clausesOf, hear, isWithin, overlaps, places, says, wordCount } from './words.ts';
import type { Heard } from './words.ts';

export interface Reply {
  clauses: SayClause[];
  discloses: string[];
  /** The next group of what is being given already. */
  goesOn?: true;
}

/**
 * What the other side asks of us, answered: exactly that and nothing else. Undefined where nothing is asked. What is
 * `known` was said in the same breath.
 */
export function answerRequests(scene: Scene, heard: Heard, known: readonly string[] = []): Reply | undefined {
  const { talk } = scene.state;
  const refused = withheldIn(scene, heard);
  const requested = requestedIn(scene, heard);
  const wanted = requested.length > 0 ? requested : meantIn(scene, heard);
  const named = wanted.filter(({ name }) => !known.includes(name));
  if (named.length === 0)
    return refused.length === 0
      ? undefined
      : { clauses: refused.map(({ input, say }) => lacking(scene, input, say)), discloses: [] };
  talk.slow ||= heardReflex(scene, heard, 'slower');
  talk.inGroups ||= heardReflex(scene, heard, 'inGroups');
  const slice = sliceIn(heard);
  const clauses = named.flatMap((identifier) => {
    if (isLacking(scene, identifier)) return [lacking(scene, inputOf(identifier), identifier.missing)];
    return sayIdentifier(scene, identifier, modeFor(scene, identifier, heard), slice);
  });
  clauses.push(...refused.map(({ input, say }) => lacking(scene, input, say)));
  talk.lastAsked = named.map(({ name }) => name);
  const discloses = named
    .filter((identifier) => identifierValue(scene, identifier) !== undefined)
    .map(({ name }) => name);
  return { clauses, discloses };
}

/** "How do you spell that?", "what were the last four?": of what was given last. */
function meantIn(scene: Scene, heard: Heard): ScriptIdentifier[] {
  const { script, state } = scene;
  if (state.stage === 'inquiry') return [];
  const spells = heardReflex(scene, heard, 'spell');
  const slices = sliceIn(heard) !== undefined && (asking.test(heard.text) || isRequest(scene, heard));
  return script.identifiers.filter(
    (one) =>
      state.talk.lastAsked.includes(one.name) &&
      identifierValue(scene, one) !== undefined &&
      ((spells && (one.kind === 'letters' || one.kind === 'words')) || (slices && isRow(one))),
  );
}

/** These identifiers, said as the other side likes them: once more is spelled, slower is slower. */
export function replyWith(scene: Scene, identifiers: readonly ScriptIdentifier[], heard = hear('')): Reply {
  return {
    clauses: identifiers.flatMap((one) => sayIdentifier(scene, one, modeFor(scene, one, heard))),
    discloses: identifiers.filter((one) => identifierValue(scene, one) !== undefined).map(({ name }) => name),
  };
}

/** Says that we do not have something: the whole sentence once, then shortly. */
export function lacking(scene: Scene, input: string, say: string): SayClause {
  const { talk } = scene.state;
  const times = (talk.lacked[input] ?? 0) + 1;
  talk.lacked[input] = times;
  talk.lackedLast = input;
  return phrase(scene, times === 1 ? say : scene.script.wording.stillLacking);
}

export function isLacking(scene: Scene, identifier: ScriptIdentifier): boolean {
  return identifier.answer === undefined && identifierValue(scene, identifier) === undefined;
}

/** Short turns are requests by themselves while identifiers are being given: "Social?" */
const shortRequestWords = 5;

/** Things that are never given: named in a request, or alone. Told about, they are no request. */
export function withheldIn({ script, state }: Scene, heard: Heard) {
  const requests = places(heard, script.reflexes.request);
  const alone =
    state.stage !== 'inquiry' && (wordCount(heard) <= shortRequestWords || /\?\s*$/.test(heard.text));
  return script.withheld.filter(({ cues }) =>
    places(heard, cues).some(({ start }) => alone || requests.some((request) => request.start <= start)),
  );
}

/** Our identifiers that the turn asks for. */
export function requestedIn(scene: Scene, heard: Heard): ScriptIdentifier[] {
  return isRequest(scene, heard) ? wantedOf(scene, heard) : [];
}

/** Where the turn asks for what of ours. */
export function wantedIn(scene: Scene, heard: Heard): Named[] {
  const wanted = requestedIn(scene, heard);
  return wanted.length === 0
    ? []
    : namedIn(scene, heard).filter(({ identifier }) => wanted.includes(identifier));
}

function isRequest(scene: Scene, heard: Heard): boolean {
  if (heardReflex(scene, heard, 'request')) return true;
  if (heardReflex(scene, heard, 'spell') || heardReflex(scene, heard, 'repeat')) return true;
  // Of "can I have the N P I please" the first words may be lost.
  if (endsInPlease.test(heard.text)) return true;
  if (scene.state.stage !== 'inquiry') return scene.state.stage !== 'closing';
  // What we ask about may be called the same: only who it is about is nothing that we ask for.
  const named = namedIn(scene, heard);
  const isOurs = named.every(
    ({ identifier }) =>
      identifier.about === 'member' || identifier.about === 'provider' || isStillOurs(scene, identifier),
  );
  return isOurs && (isNamesOnly(scene, heard, named) || asksForAll(scene, heard, named));
}

/** "I have two of those. How much was it for?": a question of its own, of nothing else than what is named in it. */
function asksForAll({ script }: Scene, { text }: Heard, named: readonly Named[]): boolean {
  const asked = clausesOf(text).flatMap((one) => {
    const opens = /\?\s*$/.test(one.text) ? opensQuestion.exec(one.text) : null;
    if (opens === null) return [];
    const start = one.start + opens.index;
    const end = one.start + one.text.length;
    const within = named.filter(({ span }) => start <= span.start && span.end <= end);
    const spans = within.map(({ span }) => ({ start: span.start - start, end: span.end - start }));
    return othersIn(script, spans, text.slice(start, end)) === 0 ? within : [];
  });
  return (
    asked.length > 0 &&
    named.every(({ identifier }) => asked.some((one) => one.identifier.name === identifier.name))
  );
}

const opensQuestion =
  /(?:^\s*|, )(?:(?:and|so|but|okay|now|then|sorry),? )*(?:what(?:['’]s)?|which|when|how much|who)\b/i;

/** What they have not heard from us yet they do not say back. */
function isStillOurs(scene: Scene, identifier: ScriptIdentifier): boolean {
  return (
    !scene.state.talk.disclosed.includes(identifier.name) && identifierValue(scene, identifier) !== undefined
  );
}

const endsInPlease = /\bplease\W*$/i;

/** "Okay, I have the N P I": what they have they do not ask for. */
const statement = [
  'i (?:already )?(?:have|got|found|see)(?! to(?: |$))',
  'we (?:have|got|found|see)(?! to(?: |$))',
  'thanks? (?:you )?for',
];

/** "The claim number is four four seven…": named and told in the same sentence, and so not asked for. */
function isTold({ kind }: ScriptIdentifier, behind: string): boolean {
  const sentence = behind.split(/[.?!;](?=\s|$)/)[0] ?? '';
  // "The claim number is D", and a pause: it goes on.
  if (/^\s+(?:is|was)\s+[a-z0-9]/i.test(sentence) && endsInValue(sentence)) return true;
  switch (kind) {
    case 'identifier':
    case 'telephone':
      return findSpoken('identifier', sentence).some(({ value }) => value.length >= shortestTold);
    case 'date':
    case 'money':
      return findSpoken(kind, sentence).length > 0;
    case 'letters':
    case 'words':
      return false;
  }
}

/** Shorter rows are letters that happen to stand there. */
const shortestTold = 4;

/** Names asked for; of "the N P I or the tax I D" the first that we have. */
function wantedOf(scene: Scene, heard: Heard): ScriptIdentifier[] {
  const requests = places(heard, scene.script.reflexes.request);
  const asks = /\?\s*$/.test(heard.text) || endsInPlease.test(heard.text);
  const statements = (asks && requests.length === 0 ? [] : places(heard, statement)).filter(
    ({ start }) => !requests.some((request) => request.start <= start && request.end > start),
  );
  // "The patient's home address" is not the practice's.
  const kept = places(heard, ...scene.script.withheld.map(({ cues }) => cues));
  const asked = namedIn(scene, heard).filter(({ identifier, span }) => {
    if (kept.some((other) => isWithin(span, other) || (overlaps(span, other) && span.start > other.start)))
      return false;
    if (!requests.some(({ start }) => start <= span.start) && isTold(identifier, heard.text.slice(span.end)))
      return false;
    const stated = statements.filter(({ end }) => end <= span.start).at(-1);
    if (stated !== undefined && isLeft.test(heard.text.slice(stated.end, span.start))) return true;
    return stated === undefined || requests.some(({ start }) => start > stated.start && start <= span.start);
  });
  return chosenOf(scene, heard, asked);
}

function modeFor({ state, script }: Scene, { name, kind }: ScriptIdentifier, heard: Heard): SayMode {
  const spells = says(heard, script.reflexes.spell);
  if (kind === 'words') return spells ? 'spelled' : 'normal';
  if (state.talk.slow) return 'slow';
  return spells || state.talk.disclosed.includes(name) ? 'spelled' : 'normal';
}
