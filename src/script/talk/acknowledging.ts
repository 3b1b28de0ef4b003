import type { SayClause } from '../../kernel/speech.ts';
import { phrase } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** A short word for what was told, in turn and not every time, so that nobody hears the same one all along. */
export function acknowledgement(scene: Scene): SayClause[] {
  const { talk } = scene.state;
  const words = scene.script.wording.acknowledgements;
  const next = words[talk.acknowledged % Math.max(1, words.length)] ?? '';
  talk.acknowledged += 1;
  return next === '' ? [] : [phrase(scene, next)];
}

/** Our last words without the short ones before them: repeated, they answer nothing. */
export function withoutAcknowledgement({ script }: Scene, clauses: readonly SayClause[]): SayClause[] {
  const { acknowledgements } = script.wording;
  const from = clauses.findIndex(({ text }) => !acknowledgements.includes(text));
  return clauses.slice(Math.max(0, from));
}
