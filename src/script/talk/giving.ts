import { progressOf } from '../answers.ts';
import { heardReflex, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Reply } from '../verification.ts';
import type { Heard } from '../words.ts';
import { isFiller } from './filler.ts';

/** Says a reply; where it was asked for so, one group of an identifier now and the others when they are ready. */
export function give(scene: Scene, reply: Reply): void {
  const { state } = scene;
  const { talk } = state;
  if (state.stage === 'greeting') state.stage = 'verification';
  talk.misses = 0;
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

/** Who asks for our numbers in answer to a question cannot answer it yet: it will be asked as if for the first time. */
function unask(scene: Scene): void {
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
  return { clauses: [next], discloses: talk.lastAsked };
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
