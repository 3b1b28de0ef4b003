import type { HeardTurn } from '../../kernel/speech.ts';
import { isStatus } from '../answers.ts';
import { findingsIn, takeFacts } from '../facts.ts';
import { carryOn } from '../inquiry.ts';
import { likeness } from '../likeness.ts';
import { isKnownRecording, rememberRecording } from '../person.ts';
import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { isTaskKnown } from '../tasks.ts';
import { wordCount } from '../words.ts';
import type { Heard } from '../words.ts';

/** "Okay" is said more than once by anybody. */
const leastWords = 2;
const mostRemembered = 6;
/** From here on two turns are the same words. */
const sameAgain = 0.85;

/** "Okay. Good news, that one came back approved": so begins who has looked something up. */
const taking = /^(?:okay|ok|alright|all right|yes|yeah|yep|yup|so|good news|bad news)(?![a-z'’])/i;

/** Whoever is back says "I", asks something, or takes the talk up; a line that advertises does none of these. */
export function speaksToUs({ text }: HeardTurn): boolean {
  return text.includes('?') || taking.test(text) || /\b(?:I|me|my)\b/i.test(text);
}

/**
 * "Okay. Good news, that one came back approved": back from looking, and tells what we said that we call for before we
 * have asked. It is read back; where it is not understood, our question comes next. False where they want something.
 */
export function backWithNews(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { state, script } = scene;
  if (state.modelAvailable || state.talk.pending !== null || !isTaskKnown(scene)) return false;
  if (!taking.test(turn.text) || turn.text.includes('?') || heardReflex(scene, heard, 'request'))
    return false;
  const status = script.fields.find(isStatus);
  const told = findingsIn(scene, turn.text, status === undefined ? [] : [status.name]);
  const news = told.filter(({ field }) => field === status?.name);
  takeFacts(
    scene,
    turn,
    news.map((one) => ({ ...one, hedged: true })),
  );
  carryOn(scene);
  return true;
}

/** The same words once more (not this very turn, noted on coming back), and nothing was told or asked between: a line says them at intervals, and nobody is back. */
export function isSaidByLine(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { talk } = scene.state;
  if (talk.saidInWait.length === 0 || speaksToUs(turn)) return false;
  if (
    !talk.saidInWait.some(
      (one) => one.startMs < turn.startMs && likeness(one.plain, heard.plain) >= sameAgain,
    )
  )
    return false;
  rememberRecording(scene, heard.plain);
  return true;
}

/** Words while we wait, or since, that may be a line's. Who speaks to us has come back. */
export function noteSaidInWait(scene: Scene, turn: HeardTurn, heard: Heard, waiting: boolean): void {
  const { talk } = scene.state;
  if (!waiting && talk.saidInWait.length === 0) return;
  if (speaksToUs(turn)) return forgetWait(scene);
  // "Still loading" is said by who looks for something.
  if (wordCount(heard) < leastWords || heardReflex(scene, heard, 'wait')) return;
  talk.saidInWait = [...talk.saidInWait, { plain: heard.plain, startMs: turn.startMs }].slice(
    -mostRemembered,
  );
}

/** Somebody is there: what was said before it was theirs. */
export function forgetWait({ state: { talk } }: Scene): void {
  talk.saidInWait = [];
  talk.probed = false;
}

/** Silence behind such words: asked once whether somebody is there. Who does not answer is not. */
export function probes(scene: Scene): 'asked' | 'nobody' | undefined {
  const { talk } = scene.state;
  if (talk.saidInWait.length === 0) return undefined;
  if (talk.probed) return 'nobody';
  talk.probed = true;
  speak(scene, [phrase(scene, scene.script.wording.hello)], { aside: true });
  return 'asked';
}

/** Music behind them: they were a recording's. */
export function wereRecorded(scene: Scene): void {
  for (const { plain } of scene.state.talk.saidInWait)
    if (!isKnownRecording(scene, plain)) rememberRecording(scene, plain);
  forgetWait(scene);
}
