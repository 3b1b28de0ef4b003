/**
 * A pure function that remembers what it made of the last few of what it was asked, for what is read in many places
 * while one thing is understood. Few, so that the words of a call are soon forgotten; the oldest goes first. What comes
 * back is shared by all who ask: nobody may change it. `keyOf` tells what is the same question.
 */
export function rememberingLastFew<Asked extends readonly unknown[], Answer>(
  most: number,
  answer: (...asked: Asked) => Answer,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Answer {
  const known = new Map<string, { answer: Answer }>();
  return (...asked) => {
    const key = keyOf(...asked);
    const before = known.get(key);
    if (before !== undefined) return before.answer;
    const fresh = { answer: answer(...asked) };
    known.set(key, fresh);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return fresh.answer;
  };
}
