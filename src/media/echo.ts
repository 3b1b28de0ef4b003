import type { RecognitionEvent, Word } from '../kernel/speech.ts';

/** Shorter single words ("is", "the", "no") match by chance. */
const loneWordLength = 5;
/**
 * A lone word counts only while we speak, not right after: "paid or denied?" is answered "denied". Asked for so much
 * later, `playingText` leaves out what had ended when the word began.
 */
const loneShiftMs = 500;

function withWords<E extends RecognitionEvent & { words: readonly Word[] }>(
  event: E,
  words: readonly Word[],
): E {
  return { ...event, words, text: words.map((word) => word.text).join(' ') };
}

/**
 * Leaves out the words that are our own voice coming back: runs of two words or more that stand in what was being
 * played at their time, and a lone longer word. Events without words, and words while nothing was played, pass as
 * they are. `playingText` tells what was heard of us in a stretch of call-clock time.
 */
export function withoutEcho(
  event: RecognitionEvent,
  playingText: (startMs: number, endMs: number) => string,
): RecognitionEvent {
  if ((event.type !== 'interim' && event.type !== 'final') || event.words.length === 0) return event;
  const first = event.words[0];
  if (first === undefined) return event;
  const words =
    event.words.length === 1
      ? dropLone(event.words, first, playingText(first.startMs + loneShiftMs, first.endMs + loneShiftMs))
      : dropRuns(event.words, playingText);
  if (words.length === event.words.length) return event;
  return withWords(event, words);
}

function dropLone(words: readonly Word[], word: Word, played: string): readonly Word[] {
  const theirs = plain(word.text);
  return theirs.length >= loneWordLength && played.split(/\s+/).map(plain).includes(theirs) ? [] : words;
}

/** A good answer repeats the question ("the claim number is …"): only words said while ours are heard are suspects. */
function dropRuns(
  words: readonly Word[],
  playingText: (startMs: number, endMs: number) => string,
): readonly Word[] {
  const echoed = new Set<number>();
  let ours: readonly string[] = [];
  const theirs = words.map((word) => {
    const played = playingText(word.startMs, word.endMs).split(/\s+/).map(plain).filter(isText);
    if (played.length > ours.length) ours = played;
    return played.length === 0 ? '' : plain(word.text);
  });
  for (let start = 0; start < theirs.length; start += 1) {
    const length = longestRun(theirs, start, ours);
    if (length >= 2) for (let i = start; i < start + length; i += 1) echoed.add(i);
  }
  return words.filter((_, index) => !echoed.has(index));
}

/** How many words from `start` on stand one after the other in `ours`. */
function longestRun(theirs: readonly string[], start: number, ours: readonly string[]): number {
  let longest = 0;
  for (let at = 0; at < ours.length; at += 1) {
    let length = 0;
    while (start + length < theirs.length && theirs[start + length] === ours[at + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9']/g, '');
}

function isText(word: string): boolean {
  return word !== '';
}
