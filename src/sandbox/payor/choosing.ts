import { wordsOf } from './hearing.ts';
import type { Choice } from './scenario-line.ts';

/** The choice that a key or words pick. */
export function chosen(choices: readonly Choice[], said: string, type: 'key' | 'turn'): Choice | undefined {
  if (type === 'key') return choices.find(({ key }) => key === said);
  return (
    choices.find(({ words }) => words.some((phrase) => phrase !== '*' && holdsPhrase(said, phrase))) ??
    choices.find(({ words }) => words.includes('*'))
  );
}

function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `);
}
