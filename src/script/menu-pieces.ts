import type { HeardTurn } from '../kernel/speech.ts';
import { counted, lastKey } from './menu-keys.ts';
import { mark } from './menu-marks.ts';
import { optionsOf } from './menu-words.ts';
import type { Scene } from './scene.ts';

/** A choice is named in a few words. */
const words = '(?:[a-z]+ ){1,6}';
const keyLast = new RegExp(`^${words}(?:(?:is|are|its|thats|on) )?(?:option |number )?${lastKey}$`);
const keyFirst = new RegExp(`^(?:number )?${lastKey} (?:[a-z]+(?: |$)){1,6}$`);

/** A menu without verbs that pauses between its choices: "Claims is one." and, after a while, "Benefits is two." */
export function withPiece({ state }: Scene, turn: HeardTurn): HeardTurn {
  const { menu } = state;
  const text = `${menu.piece} ${turn.text}`.trim();
  const joined = menu.piece !== '' && optionsOf(turn.text).length === 0 && optionsOf(text).length > 1;
  // A row may go on in a third turn.
  menu.piece = joined || isPiece(turn.text) ? text : '';
  return joined ? { ...turn, text } : turn;
}

/** Whether this may be one choice of a row whose others are yet to be heard. */
function isPiece(text: string): boolean {
  const { plain, commas, contracted } = mark(text);
  if (optionsOf(text).length > 0) return false;
  const last = plain.lastIndexOf(' ');
  if (keyLast.test(plain))
    return (
      !counted.test(plain.slice(0, last + 1)) &&
      (commas.has(last) || contracted.has(last) || / (?:is|are|its|thats|on) [a-z0-9]+$/.test(plain))
    );
  return keyFirst.test(plain) && commas.has(plain.indexOf(' '));
}
