import type { HeardTurn, SayClause } from '../kernel/speech.ts';
import { representativeField } from './call-script.ts';
import { forgetName } from './phases.ts';
import { startClosing } from './closing.ts';
import { dismiss, dismissalIn } from './dismissal.ts';
import { findingsIn, takeFacts } from './facts.ts';
import type { Finding } from './found.ts';
import { nameInGreeting } from './named-greeting.ts';
import { answerRequests } from './verification.ts';
import { askedBackIn } from './talk/asked-back.ts';
import { clearTimer, fail, heardReflex, phrase, setTimer, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { untouchedTalk } from './state.ts';
import { hear } from './words.ts';

/** Somebody is there: say at once what we are, for whom we call and why. */
export function meetPerson(scene: Scene, turn: HeardTurn): void {
  enterConversation(scene, turn.startMs, hear(turn.text).plain);
  takeFacts(scene, turn, namesGiven(scene, findingsIn(scene, turn.text), turn.text));
  const heard = hear(turn.text);
  const reason = dismissalIn(scene, heard);
  if (reason === undefined) return introduce(scene, turn.text);
  // A voice that gives its name and then a beep is nobody's who listens.
  if (reason === 'voicemail' || reason === 'closed') {
    dismiss(scene, heard);
    return;
  }
  fail(scene, reason);
  startClosing(scene, [], scene.script.wording.goodbyeShort);
}

/** The name is often given with the greeting; nothing else in it is about our business. */
export function namesIn(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ field }) => field === representativeField || field === 'repInitial');
}

/** The name in a greeting, said to be one or not. */
export function namesGiven({ state }: Scene, findings: readonly Finding[], text: string): Finding[] {
  const names = namesIn(findings);
  if (names.some(({ field }) => field === representativeField)) return names;
  const found = nameInGreeting(text, state.payorName);
  return found === undefined ? names : [...names, found];
}

/** In doubt whether it is a person: ask. */
export function tryHello(scene: Scene): void {
  enterConversation(scene, scene.atMs, '');
  speak(scene, [phrase(scene, scene.script.wording.hello)]);
}

/** What we are: the first real sentence to everybody. Words of payor or state may leave out that we record. */
export function disclosureOf(scene: Scene): SayClause {
  const { wording } = scene.script;
  const { recorded, disclosure } = scene.state;
  if (disclosure === null) return phrase(scene, recorded ? wording.disclosureRecorded : wording.disclosure);
  return phrase(
    scene,
    recorded && !/record/i.test(disclosure) ? `${disclosure} This call is recorded.` : disclosure,
  );
}

/** What the introduction says anyway. */
const introduced = ['callerName', 'callReason'];

/** The disclosure, and in the same breath what the greeting already asked for. */
export function introduce(scene: Scene, text: string): void {
  const { state, script } = scene;
  const heard = hear(text);
  // Who we are the introduction says anyway.
  const requested = answerRequests(scene, askedBackIn(scene, heard).rest, introduced);
  state.talk.greeted = true;
  // What we are must be heard; the rest gives way to somebody who wants the word.
  speak(scene, [disclosureOf(scene)], { interruptible: false, aside: true });
  speak(
    scene,
    [
      ...(heardReflex(scene, heard, 'chat') ? [phrase(scene, script.wording.chat)] : []),
      phrase(scene, script.wording.purpose),
      ...(requested?.clauses ?? []),
    ],
    { discloses: requested?.discloses ?? [] },
  );
  if (requested !== undefined) state.stage = 'verification';
}

/** Whoever was there before, this is somebody whom we have told nothing. */
function enterConversation(scene: Scene, metAtMs: number, metWith: string): void {
  const { state } = scene;
  state.phase = 'conversation';
  state.stage = 'greeting';
  state.talk = { ...untouchedTalk(), saying: state.talk.saying, metAtMs, metWith };
  state.menu.elsewhere = false;
  // Who answered is who is there now; a name that was given before is somebody else's.
  forgetName(scene);
  for (const name of ['menu', 'hold', 'hello'] as const) clearTimer(scene, name);
  setTimer(scene, 'silence', scene.script.limits.replyMs * 2);
}
