import type { HeardTurn } from '../kernel/speech.ts';
import { isNotFound, isSettled, isStatus, isWanted, settle } from './answers.ts';
import { representativeField } from './call-script.ts';
import { findingsIn, takeFacts } from './facts.ts';
import { beforeOptions } from './menu-words.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { hear, wordCount } from './words.ts';
import type { Heard } from './words.ts';

/** Fewer words state nothing. */
const statementWords = 4;

/**
 * What the machine itself tells about our case fills the outcome, grounded as a person's words are. Only a machine that
 * was told whom the call is about can know, and only what it states: not its choices, and never that there is nothing
 * on file, which may as well mean that it misheard our keys. True where nothing more is to be asked.
 */
export function hearMachine(scene: Scene, turn: HeardTurn): boolean {
  const { menu } = scene.state;
  const task = taskOf(scene);
  if (!menu.knows || task === undefined) return false;
  const text = statementOf(turn.text);
  const heard = hear(text);
  if (wordCount(heard) < statementWords || isNoise(scene, heard)) return false;
  const findings = findingsIn(scene, text, []).filter(
    ({ field, value }) => field !== representativeField && !isNotFound(scene.script, field, value),
  );
  // A line that tells of no case may still hold numbers: the first fact is what the case has come to.
  if (menu.told === 0 && !findings.some(({ field }) => decides(scene, field))) return false;
  const { found, fresh } = takeFacts(scene, turn, findings);
  for (const { field } of found) {
    const answer = task.answers[field];
    if (answer?.evidence?.turn === turn.id) answer.evidence = { ...answer.evidence, speaker: 'menu' };
  }
  menu.told += fresh.length;
  return menu.told > 0 && isComplete(scene, task);
}

/** What machines say while they wait for us or let us wait. */
function isNoise(scene: Scene, heard: Heard): boolean {
  return (['invalidEntry', 'hold', 'promotion', 'survey', 'callbackOffer'] as const).some((name) =>
    heardReflex(scene, heard, name),
  );
}

function decides({ script }: Scene, name: string): boolean {
  const field = script.fields.find((one) => one.name === name);
  return field !== undefined && isStatus(field);
}

/** The words up to where the machine offers something to press or say. */
function statementOf(text: string): string {
  const before = beforeOptions(text);
  const offer = /\b(?:you (?:can|may) say|please say|just say|say|please enter|enter)\b/i.exec(before);
  return offer === null ? before : before.slice(0, offer.index);
}

/** Everything that the branch asks for is there, with a number to prove it. */
function isComplete({ script }: Scene, task: TaskState): boolean {
  if (task.answers.callReference?.value == null) return false;
  const complete = script.fields.every(
    (field) =>
      field.requirement === 'optional' ||
      field.name === representativeField ||
      !isWanted(task, field) ||
      isSettled(task, field.name),
  );
  // Nobody was spoken to.
  if (complete) settle(task, representativeField, 'not_applicable', null);
  return complete;
}
