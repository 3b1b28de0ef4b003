import { carryOn } from '../inquiry.ts';
import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { introducingIdentifiers, isSamePatient, isTaskKnown } from '../tasks.ts';
import { replyWith } from '../verification.ts';
import type { Heard } from '../words.ts';
import { isFiller } from './filler.ts';
import { give } from './giving.ts';

/**
 * A further task was offered and the other side does not know yet which one it is: "go ahead" gets what tells it from
 * the last one; answers given now would be the last one's, so they are asked to hear that first.
 */
export function nextTaskTurn(scene: Scene, heard: Heard, told: boolean): boolean {
  if (isTaskKnown(scene)) return false;
  const wanted = ['nextTask', 'ready', 'help', 'yes', 'anythingElse'] as const;
  if (!wanted.some((name) => heardReflex(scene, heard, name)) && !isFiller(scene, heard)) {
    if (!told) return false;
    if (!hasAsked(scene)) {
      speak(scene, [phrase(scene, scene.script.wording.nextTaskFirst)]);
      return true;
    }
  }
  const identifiers = introducingIdentifiers(scene);
  if (identifiers.length === 0) carryOn(scene);
  else {
    scene.state.talk.lastAsked = identifiers.map(({ name }) => name);
    give(scene, replyWith(scene, identifiers));
  }
  return true;
}

/** We have just asked them to hear first which one it is: whoever goes on telling is told. */
function hasAsked({ state, script }: Scene): boolean {
  return state.talk.last?.clauses.some(({ text }) => text === script.wording.nextTaskFirst) === true;
}

/** "Is it the same patient?" */
export function sameMember(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  const task = state.tasks[state.current];
  const others = state.tasks.filter(({ done }) => done);
  if (task === undefined || others.length === 0 || !heardReflex(scene, heard, 'sameMember')) return false;
  const same = others.some((other) => isSamePatient(other, task));
  speak(scene, [phrase(scene, same ? script.wording.sameMember : script.wording.otherMember)]);
  return true;
}
