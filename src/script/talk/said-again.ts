import type { Scene } from '../scene.ts';
import { hear, places, wordCount } from '../words.ts';
import type { Heard } from '../words.ts';

/** Fewer words beside a request to wait or to repeat tell nothing. */
const tellingWords = 4;

/**
 * The same sentence once more in answer to a question of ours, with words in it that sounded like a request ("didn't get
 * to us till October thirtieth"): it is their answer, which we have not understood.
 */
export function isSaidAgain({ state, script }: Scene, heard: Heard): boolean {
  const { pending, heardLast } = state.talk;
  if (pending?.kind !== 'fields' || heard.plain !== heardLast) return false;
  const { repeat, wait, mayHold, slower } = script.reflexes;
  const asking = places(heard, repeat, wait, mayHold, slower);
  const words = asking.reduce(
    (count, { start, end }) => count + wordCount(hear(heard.text.slice(start, end))),
    0,
  );
  return asking.length > 0 && wordCount(heard) - words >= tellingWords;
}
