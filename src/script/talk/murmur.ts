import type { HeardTurn } from '../../kernel/speech.ts';

/** Nobody means anything by so few words of which the recogniser believes none. */
const mostWords = 3;
/** Words that are said to the telephone are seldom heard with less. */
const believed = 0.5;

/**
 * A few words of which the recogniser is sure of none: somebody in the background, or a noise. They are nobody's turn.
 * Words without a confidence of their own (0) are not judged.
 */
export function isMurmur({ words }: HeardTurn): boolean {
  return (
    words.length > 0 &&
    words.length <= mostWords &&
    words.every(({ confidence }) => confidence > 0 && confidence < believed)
  );
}
