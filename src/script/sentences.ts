import { isRepair } from '../spoken/index.ts';
import type { CallScript } from './call-script.ts';
import { clausesOf, hear, says } from './words.ts';

/** A sentence of a turn, and where it begins in the turn's text. */
interface Sentence {
  text: string;
  start: number;
}

/** "Priya Nair. N-A-I-R.": letters alone, of a word that was just said. */
function isItsSpelling(sentence: string, before: string): boolean {
  const letters = /^\W*(?:(?:that['’]?s|it['’]?s|spelled)\s+)*([a-z])(?:[-\s,]+[a-z]){2,}\W*$/i.exec(
    sentence,
  )?.[1];
  return letters !== undefined && new RegExp(`\\b${letters}[a-z'’]+\\W*$`, 'i').test(before);
}

/**
 * Sentences of a turn. Letters alone belong to the word before them that they spell. One that only takes something back ("No, let me correct that.") belongs to the next, and with it
 * to the one before where the next names nothing of its own: what it corrects stands there.
 */
export function sentencesOf(text: string, { fields }: Pick<CallScript, 'fields'>): Sentence[] {
  const clauses = clausesOf(text);
  const sentences: Sentence[] = [];
  for (let at = 0; at < clauses.length; at++) {
    const [one, next] = [clauses[at], clauses[at + 1]];
    if (one === undefined) break;
    const last = sentences.at(-1);
    if (last !== undefined && isItsSpelling(one.text, last.text)) {
      last.text = text.slice(last.start, one.start + one.text.length);
      continue;
    }
    if (next === undefined || !isRepair(one.text)) {
      sentences.push(one);
      continue;
    }
    const names = fields.some(({ cues }) => says(hear(next.text), cues));
    const before = names ? undefined : sentences.pop();
    const start = before?.start ?? one.start;
    sentences.push({ text: text.slice(start, next.start + next.text.length), start });
    at++;
  }
  return sentences;
}
