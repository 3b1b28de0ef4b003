import { asking } from '../asked-or-told.ts';
import { identifiersIn } from '../identifiers.ts';
import { heardReflex, setTimer } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { wantedIn } from '../verification.ts';
import type { Heard } from '../words.ts';

/** What they lack, or need, may be meant as a request: it is better asked for once more. */
const lacks =
  /(?:^| )(?:not|no|dont|doesnt|didnt|isnt|wasnt|havent|hasnt|cant|cannot|wont|need|needs|wants?|asks|asking|missing|without|require[sd]?|requires)(?: |$)/;

/** "I'm putting the member I D in now": told of our numbers, and to be waited for. */
export function tellsOfOurs(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  if (state.stage === 'inquiry' || asking.test(heard.text) || lacks.test(heard.plain)) return false;
  if (heardReflex(scene, heard, 'request') || identifiersIn(scene, heard.text).length === 0) return false;
  if (wantedIn(scene, heard).length > 0) return false;
  setTimer(scene, 'silence', script.limits.replyMs);
  return true;
}
