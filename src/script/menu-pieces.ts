import type { HeardTurn } from '../kernel/speech.ts';
import { keyNamed } from '../spoken/index.ts';
import { counted, lastKey } from './menu-keys.ts';
import { mark } from './menu-marks.ts';
import { optionsOf } from './menu-words.ts';
import type { MenuOption } from './menu-words.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** A choice is named in a few words. */
const words = '(?:[a-z]+ ){1,6}';
const keyLast = new RegExp(`^${words}(?:(?:is|are|its|thats|on) )?(?:option |number )?${lastKey}$`);
const keyFirst = new RegExp(`^(?:number )?${lastKey} (?:[a-z]+(?: |$)){1,6}$`);
const keyFirstLinked = new RegExp(
  `^(?:(?:number|option) )?${lastKey} (?:for|if|is(?: for| to)?) (?:[a-z]+(?: |$)){1,6}$`,
);
/** Names of choices ask for nothing, and nobody says them of himself. */
const bareName =
  /^(?!.*(?:^| )(?:me|us|i|im|one more|just|only|hold|wait|give|please|extension|room|on|in|is|are|was|were|has|have) )/;

/** A menu without verbs that pauses between its choices: "Claims is one." and, after a while, "Benefits is two." */
export function withPiece({ state }: Scene, turn: HeardTurn): HeardTurn {
  const { menu } = state;
  const text = `${menu.piece} ${turn.text}`.trim();
  const joined = menu.piece !== '' && optionsOf(turn.text).length === 0 && optionsOf(text).length > 1;
  // A row may go on in a third turn.
  menu.piece = joined || isPiece(turn.text) ? text : '';
  return joined ? { ...turn, text } : turn;
}

/** Behind the line's own name, the one choice: "Blue River Mutual. Two for claims." */
function lastSentence(text: string): string {
  const parts = text.split(/(?<=[.!?;])\s+/).filter((part) => part.trim() !== '');
  const last = parts.at(-1) ?? text;
  // "Provider? Two."
  const asked = parts.at(-2) ?? '';
  return asked.endsWith('?') && !hear(last).plain.includes(' ') ? `${asked} ${last}` : last;
}

const trailingKey = new RegExp(`^(.*?)(?: (?:is|are|its|thats|on|option|number))* (${lastKey})$`);
const leadingKey = new RegExp(`^(?:(?:number|option) )?(${lastKey}) ((?:for|if|is(?: for| to)?)? ?.*)$`);

/** The choice that a piece names; undefined where the words are none. */
export function pieceOption(text: string): MenuOption | undefined {
  if (!isPiece(text)) return undefined;
  const { plain } = mark(lastSentence(text));
  const behind = leadingKey.exec(plain);
  const [, label = '', word = ''] =
    behind === null ? (trailingKey.exec(plain) ?? []) : [behind[0], behind[2], behind[1]];
  const key = keyNamed(word);
  return key === undefined || label === '' ? undefined : { key, label: label.trim() };
}

/** Whether this may be one choice of a row whose others are yet to be heard. */
function isPiece(whole: string): boolean {
  if (optionsOf(whole).length > 0) return false;
  const { plain, commas, contracted } = mark(lastSentence(whole));
  const last = plain.lastIndexOf(' ');
  if (keyLast.test(plain))
    return (
      !counted.test(plain.slice(0, last + 1)) &&
      (commas.has(last) ||
        contracted.has(last) ||
        bareName.test(plain) ||
        / (?:is|are|its|thats|on) [a-z0-9]+$/.test(plain))
    );
  return keyFirstLinked.test(plain) || (keyFirst.test(plain) && commas.has(plain.indexOf(' ')));
}
