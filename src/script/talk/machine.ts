import type { HeardTurn } from '../../kernel/speech.ts';
import { digitWords } from '../../spoken/index.ts';
import { hasAnswers } from '../answers-so-far.ts';
import { entryKeys } from '../menu-entry.ts';
import { menuTurn } from '../menu.ts';
import { optionsOf } from '../menu-words.ts';
import { startMenu } from '../phases.ts';
import { clearTimer, fail, hangUp, heardReflex, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Heard } from '../words.ts';

/** What no person says: keys to press, what was entered, an entry that will not do. */
const keyed = new RegExp(
  `(?<![a-z])(?:press|push|dial) (?:the )?(?:[0-9]|${digitWords.join('|')}|star|pound)(?![a-z0-9])`,
);
const invalid =
  /(?<![a-z])(?:(?:that|this) (?:is|was) (?:an? )?(?:invalid|not a valid) (?:entry|option|selection|response)|(?:youre|you are) having (?:trouble|difficulty)|(?:did not|didnt) (?:recognize|understand|get) (?:your|that) (?:entry|selection|response))/;
const over = /(?:^| )(?:good ?bye|try (?:your call )?again later|call back later)(?: |$)/;

/**
 * A system that speaks so well that it was greeted as a person, and then offers keys: back to what is done in menus.
 * Nobody who has told us anything of the case is taken for one.
 */
export function wasMachine(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { state, script } = scene;
  const { talk } = state;
  const task = taskOf(scene);
  if (!talk.greeted || state.stage === 'closing' || (task !== undefined && hasAnswers(script, task)))
    return false;
  const offers = optionsOf(turn.text).length;
  const enters = heardReflex(scene, heard, 'entered') && offers > 0;
  const refuses = invalid.test(heard.plain);
  if (!refuses && !(keyed.test(heard.plain) && (enters || offers > 1))) return false;
  const names = talk.lastAsked;
  talk.pending = null;
  talk.groups = [];
  talk.offered = null;
  clearTimer(scene, 'silence');
  if (refuses && offers === 0 && over.test(heard.plain)) {
    fail(scene, 'ivr_failure');
    hangUp(scene);
    return true;
  }
  startMenu(scene);
  // What it shows us is what we said.
  state.menu.entered = entryKeys(scene, names, '') ?? '';
  state.menu.enteredNames = [...names];
  state.menu.spoke = true;
  menuTurn(scene, turn);
  return true;
}
