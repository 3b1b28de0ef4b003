import { hasAnswers } from '../answers-so-far.ts';
import { startClosing } from '../closing.ts';
import { identifiersIn, inputOf } from '../identifiers.ts';
import { fail, heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { isLacking, lacking, withheldIn } from '../verification.ts';
import type { Heard } from '../words.ts';

/** However often it is asked for, what we do not have we do not have. */
const requestsAtMost = 4;

/**
 * "I can't go any further without it": said once more that we do not have it, then the task ends for that input. False
 * where what they want is something that we can give, or nothing of ours.
 */
export function cannotProceed(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  const { talk } = state;
  const task = taskOf(scene);
  if (task === undefined || hasAnswers(script, task)) return false;
  const leaves = talk.lackedLast !== null && heardReflex(scene, heard, 'goodbye');
  const insists = leaves || heardReflex(scene, heard, 'cannotProceed');
  const wanted = wantedInput(scene, heard, insists);
  if (wanted === undefined) return false;
  const { input, say } = wanted;
  const times = talk.lacked[input] ?? 0;
  if (!(insists && times > 0) && times + 1 < requestsAtMost) {
    if (!insists) return false;
    speak(scene, [lacking(scene, input, say)]);
    return true;
  }
  fail(scene, 'input_missing', input);
  startClosing(scene, [phrase(scene, script.wording.understood)], script.wording.goodbyeShort);
  return true;
}

/** What they want and we lack: named in the turn, or else what they asked for last. */
function wantedInput(scene: Scene, heard: Heard, insists: boolean) {
  const named = identifiersIn(scene, heard.text).map(({ identifier }) => identifier);
  // "Do you have the claim number? If not, the member I D works."
  const identified = named.find((one) => !isLacking(scene, one)) ?? named[0];
  if (identified !== undefined)
    return isLacking(scene, identified) ? { input: inputOf(identified), say: identified.missing } : undefined;
  const [withheld] = withheldIn(scene, heard);
  if (withheld !== undefined) return withheld;
  const last = scene.state.talk.lackedLast;
  return insists && last !== null ? { input: last, say: scene.script.wording.stillLacking } : undefined;
}
