import type { FailureReason } from '../../kernel/outcome.ts';
import { fieldsOfCall, hasAnswers } from '../answers-so-far.ts';
import type { CallScript, ReflexName } from '../call-script.ts';
import { startClosing } from '../closing.ts';
import { askedFields, findingsIn } from '../facts.ts';
import { disclosureOf } from '../greeting.ts';
import { fail, heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { TaskState } from '../state.ts';
import { answerRequests, wantedIn } from '../verification.ts';
import { places } from '../words.ts';
import type { Heard } from '../words.ts';
import { namedIn } from './unknown.ts';

type Words = {
  [K in keyof CallScript['wording']]: CallScript['wording'][K] extends string ? K : never;
}[keyof CallScript['wording']];

/** Something in the way of an answer: one polite offer, then the call ends for this reason. Never an argument. */
interface Obstacle {
  reflex: ReflexName;
  reason: FailureReason;
  offer: Words;
  goodbye: Words;
  /** Concerns the whole call at any time; others, once there are answers, only the question just asked. */
  always: boolean;
}

const obstacles: readonly Obstacle[] = [
  {
    reflex: 'refusal',
    reason: 'refused_automation',
    offer: 'refusalOffer',
    goodbye: 'refusalGoodbye',
    always: true,
  },
  {
    reflex: 'callback',
    reason: 'callback_required',
    offer: 'callbackOffer',
    goodbye: 'goodbyeShort',
    always: true,
  },
  {
    reflex: 'wrongDepartment',
    reason: 'wrong_department',
    offer: 'transferOffer',
    goodbye: 'goodbyeShort',
    // Who has told us something is the right one for it: another handles what was just asked for.
    always: false,
  },
  {
    reflex: 'otherChannel',
    reason: 'other_channel',
    offer: 'channelOffer',
    goodbye: 'goodbyeShort',
    always: false,
  },
  {
    reflex: 'declines',
    reason: 'refused_information',
    offer: 'informationOffer',
    goodbye: 'goodbyeShort',
    always: false,
  },
];

/** Meets an obstacle in the turn, or the answer to the offer just made. False where there is none of either. */
export function obstacle(scene: Scene, heard: Heard): boolean {
  const { talk } = scene.state;
  const { offered } = talk;
  talk.offered = null;
  const met = obstacles.find(
    ({ reflex, always }) =>
      heardReflex(scene, heard, reflex) &&
      !(reflex === 'callback' && heardReflex(scene, heard, 'lostCall')) &&
      (always || !goesOn(scene, heard, reflex)),
  );
  const refused = obstacles.find(({ reason }) => reason === offered);
  if (met === undefined) {
    if (refused === undefined || !turnsDown(scene, heard, refused)) return false;
    giveUp(scene, refused, heard);
    return true;
  }
  const task = taskOf(scene);
  // Who says why and goodbye in one breath is not asked for more.
  const leaves = !met.always && heardReflex(scene, heard, 'goodbye');
  if (!leaves && !met.always && task !== undefined && isPartly(scene, heard, task)) return false;
  // What was offered is not offered once more in other words to who does not speak with machines.
  const turnedDown = refused !== undefined && met.reflex === 'refusal';
  if (leaves || turnedDown || talk.offers.includes(met.reason)) giveUp(scene, met, heard);
  else offer(scene, met);
  return true;
}

/** "Don't give me the social, I can't take that. Member I D?": what we are asked for behind it they can use. */
function goesOn(scene: Scene, heard: Heard, reflex: ReflexName): boolean {
  const end = places(heard, scene.script.reflexes[reflex]).at(-1)?.end ?? 0;
  return wantedIn(scene, heard).some(({ span }) => span.end > end);
}

/** Something is told all the same, or only what was named is not: that alone is settled, and the rest is asked for. */
function isPartly(scene: Scene, heard: Heard, task: TaskState): boolean {
  if (hasAnswers(scene.script, task)) return true;
  const ofCall = fieldsOfCall(scene.script);
  if (findingsIn(scene, heard.text).some(({ field }) => !ofCall.has(field))) return true;
  const named = namedIn(scene, heard, task);
  return named.length > 0 && askedFields(scene.state.talk.pending).some((name) => !named.includes(name));
}

/** "No, sorry"; and who is offered to wait but asks for the number all the same insists on calling back. */
function turnsDown(scene: Scene, heard: Heard, { reason }: Obstacle): boolean {
  // "Alright, go ahead. I cannot find that member": whatever cannot be done then, it is not the talk with us.
  if (heardReflex(scene, heard, 'ready') || heardReflex(scene, heard, 'repeat')) return false;
  const turned = ['no', 'declines', 'turnsDown', 'goodbye'] as const;
  if (turned.some((name) => heardReflex(scene, heard, name))) return true;
  return reason === 'callback_required' && asksForNumber(scene, heard) !== undefined;
}

/** The only thing that is still given to somebody who wants to call back. */
function asksForNumber(scene: Scene, heard: Heard) {
  const asked = answerRequests(scene, heard);
  return asked?.discloses.includes('callbackNumber') === true ? asked : undefined;
}

function offer(scene: Scene, { reason, offer: words }: Obstacle): void {
  const { state, script } = scene;
  const { talk } = state;
  const first = talk.greeted ? [] : [disclosureOf(scene)];
  talk.greeted = true;
  if (state.stage === 'greeting') state.stage = 'verification';
  talk.offers.push(reason);
  speak(scene, [...first, phrase(scene, script.wording[words])], { aside: talk.pending !== null });
  talk.offered = reason;
}

function giveUp(scene: Scene, { reason, goodbye }: Obstacle, heard: Heard): void {
  fail(scene, reason);
  const number = reason === 'callback_required' ? asksForNumber(scene, heard) : undefined;
  startClosing(scene, number?.clauses ?? [], scene.script.wording[goodbye]);
}
