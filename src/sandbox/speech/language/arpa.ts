/** A back-off trigram model in the ARPA format, by absolute discounting. */

const discount = 0.5;

type Counts = Map<string, number>;

const add = (counts: Counts, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

interface Context {
  total: number;
  kinds: number;
}

function contextsOf(grams: Counts): Map<string, Context> {
  const contexts = new Map<string, Context>();
  for (const [gram, count] of grams) {
    const key = gram.slice(0, gram.lastIndexOf(' '));
    const context = contexts.get(key) ?? { total: 0, kinds: 0 };
    context.total += count;
    context.kinds += 1;
    contexts.set(key, context);
  }
  return contexts;
}

const suffixOf = (gram: string): string => gram.slice(gram.indexOf(' ') + 1);

/** Discounted probability of each n-gram, and what is left over for lower orders in each context. */
function discounted(
  grams: Counts,
  lower: (suffix: string) => number,
): { probability: Map<string, number>; backoff: Map<string, number> } {
  const contexts = contextsOf(grams);
  const probability = new Map<string, number>();
  const lowerMass = new Map<string, number>();
  for (const [gram, count] of grams) {
    const key = gram.slice(0, gram.lastIndexOf(' '));
    probability.set(gram, (count - discount) / (contexts.get(key)?.total ?? count));
    lowerMass.set(key, (lowerMass.get(key) ?? 0) + lower(suffixOf(gram)));
  }
  const backoff = new Map<string, number>();
  for (const [key, { total, kinds }] of contexts) {
    const left = (discount * kinds) / total;
    backoff.set(key, left / Math.max(1e-6, 1 - (lowerMass.get(key) ?? 0)));
  }
  return { probability, backoff };
}

const log10 = (value: number): string => Math.log10(Math.max(value, 1e-9)).toFixed(4);

function section(
  order: number,
  probability: Map<string, number>,
  backoff: Map<string, number> | undefined,
): string {
  const lines = [...probability].map(([gram, value]) => {
    const tail = backoff?.get(gram);
    return `${log10(value)}\t${gram}${tail === undefined ? '' : `\t${log10(tail)}`}`;
  });
  return `\\${String(order)}-grams:\n${lines.sort().join('\n')}\n`;
}

/** Counts the sentences (words and single spaces) into an ARPA trigram. Returns its text. */
export function arpaTrigram(sentences: readonly string[]): string {
  const ones: Counts = new Map();
  const twos: Counts = new Map();
  const threes: Counts = new Map();
  for (const sentence of sentences) {
    const words = ['<s>', ...sentence.split(' ').filter(Boolean), '</s>'];
    words.forEach((word, at) => {
      add(ones, word);
      const before = words[at - 1];
      if (before === undefined) return;
      add(twos, `${before} ${word}`);
      const twoBefore = words[at - 2];
      if (twoBefore !== undefined) add(threes, `${twoBefore} ${before} ${word}`);
    });
  }
  const spoken = [...ones]
    .filter(([word]) => word !== '<s>')
    .reduce((sum, [, count]) => sum + count + discount, 0);
  const unigrams = new Map(
    [...ones].map(([word, count]) => [word, word === '<s>' ? 1e-9 : (count + discount) / spoken]),
  );
  const bigrams = discounted(twos, (word) => unigrams.get(word) ?? 0);
  const trigrams = discounted(threes, (pair) => bigrams.probability.get(pair) ?? 0);
  return [
    '\\data\\',
    `ngram 1=${String(ones.size)}`,
    `ngram 2=${String(twos.size)}`,
    `ngram 3=${String(threes.size)}`,
    '',
    section(1, unigrams, bigrams.backoff),
    section(2, bigrams.probability, trigrams.backoff),
    section(3, trigrams.probability, undefined),
    '\\end\\',
    '',
  ].join('\n');
}
