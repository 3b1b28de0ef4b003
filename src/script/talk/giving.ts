import { progressOf } from '../answers.ts';
import { startClosing } from '../closing.ts';
import { inputOf } from '../identifiers.ts';
import { fail, heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Reply } from '../verification.ts';
import type { Heard } from '../words.ts';
import { isFiller } from './filler.ts';

/** So often a value is said to somebody who may not hear well; who wants it yet again does not want for hearing. */
const givesAtMost = 5;

/** Says a reply; where it was asked for so, one group of an identifier now and the others when they are ready. */
export function give(scene: Scene, reply: Reply): void {
  const { state } = scene;
  const { talk } = state;
  if (state.stage === 'greeting') state.stage = 'verification';
  talk.misses = 0;
  if (reply.goesOn !== true) {
    if (isSpent(scene, reply)) return allGiven(scene, reply);
    for (const name of reply.discloses) talk.given[name] = (talk.given[name] ?? 0) + 1;
  }
  unask(scene);
  const [first, ...rest] = reply.clauses;
  const groups = reply.clauses.filter(({ parts }) => parts !== undefined);
  if (!talk.inGroups || groups.length < 2 || first === undefined) {
    speak(scene, reply.clauses, { discloses: reply.discloses });
    return;
  }
  const at = rest.findIndex(({ parts }) => parts !== undefined);
  speak(scene, [first, ...rest.slice(0, at + 1)], { discloses: reply.discloses });
  talk.groups = rest.slice(at + 1);
}

function isSpent({ state }: Scene, { discloses }: Reply): boolean {
  return discloses.length > 0 && discloses.every((name) => (state.talk.given[name] ?? 0) >= givesAtMost);
}

/** It was given again and again: said once that there is nothing else, then the call comes to its end. */
function allGiven(scene: Scene, { discloses }: Reply): void {
  const { script, state } = scene;
  const { given, rejected } = state.talk;
  const again = discloses.every((name) => (given[name] ?? 0) > givesAtMost);
  for (const name of discloses) given[name] = givesAtMost + 1;
  if (!again) return void speak(scene, [phrase(scene, script.wording.allWeHave)], { aside: true });
  const refused = script.identifiers.find(({ name }) => discloses.includes(name) && name in rejected);
  if (refused === undefined) fail(scene, 'agent_failure');
  else fail(scene, 'input_incorrect', inputOf(refused));
  startClosing(scene, [phrase(scene, script.wording.understood)], script.wording.goodbyeShort);
}

/** Who asks for our numbers in answer to a question cannot answer it yet: it will be asked as if for the first time. */
export function unask(scene: Scene): void {
  const { talk } = scene.state;
  const task = taskOf(scene);
  if (task === undefined || talk.pending?.kind !== 'fields') return;
  for (const name of talk.pending.fields) {
    if (talk.unasked.includes(name)) continue;
    talk.unasked.push(name);
    progressOf(task, name).asks = Math.max(0, progressOf(task, name).asks - 1);
  }
}

/** The next group of an identifier that is given one group a turn. */
export function spelledOn(scene: Scene, heard: Heard): Reply | undefined {
  const { talk } = scene.state;
  const next = talk.groups[0];
  if (next === undefined || !(isFiller(scene, heard) || heardReflex(scene, heard, 'ready'))) return undefined;
  takeGroup(scene);
  return { clauses: [next], discloses: talk.lastAsked, goesOn: true };
}

/** The other side made a pause of its own and wants no further word after this one. */
export function nextGroup(scene: Scene): void {
  const { talk } = scene.state;
  const [next] = talk.groups;
  if (next === undefined) return;
  takeGroup(scene);
  speak(scene, [next], { discloses: talk.lastAsked });
}

function takeGroup({ state: { talk } }: Scene): void {
  talk.groups = talk.groups.slice(1);
  if (talk.groups.length === 0) talk.inGroups = false;
}
