import type { HeardTurn } from '../kernel/speech.ts';
import { evidenceOf } from './answers.ts';
import { enumIn } from './lexicon.ts';
import type { Scene } from './scene.ts';

/** What is only noted, whoever says it and whenever: "this call may be recorded". It is true of the whole call. */
export function noteAsides({ script, state }: Scene, turn: HeardTurn): void {
  const speaker = state.phase === 'conversation' ? 'representative' : 'menu';
  for (const field of script.fields) {
    if (!field.aside || state.tasks.every(({ answers }) => answers[field.name] !== undefined)) continue;
    const found = enumIn(script, field, turn.text, false);
    if (found === undefined) continue;
    const evidence = { ...evidenceOf(found, turn, null), speaker } as const;
    for (const { answers } of state.tasks)
      answers[field.name] ??= { value: found.value, status: 'answered', evidence, confirmed: false };
  }
}
