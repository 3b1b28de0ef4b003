import { isPronounOne, joinFigures, readAmount, readSign } from './amount.ts';
import type { Group } from './numbers.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const MOST_GROUPS = 64;

/** What is counted on a payor call: the whole of an answer may name it. */
const COUNTED = new Set(
  'visit visits unit units session sessions treatment treatments claim claims line lines page pages copies copy times'.split(
    ' ',
  ),
);

/** Within what it is counted. */
const PERIODS = new Set('day week month quarter year lifetime visit claim'.split(' '));

const NO_NUMBER = new Set('none nothing nil'.split(' '));

function strip(figures: string): string {
  return figures.replace(/^0+(?=\d)/, '');
}

/** "twelve hundred", "one twenty-five", "two oh two five", "1,234", "minus forty-two", "half a million". */
function match(context: Context, at: number): Match<'cardinal'> | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (context.whole && NO_NUMBER.has(word ?? ''))
    return { value: '0', alternatives: [], start: at, end: at + 1 };
  const sign = readSign(tokens, at);
  if (isPronounOne(tokens, sign.at, context.whole)) return undefined;
  const amount = readAmount(tokens, sign.at, MOST_GROUPS);
  if (amount === undefined || amount.rounded === true || amount.fraction !== '') return undefined;
  const figures = strip(amount.plain ? joinFigures(onceOnly(amount.groups)) : amount.whole);
  const value = sign.negative && figures !== '0' ? `-${figures}` : figures;
  const end = context.whole ? behindCounted(tokens, amount.end) : amount.end;
  return { value, alternatives: [], start: at, end, hedged: amount.vague };
}

/** "Eighteen, one eight": said once more figure by figure. */
function onceOnly(groups: readonly Group[]): readonly Group[] {
  const [first, ...rest] = groups;
  const isSame = rest.length > 1 && first !== undefined && joinFigures(rest) === first.figures;
  return isSame ? [first] : groups;
}

/** Where what is counted ends: "visits", "visits per calendar year". */
function behindCounted(tokens: readonly Token[], at: number): number {
  if (!COUNTED.has(tokens[at]?.word ?? '')) return at;
  if (!/^(per|a|each|every)$/.test(tokens[at + 1]?.word ?? '')) return at + 1;
  const kind = /^(calendar|plan|benefit|policy)$/.test(tokens[at + 2]?.word ?? '') ? at + 3 : at + 2;
  return PERIODS.has(tokens[kind]?.word ?? '') ? kind + 1 : at + 1;
}

export const cardinal: Reader<'cardinal'> = { ranges: true, match };
