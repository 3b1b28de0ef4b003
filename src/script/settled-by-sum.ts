import type { CallScript } from './call-script.ts';
import type { Finding, GroundContext } from './found.ts';

/**
 * "Sixty-five hundred, met twenty-one hundred, remaining forty-four hundred": of two ways to read the words of a turn
 * only one adds up, and then it is no guess.
 */
export function settledBySum(findings: readonly Finding[], { checks }: CallScript): Finding[] {
  const settled = new Set(
    checks.flatMap((rule) => {
      if (rule.kind !== 'sums_to') return [];
      const names = [...rule.parts, rule.total];
      const told = names.map((name) => findings.filter(({ field }) => field === name));
      if (told.some((all) => all.length !== 1 || all.some(({ hedged, open }) => hedged && open !== true)))
        return [];
      const values = told.flat().map(({ value }) => (typeof value === 'number' ? value : Number.NaN));
      const total = values.at(-1);
      const sum = values.slice(0, -1).reduce((all, value) => all + value, 0);
      return sum === total && sum > 0 ? names : [];
    }),
  );
  return findings.map((one) => (settled.has(one.field) ? { ...one, hedged: false } : one));
}

/**
 * "Twenty-eight dollars coinsurance", asked what the patient owes: one part, and no other, is all of it; a guess unless
 * the words say so.
 */
export function wholeOfPart(
  findings: readonly Finding[],
  text: string,
  { script, asked }: GroundContext,
): Finding[] {
  const [whole, ...others] = asked;
  const parts = findings.filter(({ field }) =>
    script.fields.some(({ name, partOf }) => name === field && partOf !== undefined && partOf === whole),
  );
  const [part] = parts;
  const isTold = findings.some(({ field }) => field === whole);
  if (whole === undefined || others.length > 0 || part === undefined || parts.length > 1)
    return [...findings];
  if (isTold || part.value === 0) return [...findings];
  const saysAll = /\b(?:all|entirely|everything|(?:full|whole|entire) amount)\b/i.test(text);
  return [...findings, { ...part, field: whole, by: 'question', hedged: part.hedged || !saysAll }];
}
