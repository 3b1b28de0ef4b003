/** Words that many payors' names share: they tell nobody's plan from another's. */
const common = new Set(
  (
    'health healthcare care plan plans insurance benefit benefits mutual group blue cross shield national american ' +
    'united trust fund medical medicare medicaid life company community first choice advantage state family employees ' +
    'union service services solutions assurance partners network administrators primary secondary general universal ' +
    'premier preferred select standard basic family valley coast north south east west western eastern southern northern'
  ).split(' '),
);

/** A shorter word is rarely a name by itself. */
const shortestName = 5;

/**
 * "Tamarack's the primary" said by Tamarack is "we're the primary": the payor's name, or the part of it that no other
 * has, in the words that a representative has for it too. The text keeps its length.
 */
export function payorAsWe(text: string, payorName = ''): string {
  const words = payorName.toLowerCase().match(/[a-z]+/g) ?? [];
  const own = words.filter((word) => word.length >= shortestName && !common.has(word));
  if (own.length === 0) return text;
  const name = new RegExp(
    `\\b(?:${words.join('|')})(?:\\s+(?:${words.join('|')}))*\\b(['’]s\\b|\\s+is\\b)?`,
    'gi',
  );
  return text.replace(name, (said, verb: string | undefined) => {
    const isOwn = own.some((word) => new RegExp(`\\b${word}\\b`, 'i').test(said));
    return isOwn ? (verb === undefined ? 'we' : "we're").padEnd(said.length) : said;
  });
}
