import { lex } from './lexicon.ts';
import { readGroup, readGroups } from './numbers.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';

export type Ordinal = { readonly value: number; readonly end: number };

const ENDINGS = new Set(['st', 'nd', 'rd', 'th']);
const SCALE_ORDINALS: Readonly<Record<string, number>> = {
  hundredth: 100, thousandth: 1000, millionth: 1_000_000, billionth: 1_000_000_000, trillionth: 1_000_000_000_000,
}; // prettier-ignore

function simple(token: Token | undefined): number | undefined {
  return token === undefined ? undefined : lex(token.word).ordinal;
}

/** "third", "twenty-third", "21st", "one hundred and first", "two thousandth". */
export function readOrdinal(tokens: readonly Token[], at: number): Ordinal | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.type === 'digits') {
    const ending = tokens[at + 1];
    if (ending === undefined || !ending.glued || !ENDINGS.has(ending.word) || first.word.length > 15)
      return undefined;
    return { value: Number(first.word), end: at + 2 };
  }
  const alone = simple(first);
  if (alone !== undefined) return { value: alone, end: at + 1 };
  if (first.word === 'zeroth') return { value: 0, end: at + 1 };
  const bare = SCALE_ORDINALS[first.word];
  if (bare !== undefined) return { value: bare, end: at + 1 };
  const { ten } = lex(first.word);
  const unit = simple(tokens[at + 1]);
  if (ten !== undefined && unit !== undefined && unit < 10 && tokens[at + 1]?.pause === false) {
    return { value: ten + unit, end: at + 2 };
  }
  const group = readGroup(tokens, at);
  if (group === undefined || group.form === 'written' || group.figures.length > 15) return undefined;
  const head = Number(group.figures);
  const scale = SCALE_ORDINALS[tokens[group.end]?.word ?? ''];
  if (scale !== undefined) {
    // "eight thousand one hundredth": only what stands behind the thousands is multiplied.
    const front = scale === 100 && head >= 1000 ? head - (head % 1000) : 0;
    return { value: front + (head - front) * scale, end: group.end + 1 };
  }
  let next = group.end;
  if (tokens[next]?.word === 'and') next++;
  const rest = tokens[next]?.broken === true ? undefined : readOrdinalTail(tokens, next);
  if (rest === undefined) return undefined;
  if (head % 100 === 0 && head > 0) return { value: head + rest.value, end: rest.end };
  return head % 10 === 0 && head % 100 >= 20 && rest.value < 10
    ? { value: head + rest.value, end: rest.end }
    : undefined;
}

function readOrdinalTail(tokens: readonly Token[], at: number): Ordinal | undefined {
  const token = tokens[at];
  const alone = simple(token);
  if (alone !== undefined) return { value: alone, end: at + 1 };
  const ten = token === undefined ? undefined : lex(token.word).ten;
  const unit = simple(tokens[at + 1]);
  return ten !== undefined && unit !== undefined && unit < 10
    ? { value: ten + unit, end: at + 2 }
    : undefined;
}

function match(context: Context, at: number): Match<'ordinal'> | undefined {
  const { tokens } = context.utterance;
  const ordinal = readOrdinal(tokens, at);
  // "Second to last" counts from the end.
  const fromEnd =
    tokens[ordinal?.end ?? at]?.word === 'to' && tokens[(ordinal?.end ?? at) + 1]?.word === 'last';
  if (ordinal !== undefined && fromEnd) return undefined;
  if (ordinal !== undefined)
    return { value: String(ordinal.value), alternatives: [], start: at, end: ordinal.end };
  if (tokens[at]?.word === 'number') {
    const [group, more] = readGroups(tokens, at + 1, 2);
    if (group !== undefined && more === undefined)
      return { value: group.figures, alternatives: [], start: at, end: group.end };
  }
  return context.whole ? readWithoutEnding(tokens, at) : undefined;
}

/** "twenty-eight" as the whole of an answer: the line swallows the ending of an ordinal before anything else. */
function readWithoutEnding(tokens: readonly Token[], at: number): Match<'ordinal'> | undefined {
  const group = readGroup(tokens, at);
  if (group?.fraction !== '' || /^[0]/.test(group.figures)) return undefined;
  const alone = tokens[group.end] === undefined || readGroup(tokens, group.end) === undefined;
  return alone ? { value: group.figures, alternatives: [], start: at, end: group.end } : undefined;
}

export const ordinal: Reader<'ordinal'> = { match };
