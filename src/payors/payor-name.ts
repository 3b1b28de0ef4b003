/** What companies add to their name and callers leave out. */
const legalForms = new Set(
  'inc incorporated llc llp lp ltd limited corp corporation co company plc pllc pc'.split(' '),
);

/**
 * The name under which payors are looked up: lower case, without accents, punctuation, a leading "the" and legal
 * forms at the end; "&" reads "and". Empty where nothing is left.
 */
export function normalisePayorName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[.'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  if (words.length > 1 && words[0] === 'the') words.shift();
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
