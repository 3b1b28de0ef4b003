import type { Token } from './tokens.ts';
import { readFullYear } from './year.ts';

export const DOLLAR_WORDS = new Set('dollars dollar bucks buck usd'.split(' '));

/** Nouns whose number is no sum: "check number 445192", "line one". */
const NUMBERED = new Set(
  'number numbers id line code claims reference account page room suite group extension level option press tin npi phone fax zip step modifier box suite cpt procedure'.split(
    ' ',
  ),
);

/** What is "of" a sum of dollars ("a copay of twenty twenty-five"), and what is "for" one. */
const SUM_OF = new Set(
  'responsibility amount payment copay deductible balance total charge charges sum coinsurance check credit refund'.split(
    ' ',
  ),
);

const SUM_FOR = new Set('check payment paid billed charged'.split(' '));

/** Words between the noun and its number: "the modifier is 25", "the policy number ends in four four seven one". */
const LINKS = new Set("is was are it's ends ending in with".split(' '));
const MOST_LINKS = 3;

/** In a sentence: a number that something bears. */
export function isLabel(tokens: readonly Token[], at: number): boolean {
  let noun = at - 1;
  while (noun >= at - MOST_LINKS && LINKS.has(tokens[noun]?.word ?? '')) noun--;
  if (tokens[noun]?.word === 'room' && tokens[noun - 1]?.word === 'emergency') return false;
  return NUMBERED.has(tokens[noun]?.word ?? '');
}

/** What bears the year for which it counts: "the 2026 deductible", "your twenty twenty-six benefits". */
const OF_A_YEAR = new Set(
  'deductible benefit benefits plan calendar coverage policy year max maximum out rates contract'.split(' '),
);

const OWNERS = new Set('the a this that your our my his her their for'.split(' '));

/** Years for which deductibles of a call are; a sum that looks like another is one. */
const YEARS_OF_BENEFITS = { first: 2010, last: 2039 };

/** "The 2026 deductible": a year in front of what it belongs to. */
function readYearOf(tokens: readonly Token[], at: number): number | undefined {
  if (!OWNERS.has(tokens[at - 1]?.word ?? '')) return undefined;
  const year = readFullYear(tokens, at);
  const noun = tokens[year?.end ?? at];
  if (year === undefined || noun?.pause !== false || !OF_A_YEAR.has(noun.word)) return undefined;
  const { first, last } = YEARS_OF_BENEFITS;
  return year.year >= first && year.year <= last ? year.end : undefined;
}

const SUM_NOUNS = new Set(
  'allowed paid pay pays owe owes billed charged responsibility amount payment copay deductible balance total charge share coinsurance dollars'.split(
    ' ',
  ),
);

/** Behind "allowed", "the copay is" and the like: what follows is a sum, however it is said. */
export function isSumNamed(tokens: readonly Token[], at: number): boolean {
  let noun = at - 1;
  while (noun >= at - MOST_LINKS && /^(is|was|of|at|it's)$/.test(tokens[noun]?.word ?? '')) noun--;
  return SUM_NOUNS.has(tokens[noun]?.word ?? '');
}

/** Years of a sentence ("in twenty twenty-five"), from their first token to the one behind: none of it is a sum. */
export function yearsIn(tokens: readonly Token[]): [number, number][] {
  const years: [number, number][] = [];
  for (let at = 1; at < tokens.length; at++) {
    const owned = readYearOf(tokens, at);
    if (owned !== undefined) {
      years.push([at, owned]);
      continue;
    }
    const before = tokens[at - 1]?.word ?? '';
    if (!/^(in|since|during|year|for|of)$/.test(before)) continue;
    const noun = tokens[at - 2]?.word ?? '';
    if (before === 'of' ? SUM_OF.has(noun) : before === 'for' && SUM_FOR.has(noun)) continue;
    const year = readFullYear(tokens, at);
    if (year === undefined || DOLLAR_WORDS.has(tokens[year.end]?.word ?? '')) continue;
    // "Three hundred of two thousand" is no talk of the year 2000.
    if (year.year % 100 === 0 && /^(for|of)$/.test(before)) continue;
    years.push([at, year.end]);
  }
  return years;
}
