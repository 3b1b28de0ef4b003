import { readAmount, readSign } from './amount.ts';
import type { Context, Match, Reader } from './reader.ts';

function percentEnd(context: Context, at: number): number | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (word === 'percent' || word === '%' || word === 'pct' || word === 'percentage') return at + 1;
  if (word === 'per' && tokens[at + 1]?.word === 'cent') return at + 2;
  return undefined;
}

/** Words behind a percentage that say of what it is, or from when: "of the allowed amount", "after the deductible". */
function behindPercent(context: Context, at: number): number {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (!context.whole || (word !== 'of' && word !== 'after')) return at;
  const end = Math.min(tokens.length, at + MOST_BEHIND);
  for (let next = at + 1; next < end; next++) if (!SHARED.has(tokens[next]?.word ?? '')) return at;
  return tokens.length > end ? at : end;
}

const MOST_BEHIND = 6;
const SHARED = new Set(
  'the your their his her deductible allowed allowable amount amounts charge charges billed covered eligible contracted rate fee schedule cost is met'.split(
    ' ',
  ),
);

/** "eighty percent", "forty-two and a half percent", "80%"; as a whole answer also "eighty" and "nothing". */
function match(context: Context, at: number): Match<'percent'> | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (context.whole && (word === 'nothing' || word === 'none' || word === 'nil')) {
    return { value: '0', alternatives: [], start: at, end: at + 1 };
  }
  const sign = readSign(tokens, at);
  const no = tokens[sign.at]?.word === 'no' ? percentEnd(context, sign.at + 1) : undefined;
  if (no !== undefined) return { value: '0', alternatives: [], start: at, end: no };
  const amount = readAmount(tokens, sign.at, 3);
  if (amount === undefined) return undefined;
  let end = percentEnd(context, amount.end);
  let fraction = amount.fraction;
  let whole = amount.whole.replace(/^0+(?=\d)/, '');
  if (end === undefined && word === 'half' && tokens[at + 1]?.word === 'a') end = percentEnd(context, at + 2);
  if (
    end === undefined &&
    tokens[amount.end]?.word === 'of' &&
    /^(a|one|1)$/.test(tokens[amount.end + 1]?.word ?? '')
  ) {
    end = percentEnd(context, amount.end + 2);
  }
  // "They cover half": fifty percent, or half of one? Without the word it is neither.
  const part = amount.groups.length === 0 && !amount.plain && amount.whole === '0' && word !== 'point';
  if (end === undefined && (!context.whole || part)) return undefined;
  const split = amount.groups.length === 2 && amount.fraction === '' ? amount.groups : undefined;
  const alternatives: string[] = [];
  if (split !== undefined && Number(split[0]?.figures) + Number(split[1]?.figures) === 100) {
    whole = split[0]?.figures ?? whole;
    alternatives.push(split[1]?.figures ?? '');
  } else if (Number(whole) > 1000) return undefined;
  fraction = fraction.replace(/0+$/, '');
  const figures = fraction === '' ? whole : `${whole}.${fraction}`;
  return {
    value: sign.negative ? `-${figures}` : figures,
    alternatives,
    start: at,
    end: end === undefined ? amount.end : behindPercent(context, end),
    hedged: amount.vague,
  };
}

export const percent: Reader<'percent'> = { ranges: true, match };
