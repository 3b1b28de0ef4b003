import type { ProposedCall } from '../kernel/proposal.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import { evidenceOf, isSettled, progressOf, settle } from './answers.ts';
import { takeFacts } from './facts.ts';
import { carryOn } from './inquiry.ts';
import { weighAnswer, weighNoAnswer } from './proposed-answers.ts';
import type { ProposedFinding, Weighed } from './proposed-answers.ts';
import { plainRequest, weighIntent } from './proposed-intents.ts';
import type { ProposedIntent } from './proposed-intents.ts';
import { proposeAgain } from './propose.ts';
import { phrase, setTimer, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { personTurn } from './talk.ts';
import { answerLikely } from './talk/likely-answer.ts';
import { notUnderstood } from './talk/understanding.ts';
import { endWait, waitsALittle } from './talk/waiting.ts';
import { overlaps } from './words.ts';

/** What a proposal may hold at most; what comes behind is not looked at. */
const mostCalls = 16;

/**
 * Takes of a proposal what the words bear out and does what follows. What is refused is told to the model once, where
 * nothing else came of it; after that the call goes on as it would without a model.
 */
export function takeProposal(scene: Scene, calls: readonly ProposedCall[]): void {
  const { talk } = scene.state;
  const turn = talk.proposing;
  talk.proposing = null;
  if (turn === null) return;
  const reasons: string[] = [];
  const accepted = <T>(weighed: Weighed<T>): T[] => {
    if ('accepted' in weighed) return [weighed.accepted];
    reasons.push(weighed.refused);
    return [];
  };
  const looked = calls.slice(0, mostCalls);
  const given = (tool: string) => looked.filter((call) => call.tool === tool).map((call) => call.arguments);
  const findings = given('record_answer').flatMap((one) => accepted(weighAnswer(scene, turn, one)).flat());
  const told = takeFindings(scene, turn, findings);
  if (findings.length > 0 && !told) reasons.push('Those fields are not open.');
  const unanswered = given('note_no_answer').flatMap((one) => accepted(weighNoAnswer(scene, turn, one)));
  const intents = given('note_intent').flatMap((one) => accepted(weighIntent(scene, turn, one)));
  if (looked.some(({ tool }) => !tools.has(tool))) reasons.push('There is no such tool.');
  const task = taskOf(scene);
  const { pending } = talk;
  for (const { field, status, quote, start } of unanswered) {
    if (task === undefined || isSettled(task, field)) continue;
    settle(task, field, status, evidenceOf({ start, quote }, turn, pending?.sayId ?? null));
  }
  // They speak again: what was told is taken, and their turn decides what is said to it.
  if (talk.theySpeak) return;
  const [first] = intents;
  if (told || unanswered.length > 0 || (first !== undefined && first.intent !== 'unclear')) endWait(scene);
  if (told || unanswered.length > 0) {
    return first?.intent === 'asks_us_to_wait' ? act(scene, turn, first) : carryOn(scene);
  }
  if (first !== undefined) return act(scene, turn, first);
  if (proposeAgain(scene, turn, reasons)) return;
  withoutModel(scene, turn);
}

/** The model failed or took too long: the call goes on as it would without one. */
export function proposalFailed(scene: Scene): void {
  const { talk } = scene.state;
  const turn = talk.proposing;
  talk.proposing = null;
  if (turn !== null && !talk.theySpeak) withoutModel(scene, turn);
}

/** Somebody who was talked over begins again within this time; speaking then would cut them off once more. */
const beginsAgainMs = 2_000;

function withoutModel(scene: Scene, turn: HeardTurn): void {
  // Words of nobody in particular, heard while we wait.
  if (scene.state.talk.waiting) waitsALittle(scene);
  else if (turn.overlapped) setTimer(scene, 'silence', beginsAgainMs);
  else if (!answerLikely(scene, turn)) notUnderstood(scene, null);
}

const tools: ReadonlySet<string> = new Set(['record_answer', 'note_no_answer', 'note_intent']);

/** Returns whether anything was told. Of two values for one field that only the model attributes neither is taken. */
function takeFindings(scene: Scene, turn: HeardTurn, proposed: readonly ProposedFinding[]): boolean {
  const task = taskOf(scene);
  const attributed = proposed.filter((one) => one.attributed).map(({ finding }) => finding);
  const clear = proposed.filter((one) => !one.attributed).map(({ finding }) => finding);
  const single = attributed.filter(
    (one) =>
      !clear.some((other) => overlaps(other, one)) &&
      !attributed.some((other) => other !== one && (other.field === one.field || overlaps(other, one))),
  );
  const { found, fresh } = takeFacts(scene, turn, [...clear, ...single]);
  for (const { field } of fresh)
    if (task !== undefined && single.some((one) => one.field === field))
      progressOf(task, field).attributed = 'model';
  return found.length > 0;
}

/**
 * Each intent is answered as if its plainest wording had been heard, so that it can lead to nothing that the reflexes
 * would not do. Those that could end the call lead to one question instead.
 */
function act(scene: Scene, turn: HeardTurn, { intent, identifier }: ProposedIntent): void {
  const { model } = scene.script;
  switch (intent) {
    case 'asks_for_identifier':
      return identifier === undefined
        ? notUnderstood(scene, null)
        : hearPlainly(scene, turn, plainRequest(scene.script, identifier));
    case 'asks_for_something_else':
      speak(scene, [phrase(scene, model.say.notHaving)], { aside: true });
      return;
    case 'asks_us_to_repeat':
    case 'asks_us_to_wait':
    case 'transfers_us':
    case 'asks_who_or_why':
    case 'asks_whether_robot':
    case 'is_ready':
    case 'acknowledges': {
      const plainly = model.intents[intent]?.plainly;
      return plainly === undefined ? notUnderstood(scene, null) : hearPlainly(scene, turn, plainly);
    }
    case 'refuses_automation':
    case 'cannot_help':
      return clarify(scene);
    case 'small_talk':
    case 'unclear':
      return withoutModel(scene, turn);
  }
}

/** What was meant goes through the reflexes in plain words; the model is not asked about those. */
function hearPlainly(scene: Scene, turn: HeardTurn, text: string): void {
  const { model } = scene.state;
  model.rephrased = true;
  personTurn(scene, { ...turn, text, words: [] });
  model.rephrased = false;
}

/** Asks once whether help is to be had here; what the answer means, our own reflexes tell. */
function clarify(scene: Scene): void {
  const { script, state } = scene;
  if (state.model.clarified) return notUnderstood(scene, null);
  state.model.clarified = true;
  const question = script.model.say.clarify.replaceAll('{subject}', script.subject);
  speak(scene, [phrase(scene, question)], { aside: true });
}
