import { isPronounOne, readAmount, readSign } from './amount.ts';
import type { Context, Match, Reader } from './reader.ts';

/** "twelve point five" is "12.5", "two and a half" "2.5", "point two five" "0.25", "twelve" "12". */
function match(context: Context, at: number): Match<'decimal'> | undefined {
  const { tokens } = context.utterance;
  const sign = readSign(tokens, at);
  if (isPronounOne(tokens, sign.at, context.whole)) return undefined;
  const amount = readAmount(tokens, sign.at);
  if (amount === undefined || amount.rounded === true) return undefined;
  const whole = amount.whole.replace(/^0+(?=\d)/, '');
  const figures = amount.fraction === '' ? whole : `${whole}.${amount.fraction}`;
  return {
    value: sign.negative ? `-${figures}` : figures,
    alternatives: [],
    start: at,
    end: amount.end,
    hedged: amount.vague,
  };
}

export const decimal: Reader<'decimal'> = { ranges: true, match };
