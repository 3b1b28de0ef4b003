import type { FailureReason } from '../../kernel/outcome.ts';
import { isStatus, lackOf } from '../answers.ts';
import { hasAnswers } from '../answers-so-far.ts';
import type { ScriptIdentifier } from '../call-script.ts';
import { startClosing } from '../closing.ts';
import { findingsIn } from '../facts.ts';
import { identifiersIn, identifierValue, inputOf, sayIdentifier } from '../identifiers.ts';
import type { Named } from '../naming.ts';
import { fail, heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { wantedIn } from '../verification.ts';
import { clausesOf, hear, overlaps, places, says } from '../words.ts';
import type { Heard } from '../words.ts';
import { give } from './giving.ts';

/** However often another identifier is asked for beside the one that does not do. */
const triesAtMost = 2;

const nouns = {
  provider: ['providers?', 'practice', 'doctor', 'physician', 'facility', 'clinic', 'group'],
  member: ['members?', 'patients?', 'subscribers?', 'policy', 'anyone', 'anybody'],
} as const;

/**
 * "Nothing on file for that N P I", "the date of birth doesn't match": what may have been misheard is said again, what
 * else we have is given, and only then the task ends for it. False where the turn says nothing of the kind.
 */
export function notFound(scene: Scene, heard: Heard): boolean {
  const task = taskOf(scene);
  if (task === undefined || hasAnswers(scene.script, task)) return false;
  const identifier = identifierNotFound(scene, heard);
  if (identifier === undefined) return false;
  const { talk } = scene.state;
  // A name that does not match may be its first or its last part: it is one and the same mistake.
  const key = identifier.kind === 'letters' ? 'name' : identifier.name;
  const times = (talk.rejected[key] ?? 0) + 1;
  talk.rejected[key] = times;
  if (times > 1 && isAnswerToo(scene, heard, identifier)) return false;
  if (times <= triesAtMost && givesAnother(scene, heard, identifier)) return true;
  if (heardReflex(scene, heard, 'mismatch')) misfit(scene, identifier, times);
  else if (identifier.about === 'provider') tryOtherProviderNumber(scene, identifier, times);
  else memberUnknown(scene, identifier, times);
  return true;
}

/**
 * "I'm not finding anything under that member I D": the identifier that will not do, where nothing is said of what we
 * ask about.
 */
export function identifierNotFound(scene: Scene, heard: Heard): ScriptIdentifier | undefined {
  const reflexes = ['mismatch', 'notFound'] as const;
  const found = places(heard, ...reflexes.map((name) => scene.script.reflexes[name]));
  // "I didn't get all of that": not understood, and not looked for.
  const missed = places(heard, scene.script.reflexes.repeat);
  if (found.every((one) => missed.some((other) => overlaps(one, other))) || isAnswer(scene, heard))
    return undefined;
  return culprit(scene, heard);
}

/** "No claim on file" is what we came to learn; "nothing on file for that N P I" is not. */
function isAnswer(scene: Scene, heard: Heard): boolean {
  // "The claim was rejected, invalid member number": who tells how it stands has found it.
  if (tellsStatus(scene, heard) || isReason(scene, heard)) return true;
  const subject = scene.script.subject.split(' ').at(-1) ?? '';
  const named = identifiersIn(scene, heard.text).some(
    ({ identifier: { about } }) => about === 'provider' || about === 'member',
  );
  if (named && !heard.plain.includes(subject)) return false;
  // "No application for that provider" is about what was asked for, not about the provider.
  if (subject !== '' && heard.plain.includes(subject) && states(scene, heard, ['provider_not_found']))
    return true;
  return states(scene, heard, ['claim_not_found', 'prior_auth_not_found']);
}

/** "It was sent back since the tax I D wasn't on file": that became of it, and nobody looks in vain. */
function isReason({ script, state }: Scene, { plain }: Heard): boolean {
  const { before } = becauseOf.exec(plain)?.groups ?? {};
  if (state.stage !== 'inquiry' || before === undefined) return false;
  return !says(hear(before), script.reflexes.notFound) && !looksInVain.test(before);
}

const becauseOf =
  /^(?<before>.*? (?:was|were|got|has been|is being|it)(?: .*)?) (?:because|since|due to|cause|as)(?: |$)/;
const looksInVain = /(?:^| )(?:cant|cannot|can not|unable|not able|dont|not)(?: |$)/;

function tellsStatus(scene: Scene, { text }: Heard): boolean {
  const status = scene.script.fields.find(isStatus);
  const found = findingsIn(scene, text, []).findLast(
    ({ field, hedged, beside }) => field === status?.name && (!hedged || beside === true),
  );
  const meant = status?.values.find(({ value }) => value === found?.value);
  return meant !== undefined && meant.failure === undefined;
}

/** Some kinds of calls ask just this: whether the other side knows the patient. Said twice, it is the answer. */
function isAnswerToo(scene: Scene, heard: Heard, { about }: ScriptIdentifier): boolean {
  return states(scene, heard, [about === 'provider' ? 'provider_not_found' : 'member_not_found']);
}

/** Whether the words state a value that says itself that this was not found. */
function states(scene: Scene, heard: Heard, reasons: readonly FailureReason[]): boolean {
  const finds = findingsIn(scene, heard.text);
  return scene.script.fields.some((field) =>
    finds.some((found) => {
      const reason = found.field === field.name ? lackOf(field, found.value) : undefined;
      return reason !== undefined && reasons.includes(reason);
    }),
  );
}

/** The identifier that did not do: named in the words, meant by a noun, or the one given last. */
function culprit(scene: Scene, heard: Heard): ScriptIdentifier | undefined {
  const { script, state } = scene;
  const beside = isBeside(scene, heard);
  const named = identifiersIn(scene, heard.text)
    .filter((one) => !beside(one))
    .map(({ identifier }) => identifier)
    .find(({ about, from }) => about !== undefined || from.some((source) => source.startsWith('input.')));
  if (named !== undefined) return named;
  const about = (['provider', 'member'] as const).find((who) => says(heard, nouns[who]));
  if (about !== undefined)
    // Numbers are looked up; names and dates are held against what was found.
    return script.identifiers.find(
      (one) => one.about === about && one.kind === 'identifier' && identifierValue(scene, one) !== undefined,
    );
  if (script.fields.some(({ cues }) => says(heard, cues))) return undefined;
  return script.identifiers
    .filter((one) => one.about === 'provider' || one.about === 'member')
    .find(({ name }) => state.talk.lastAsked.at(-1) === name);
}

/** Named behind a request, or in a sentence that does not say what will not do: "Let me try the tax I D." */
function isBeside(scene: Scene, heard: Heard): (one: Named) => boolean {
  const { request, anotherWay, mismatch, notFound: missing } = scene.script.reflexes;
  const requests = places(heard, request, anotherWay);
  const failing = clausesOf(heard.text).filter(({ text }) => says(hear(text), mismatch, missing));
  const isFailing = ({ span }: Named) =>
    failing.some(({ start, text }) => start <= span.start && span.end <= start + text.length);
  return (one) => requests.some(({ start }) => start < one.span.start) || !isFailing(one);
}

/** "Do you have a different tax I D?": what is asked for besides is given. */
function givesAnother(scene: Scene, heard: Heard, culprit: ScriptIdentifier): boolean {
  const ways = places(heard, scene.script.reflexes.anotherWay);
  const tried = identifiersIn(scene, heard.text).filter(({ span }) =>
    ways.some(({ end }) => end <= span.start),
  );
  const wanted = [...wantedIn(scene, heard).filter(isBeside(scene, heard)), ...tried]
    .map(({ identifier }) => identifier)
    .filter(
      (one) =>
        one.name !== culprit.name &&
        identifierValue(scene, one) !== undefined &&
        scene.state.talk.rejected[one.name] === undefined,
    );
  const given = [...new Set(wanted)];
  if (given.length === 0) return false;
  scene.state.talk.lastAsked = given.map(({ name }) => name);
  give(scene, {
    clauses: given.flatMap((one) => sayIdentifier(scene, one, 'normal')),
    discloses: given.map(({ name }) => name),
  });
  return true;
}

function misfit(scene: Scene, identifier: ScriptIdentifier, times: number): void {
  if (times === 1) return again(scene, identifier);
  leave(scene, 'input_incorrect', identifier);
}

function tryOtherProviderNumber(scene: Scene, identifier: ScriptIdentifier, times: number): void {
  const { script, state } = scene;
  const other = script.identifiers.find(
    (one) =>
      one.about === 'provider' &&
      one.name !== identifier.name &&
      identifierValue(scene, one) !== undefined &&
      state.talk.rejected[one.name] === undefined &&
      !state.talk.disclosed.includes(one.name),
  );
  if (other !== undefined) {
    state.talk.lastAsked = [other.name];
    speak(scene, [phrase(scene, script.wording.otherWay), ...sayIdentifier(scene, other, 'normal')], {
      discloses: [other.name],
    });
    return;
  }
  const tried = Object.keys(state.talk.rejected).length;
  if (times === 1 && tried === 1) return again(scene, identifier);
  leave(scene, 'provider_not_found', identifier);
}

function memberUnknown(scene: Scene, identifier: ScriptIdentifier, times: number): void {
  const { script, state } = scene;
  if (times === 1 && state.talk.disclosed.includes(identifier.name)) return again(scene, identifier);
  const known = ['patientName', 'patientDateOfBirth'].every((name) => state.talk.disclosed.includes(name));
  if (times <= 2 && !known && state.talk.rejected.lookByName === undefined) {
    state.talk.rejected.lookByName = 1;
    speak(scene, [phrase(scene, script.wording.lookByName)]);
    return;
  }
  leave(scene, 'member_not_found', identifier);
}

/** It may only have been misheard. What we never said is not said for it. */
function again(scene: Scene, identifier: ScriptIdentifier): void {
  if (!scene.state.talk.disclosed.includes(identifier.name)) {
    speak(scene, [phrase(scene, scene.script.wording.again)], { aside: true });
    return;
  }
  scene.state.talk.lastAsked = [identifier.name];
  speak(
    scene,
    [phrase(scene, scene.script.wording.letMeRepeat), ...sayIdentifier(scene, identifier, 'spelled')],
    { discloses: [identifier.name] },
  );
}

function leave(scene: Scene, reason: FailureReason, identifier: ScriptIdentifier): void {
  fail(scene, reason, inputOf(identifier));
  startClosing(scene, [phrase(scene, scene.script.wording.understood)], scene.script.wording.goodbyeShort);
}
