const names =
  'met|used|remaining|left|allowed|paid|copay|coinsurance|deductible|responsibility|total|maximum|max|family|individual|received|processed|balance|owed|specialist|primary|out of pocket|approved|requested';

const naming = new RegExp(
  `\\b(?:that|this|those|it)(?:['’]?s| is| was| are| were)\\s+(?:(?:actually|just|really|only|all|what|what['’]?s|is|was|has|been|we|they|he|she|his|her|their|the|your|my|a|an|for)\\s+){0,5}(?:${names})\\b[a-z' ]{0,30}[,;:–—]`,
  'i',
);

/**
 * "Eight twenty-five remaining, no, sorry, that is what's met, …": between two values it is put right what the first one
 * is, and not how much: the second one replaces nothing.
 */
export function isNamedAgain(between: string): boolean {
  return naming.test(between) && !/\b(?:wrong|not|incorrect|mistake|other|old)\b/i.test(between);
}
