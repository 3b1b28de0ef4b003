import type { SayClause } from '../../kernel/speech.ts';

/** 165 words a minute, an ordinary telephone voice. */
const wordMs = 364;
/** Digits and single letters are spoken one by one, with a little air between them. */
const symbolMs = 480;
const commaMs = 180;
const stopMs = 320;

const digits: ReadonlySet<string> = new Set(
  'zero oh one two three four five six seven eight nine'.split(' '),
);

/** How long it takes to say this, in milliseconds. */
function speechMs(text: string): number {
  let ms = 0;
  for (const token of text.split(/\s+/)) {
    const word = token.replace(/[^A-Za-z0-9']/g, '').toLowerCase();
    if (word !== '') ms += word.length === 1 || digits.has(word) ? symbolMs : wordMs;
    if (/[.?!]$/.test(token)) ms += stopMs;
    else if (/[,;:]$/.test(token)) ms += commaMs;
  }
  return ms;
}

/** One clause: from cached single words where it has parts. */
export function clauseMs({ text, parts }: SayClause): number {
  return parts === undefined ? speechMs(text) : parts.reduce((ms, part) => ms + speechMs(part), 0);
}
