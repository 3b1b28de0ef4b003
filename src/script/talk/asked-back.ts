import type { SayClause } from '../../kernel/speech.ts';
import { identifiersIn, identifierValue, sayIdentifier } from '../identifiers.ts';
import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Reply } from '../verification.ts';
import { clausesOf, hear, places } from '../words.ts';
import type { Heard } from '../words.ts';
import { give, unask } from './giving.ts';

/** What was asked about us, answered, and the turn without it. */
export interface AskedBack {
  clauses: SayClause[];
  /** Our own question is to be said again. */
  again: boolean;
  rest: Heard;
}

/** "Is this for yourself or a patient? And the member I D?": what is asked about us is no request for a number. */
export function askedBackIn(scene: Scene, heard: Heard): AskedBack {
  const asks = isMarked(heard.text);
  const clauses: SayClause[] = [];
  let again = false;
  let rest = heard.text;
  for (const { text, start } of clausesOf(heard.text)) {
    const sentence = hear(text);
    // A sentence that tells something stands before a question, or asks itself.
    if (!asks && !isSpokenAsQuestion(sentence)) continue;
    const answer = answerTo(scene, sentence, heard.text.slice(start + text.length));
    if (answer === undefined && !asksNothingOfOurs(scene, sentence)) continue;
    again ||= answer?.again ?? false;
    if (answer !== undefined && !clauses.some((one) => one.text === answer.clauses[0]?.text))
      clauses.push(...answer.clauses);
    rest = rest.slice(0, start) + ' '.repeat(text.length) + rest.slice(start + text.length);
  }
  return { clauses, again, rest: rest === heard.text ? heard : hear(rest) };
}

/** Our answers, and what else of ours the turn asks for. */
export function answerAskedBack(scene: Scene, { clauses }: AskedBack, reply: Reply | undefined): void {
  const { state } = scene;
  if (reply !== undefined) return give(scene, { ...reply, clauses: [...clauses, ...reply.clauses] });
  if (state.stage === 'greeting') state.stage = 'verification';
  unask(scene);
  speak(scene, clauses, { aside: true });
}

function answerTo(
  scene: Scene,
  sentence: Heard,
  behind: string,
): { clauses: SayClause[]; again: boolean } | undefined {
  const { script } = scene;
  const found = script.askedBack.find(({ cues, yields }) => {
    const at = places(sentence, cues)[0];
    return (
      at !== undefined &&
      !asksForOthers(scene, sentence.text.slice(0, at.start)) &&
      !(yields && namesOurs(scene, `${sentence.text.slice(at.end)} ${behind}`))
    );
  });
  if (found === undefined)
    return isAlternative(scene, sentence)
      ? { clauses: [phrase(scene, script.wording.unsure)], again: false }
      : undefined;
  const given = script.identifiers.find(({ name }) => name === found.gives);
  const clauses =
    given !== undefined && identifierValue(scene, given) !== undefined
      ? sayIdentifier(scene, given, 'normal')
      : [phrase(scene, found.answer)];
  return { clauses, again: found.again };
}

/** Whether words call something by its name that we have. */
function namesOurs(scene: Scene, text: string): boolean {
  return identifiersIn(scene, text).some(
    ({ identifier }) => identifierValue(scene, identifier) !== undefined,
  );
}

/** "What N P I are you billing with?" asks for the number, whoever we are, and "what would you like?" offers nothing. */
function asksForOthers(scene: Scene, before: string): boolean {
  return (
    questionWord.test(hear(before).plain) ||
    identifiersIn(scene, before).some(({ identifier }) => identifier.about !== undefined)
  );
}

const questionWord = /(?:^| )(?:what|whats|which|who|whos|whom|whose|how|when|where|why)(?: |$)/;

/** How people begin who ask what is so, rather than for a number. */
const asksWhatIsSo =
  /^(?:(?:and|so|okay|ok|alright|now|oh|um|uh|well|sorry|just|then|wait|quick question|thank you|thanks) )*(?:is|are|was|were|did|does|has|have|had|will|(?:do|could|would)(?= (?:it|this|that|they|he|she|the)(?: |$)))(?! (?:there|your name|you (?:need|needing|want|wanting|looking for))(?: |$)) /;
const mayBeAsked =
  /^(?:is|are|was|were|did|does|has|will|would|could|do you know|ready|tell me|let me know|do you work|are you)(?: |$)/;

function isSpokenAsQuestion({ text, plain }: Heard): boolean {
  return isMarked(text) || asksWhatIsSo.test(`${plain} `) || mayBeAsked.test(plain);
}

/** "Is that inpatient or outpatient?": we know of neither. "Is that the N P I or the tax I D?" is about our numbers. */
function isAlternative(scene: Scene, sentence: Heard): boolean {
  if (!isMarked(sentence.text) || !/ or (?!not(?: |$)|no(?: |$))/.test(sentence.plain)) return false;
  if (!asksWhatIsSo.test(sentence.plain) || heardReflex(scene, sentence, 'request')) return false;
  return !isOfOurs(scene, sentence);
}

/** Of something that we have: "Is the date of birth June or July?", "Is that B as in boy or D as in dog?" */
function isOfOurs(scene: Scene, sentence: Heard): boolean {
  if (
    heardReflex(scene, sentence, 'spell') ||
    /(?:^| )(?:as in|like in|did you say|you said)(?: |$)/.test(sentence.plain)
  )
    return true;
  const named = identifiersIn(scene, sentence.text);
  return named.length > 1 || named.some(({ identifier }) => identifierValue(scene, identifier) !== undefined);
}

/** "Is the patient there with you?" wants none of our numbers, though it names whose they are. */
function asksNothingOfOurs(scene: Scene, sentence: Heard): boolean {
  if (!asksUs(sentence) || heardReflex(scene, sentence, 'request') || checks.test(sentence.plain))
    return false;
  if (/(?:^| )(?:able to|have|got|get|there an?|any)(?: |$)/.test(sentence.plain)) return false;
  return (
    identifiersIn(scene, sentence.text).every(({ identifier }) => identifier.about === undefined) &&
    !isOfOurs(scene, sentence)
  );
}

/** "Is that right?" is of what was said before it. */
const checks = /^(?:(?:and|so|okay) )*(?:is|was) (?:that|this|it)(?: all)? (?:right|correct|accurate)$/;

/** "Did you send that electronically?", "Do you know if they have other insurance?": asked of us, and not known here. */
export function asksWhatWeLack(scene: Scene, heard: Heard): boolean {
  const last = hear(clausesOf(heard.text).at(-1)?.text ?? '');
  return asksUs(last) && !isOfOurs(scene, last);
}

/** A question for what is so, to which we may know the answer. */
function asksUs({ text, plain }: Heard): boolean {
  return isMarked(text) && (asksWhatIsSo.test(plain) || knows.test(plain));
}

/** "Which deductible, individual or family?": whoever asks tells nothing. */
export function isAsked(sentence: Heard): boolean {
  return asksUs(sentence) || (isMarked(sentence.text) && asksFor.test(sentence.plain));
}

const asksFor = /^(?:(?:and|so|okay|alright|now|well) )*(?:what|which|who|whose|when|where|how|why)(?: |$)/;

function isMarked(text: string): boolean {
  return /\?\s*$/.test(text);
}

const knows = /^(?:(?:and|so|okay|alright|well) )*(?:do|would) you (?:happen to )?know(?: |$)/;
