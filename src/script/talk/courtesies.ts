import { carryOn } from '../inquiry.ts';
import { heardReflex, setTimer } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Heard } from '../words.ts';
import { chats } from './chatting.ts';
import { theyLeave } from './farewell.ts';
import { isFiller } from './filler.ts';
import { askAgain } from './repeating.ts';
import { tellsOfOurs } from './telling.ts';
import { isThanksForWaiting } from './waiting.ts';

/** Turns that keep the conversation going and hold nothing else. */
export function courtesies(scene: Scene, heard: Heard, said: boolean): boolean {
  const { state, script } = scene;
  if (chats(scene, heard)) return true;
  if (theyLeave(scene, heard)) return true;
  if (heardReflex(scene, heard, 'returned')) {
    // Thanks alone may be a recording: music behind it is told in a while.
    if (isThanksForWaiting(heard)) setTimer(scene, 'silence', script.limits.helloMs * 2);
    else if (state.talk.pending !== null) askAgain(scene);
    else setTimer(scene, 'silence', script.limits.initiativeMs);
    return true;
  }
  const open = ['anythingElse', 'ready', 'help'] as const;
  if (open.some((name) => heardReflex(scene, heard, name))) {
    carryOn(scene);
    return true;
  }
  if (said) return false;
  if (tellsOfOurs(scene, heard)) return true;
  if (!isFiller(scene, heard)) return false;
  const { replyMs, initiativeMs } = script.limits;
  setTimer(scene, 'silence', state.stage === 'inquiry' ? replyMs : initiativeMs);
  return true;
}
