import { findSpoken } from '../spoken/index.ts';
import { bare } from './bare.ts';
import type { ValueInText } from './found.ts';
import { overlaps } from './words.ts';
import type { Span } from './words.ts';

/** What is spelled, and where. */
export interface Spelling extends Span {
  letters: string;
}

/** Letters of one name: fewer are an abbreviation or an initial. */
const shortestSpelling = 3;

/** The letters in a clause that can be a name's: "Okafor, O-K-A-F-O-R". Those of the field's words ("P C P") are none. */
export function spellingIn(clause: string, cues: readonly Span[]): Spelling | undefined {
  const found = findSpoken('letters', clause).find(
    ({ value, span }) => bare(value).length >= shortestSpelling && !cues.some((cue) => overlaps(cue, span)),
  );
  if (found === undefined) return undefined;
  const { value, quote, span } = found;
  // "Susan, O-H-A-R-A": a name of the spelling alphabet that stands for itself.
  const name = /^(?!double|triple)[a-z]{3,}[\s,]+(?=[a-z](?![a-z]))/i.exec(quote)?.[0];
  return name === undefined
    ? { ...span, letters: value }
    : { start: span.start + name.length, end: span.end, letters: value.slice(1) };
}

/** "Smythe with a Y": tells how it is written, and is no letter of it by itself. The text keeps its length. */
export function withoutHints(clause: string): string {
  return clause.replace(/\s+with (?:an?|one|two) [a-z](?:['’]?s)?(?![a-z'’])/gi, (hint) =>
    ' '.repeat(hint.length),
  );
}

/** The clause with nothing where the letters stand; it keeps its length. */
export function withoutLetters(clause: string, { start, end }: Span): string {
  return `${clause.slice(0, start)}.${' '.repeat(end - start - 1)}${clause.slice(end)}`;
}

/** ", that's spelled": words between a name and its letters. */
const spells =
  /^[\s.,;:–—-]*(?:(?:and|that['’]?s|that is|it['’]?s|it is|is|the|last|first|name|spelled|spelt|spelling|which|i['’]?ll spell (?:it|that))[\s.,;:–—-]+)*$/i;

/** Whether letters stand beside a name as its spelling. */
export function isItsSpelling(clause: string, { end }: Span, spelling: Span): boolean {
  return spelling.start >= end && spells.test(clause.slice(end, spelling.start));
}

/**
 * A name as its letters have it. Who spells a word calls somebody by it; letters that make another word are the better
 * witness, and are read back.
 */
export function asSpelled(clause: string, name: ValueInText, { letters, end }: Spelling): ValueInText {
  const words = (typeof name.value === 'string' ? name.value : name.quote).split(' ');
  const spelled = bare(letters);
  const untitled = words.filter((word) => !/^(?:doctor|dr\.?)$/i.test(word));
  const same = [...untitled, untitled.join(''), untitled.slice(1).join('')].some(
    (word) => bare(word) === spelled,
  );
  if (same) return { ...name, hedged: false };
  // "Susan, O-H-A-R-A": the letters are of the name that follows.
  const isNext = untitled.length === 1 && untitled[0]?.[0] !== spelled[0];
  const isWhole = untitled.length > 1 && untitled.join('').length <= spelled.length + 1;
  const kept = isNext ? words : words.slice(0, isWhole ? words.length - untitled.length : -1);
  const value = [...kept, written(letters)].join(' ');
  return { ...name, value, end, quote: clause.slice(name.start, end), hedged: true };
}

/** Letters with no name beside them: "O-K-A-F-O-R". Each of them may have been misheard. */
export function spelledAlone(clause: string, { letters, start, end }: Spelling): ValueInText {
  return {
    value: written(letters),
    start,
    end,
    quote: clause.slice(start, end),
    hedged: true,
    corrected: false,
  };
}

function written(letters: string): string {
  return letters.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}
