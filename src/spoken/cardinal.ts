import { isPronounOne, joinFigures, readAmount, readSign } from './amount.ts';
import type { Context, Match, Reader } from './reader.ts';

const MOST_GROUPS = 64;

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
  if (word === 'a' && tokens[at + 1]?.word === 'dozen') {
    return { value: '12', alternatives: [], start: at, end: at + 2 };
  }
  const sign = readSign(tokens, at);
  if (isPronounOne(tokens, sign.at) && !context.whole) return undefined;
  const amount = readAmount(tokens, sign.at, MOST_GROUPS);
  if (amount === undefined) return undefined;
  const dozen = tokens[amount.end]?.word === 'dozen' && amount.fraction === '';
  if (dozen)
    return { value: String(Number(amount.whole) * 12), alternatives: [], start: at, end: amount.end + 1 };
  if (amount.fraction !== '') return undefined;
  const figures = strip(amount.plain ? joinFigures(amount.groups) : amount.whole);
  const value = sign.negative && figures !== '0' ? `-${figures}` : figures;
  return { value, alternatives: [], start: at, end: amount.end };
}

export const cardinal: Reader<'cardinal'> = { ranges: true, match };
