import type { HeardTurn } from '../kernel/speech.ts';
import { evidenceOf, isSettled, isWanted, progressOf, settle } from './answers.ts';
import type { ScriptField } from './call-script.ts';
import { isSamePart } from './entry-keys.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { clausesOf, hear } from './words.ts';
import type { Heard } from './words.ts';
import { zoneAt, zonesOf } from './zones.ts';

/** What was announced and not told is asked for so often. */
const asksForEntry = 2;

const counts = [
  { count: 2, words: '(?:two|2|both|(?:a )?couple(?: of)?)' },
  { count: 3, words: '(?:three|3)' },
  { count: 4, words: '(?:four|4)' },
];
const between =
  '(?: (?:different|separate|main|other|denial|remark|reason|missing|more|claim|service|of the|of|those|these))*';
const shown =
  '(?:there(?: are|s| is| were|re)(?: actually| really| just)?|(?:i|we)(?: can)? (?:see|have|show|got|show here)|(?:ive|weve) got|(?:im|were) (?:showing|seeing|looking at)|it (?:has|lists|shows|gives)|they (?:gave|listed|have|put)|looks like)';

/**
 * How many entries of a list they say that there are: "there are two reasons", or "there are two" in answer to the
 * question for them. Nothing is announced of another claim, or by who only supposes or asks.
 */
export function noteAnnounced(scene: Scene, turn: HeardTurn, asked: readonly string[]): void {
  const { script, state } = scene;
  const task = taskOf(scene);
  if (task === undefined) return;
  const memory = { elsewhere: false, before: false, today: state.today };
  for (const { text } of clausesOf(turn.text)) {
    const zones = zonesOf(text, script, memory);
    for (const field of script.fields) {
      if (field.entry?.slot !== 1 || field.plural.length === 0 || !isWanted(task, field)) continue;
      const found = countIn(hear(text), field, asked.includes(field.name));
      if (found === undefined || zoneAt(zones, found.start)?.answers === false) continue;
      progressOf(task, field.name).announced = found.count;
    }
  }
}

function countIn(
  heard: Heard,
  { plural }: ScriptField,
  isAsked: boolean,
): { count: number; start: number } | undefined {
  for (const { count, words } of counts) {
    const named = new RegExp(
      `(?<![a-z0-9])(?<!(?:line|of|page) )${words}${between} (?:${plural.join('|')})(?![a-z0-9])`,
    );
    const bare = new RegExp(
      `(?<![a-z0-9])${shown} ${words}(?: (?:of (?:them|those|these)|on here|here|on this|listed|actually))*$`,
    );
    const match = named.exec(heard.plain) ?? (isAsked ? bare.exec(heard.plain) : null);
    if (match !== null) return { count, start: heard.at[match.index] ?? 0 };
  }
  return undefined;
}

/** The next entry of a list that was announced and not told: the one behind those that were. */
export function nextAnnounced(
  scene: Scene,
  task: TaskState,
): { entry: ScriptField; first: ScriptField } | undefined {
  for (const first of scene.script.fields) {
    const announced = first.entry?.slot === 1 ? (task.progress[first.name]?.announced ?? 0) : 0;
    if (announced < 2 || task.answers[first.name]?.value == null) continue;
    const entry = partsOf(scene, first)
      .filter(({ entry: at }) => (at?.slot ?? 1) <= announced)
      .find(({ name }) => task.answers[name]?.value == null);
    if (entry === undefined || isSettled(task, entry.name) || !isWanted(task, entry)) continue;
    if ((task.progress[entry.name]?.asks ?? 0) < asksForEntry) return { entry, first };
  }
  return undefined;
}

function partsOf({ script }: Scene, { entry }: ScriptField): ScriptField[] {
  return script.fields.filter((one) => isSamePart(one.entry, entry));
}

/** "That's the only one": there is no further entry, though we asked for one. */
export function noFurther(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { pending } = scene.state.talk;
  const task = taskOf(scene);
  if (task === undefined || pending?.kind !== 'fields') return false;
  const further = pending.fields.filter((name) =>
    scene.script.fields.some((field) => field.name === name && (field.entry?.slot ?? 1) > 1),
  );
  if (further.length === 0 || !heardReflex(scene, heard, 'noFurther')) return false;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, pending.sayId);
  for (const name of further) settle(task, name, 'not_applicable', evidence);
  scene.state.talk.pending = null;
  return true;
}
