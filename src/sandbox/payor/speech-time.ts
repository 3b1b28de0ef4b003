/** A word with the milliseconds at which it is said. */
export interface TimedWord {
  text: string;
  startMs: number;
  endMs: number;
}

/** With the pauses below this makes about 165 words a minute of ordinary sentences. */
const wordMs = 130;
const letterMs = 38;
const commaMs = 160;
const sentenceMs = 320;
/** A numeral is several spoken words. */
const digitMs = 230;

/** When each word of a sentence is said, from `startMs`, at a rate where 1 is normal. Pauses follow punctuation. */
export function timeWords(text: string, startMs: number, rate = 1): TimedWord[] {
  const words: TimedWord[] = [];
  let at = startMs;
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const digits = word.replace(/\D/gu, '').length;
    const letters = word.replace(/[^\p{L}]/gu, '').length;
    const length = (wordMs + letterMs * letters + digitMs * digits) / rate;
    const gap = /[.?!…]["')]*$/u.test(word) ? sentenceMs : /[,;:]["')]*$/u.test(word) ? commaMs : 0;
    words.push({ text: word, startMs: Math.round(at), endMs: Math.round(at + length) });
    at += length + gap / rate;
  }
  return words;
}

/** The words spread over a length that is known, by their letters. */
export function spreadWords(text: string, startMs: number, durationMs: number): TimedWord[] {
  const words = timeWords(text, 0);
  const whole = words.at(-1)?.endMs ?? 0;
  const scale = whole === 0 ? 0 : durationMs / whole;
  return words.map((word) => ({
    text: word.text,
    startMs: Math.round(startMs + word.startMs * scale),
    endMs: Math.round(startMs + word.endMs * scale),
  }));
}
