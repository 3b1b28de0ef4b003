/** Words of one turn of the other side; `counted` where the turn was a person's and was not cut off. */
interface SpokenTurn {
  words: readonly string[];
  counted: boolean;
}

interface Hearing {
  wordsSaid: number;
  /** Words of counted turns that were missed or heard as others, and words heard where none was said. */
  wordErrors: number;
  valuesSaid: number;
  valuesMisheard: number;
}

const numbers =
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ieth)|hundred|thousand|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)$/u;
const months = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/u;
/** Stand inside a value and make none. */
const glue =
  /^(?:as|in|like|and|dollars?|point|dash|double|triple|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-ray|yankee|zulu)$/u;
/** Alone they are ordinary words: "one moment", "may I", "a claim". */
const ordinary = /^(?:one|a|i|may|second|first|march|oh)$/u;

/**
 * Holds what was heard of a call against what was said, both in the order of the call and in words as they are spoken.
 * A value is a run of numbers, months and single letters; it was misheard where any word of it was missed, changed, or
 * had another put into it.
 */
export function hearingOf(said: readonly SpokenTurn[], heard: readonly string[]): Hearing {
  const words = said.flatMap(({ words: own, counted }) => own.map((word) => ({ word, counted })));
  const { matched, inserted } = aligned(
    words.map(({ word }) => word),
    heard,
  );
  const hearing: Hearing = { wordsSaid: 0, wordErrors: 0, valuesSaid: 0, valuesMisheard: 0 };
  words.forEach(({ counted }, index) => {
    if (!counted) return;
    hearing.wordsSaid += 1;
    hearing.wordErrors += (matched[index] === true ? 0 : 1) + (inserted[index] ?? 0);
  });
  let start = 0;
  for (const { words: own, counted } of said) {
    for (const { from, to } of counted ? valuesIn(own) : []) {
      hearing.valuesSaid += 1;
      const clean = own
        .slice(from, to)
        .every(
          (_, at) => matched[start + from + at] === true && (at === 0 || inserted[start + from + at] === 0),
        );
      if (!clean) hearing.valuesMisheard += 1;
    }
    start += own.length;
  }
  return hearing;
}

function isValue(word: string): boolean {
  return numbers.test(word) || months.test(word) || /^[a-z]$/u.test(word);
}

function valuesIn(words: readonly string[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < words.length; from += 1) {
    if (!isValue(words[from] ?? '')) continue;
    let to = from + 1;
    for (let at = to; at < words.length; at += 1) {
      const word = words[at] ?? '';
      if (isValue(word)) to = at + 1;
      else if (!glue.test(word)) break;
    }
    const run = words.slice(from, to);
    if (run.length > 1 || !run.every((word) => ordinary.test(word))) found.push({ from, to });
    from = to;
  }
  return found;
}

/** Least changes from one row of words to the other: which of `a` stand in `b`, and how many of `b` came before each. */
function aligned(a: readonly string[], b: readonly string[]): { matched: boolean[]; inserted: number[] } {
  const width = b.length + 1;
  const cost = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => cost[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i += 1)
    for (let j = 0; j <= b.length; j += 1)
      cost[i * width + j] =
        i === 0 || j === 0
          ? i + j
          : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
  const matched = a.map(() => false);
  const inserted = a.map(() => 0);
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const same = i > 0 && j > 0 && a[i - 1] === b[j - 1];
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + (same ? 0 : 1)) {
      matched[i - 1] = same;
      i -= 1;
      j -= 1;
    } else if (j > 0 && at(i, j) === at(i, j - 1) + 1) {
      // What was heard behind the last word belongs to nobody.
      if (i < inserted.length) inserted[i] = (inserted[i] ?? 0) + 1;
      j -= 1;
    } else i -= 1;
  }
  return { matched, inserted };
}
