import type { HeardTurn } from '../../kernel/speech.ts';
import { likeness } from '../likeness.ts';
import { isKnownRecording, rememberRecording } from '../person.ts';
import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { wordCount } from '../words.ts';
import type { Heard } from '../words.ts';

/** "Okay" is said more than once by anybody. */
const leastWords = 2;
const mostRemembered = 6;
/** From here on two turns are the same words. */
const sameAgain = 0.85;

/** Whoever is back says "I" or asks something; a line that advertises does neither. */
export function speaksToUs({ text }: HeardTurn): boolean {
  return text.includes('?') || /\b(?:I|me|my)\b/i.test(text);
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
