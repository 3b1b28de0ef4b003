/** How alike two lines of words are, 0 to 1: twice the words in common over all words (Dice's coefficient). */
export function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length + right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

/** Whether the shorter line stands in the longer one, nearly word for word: a recording cut off or run together. */
export function holdsMost(a: string, b: string): boolean {
  const [short, long] = [pairsOf(a), pairsOf(b)].sort((x, y) => x.length - y.length);
  if (short === undefined || long === undefined || short.length < 4) return false;
  const known = new Set(long);
  return short.filter((pair) => known.has(pair)).length / short.length >= 0.8;
}

/** Neighbouring words, so that the same words in another order are another line. */
function pairsOf(line: string): string[] {
  const words = wordsOf(line);
  return words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
}

function wordsOf(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}
