import { isPronounOne, joinFigures, readAmount, readSign } from './amount.ts';
import type { Context, Match, Reader } from './reader.ts';

const MOST_GROUPS = 64;

/** What is counted on a payor call: the whole of an answer may name it. */
const COUNTED = new Set(
  'visit visits unit units session sessions treatment treatments claim claims line lines page pages copies copy times'.split(
    ' ',
  ),
);

function strip(figures: string): string {
  return figures.replace(/^0+(?=\d)/, '');
}

/** "twelve hundred", "one twenty-five", "two oh two five", "1,234", "minus forty-two", "half a million". */
function match(context: Context, at: number): Match<'cardinal'> | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (context.whole && (word === 'none' || word === 'nothing')) {
    return { value: '0', alternatives: [], start: at, end: at + 1 };
  }
  const sign = readSign(tokens, at);
  if (isPronounOne(tokens, sign.at) && !context.whole) return undefined;
  const amount = readAmount(tokens, sign.at, MOST_GROUPS);
  if (amount === undefined) return undefined;
  if (amount.fraction !== '') return undefined;
  const figures = strip(amount.plain ? joinFigures(amount.groups) : amount.whole);
  const value = sign.negative && figures !== '0' ? `-${figures}` : figures;
  const counted = context.whole && COUNTED.has(tokens[amount.end]?.word ?? '');
  return {
    value,
    alternatives: [],
    start: at,
    end: counted ? amount.end + 1 : amount.end,
    hedged: amount.vague,
  };
}

export const cardinal: Reader<'cardinal'> = { ranges: true, match };
