import { lex } from './lexicon.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import type { SpokenKind } from './types.ts';

/** Words of the first of two numbers: more of them are no number that is said offhand. */
const LONGEST_FIRST = 6;

function isNumberWord(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'digits') return true;
  const { digit, teen, ten, ordinal, month } = lex(token.word);
  return [digit, teen, ten, ordinal, month].some((meaning) => meaning !== undefined);
}

/** "hundred" goes on with a number but begins none. */
function continuesNumber(token: Token | undefined): boolean {
  return isNumberWord(token) || (token !== undefined && lex(token.word).scale !== undefined);
}

function isBetween(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.word === 'between';
}

/** Where "or", "to" or, behind "between", "and" stands behind the number that starts at a token. */
function connectorAfter(tokens: readonly Token[], at: number): number | undefined {
  const article = tokens[at]?.word === 'a' || tokens[at]?.word === 'the' ? at + 1 : at;
  if (!isNumberWord(tokens[article]) && tokens[article]?.word !== 'hundred') return undefined;
  let next = article + 1;
  while (next - article < LONGEST_FIRST && continuesNumber(tokens[next]) && tokens[next]?.pause === false)
    next++;
  const joint = tokens[next]?.word ?? '';
  return /^(or|to)$/.test(joint) || (joint === 'and' && isBetween(tokens, at)) ? next : undefined;
}

/**
 * "forty or fifty dollars", "four to five hundred": two values of which either may be meant. What follows the
 * second belongs to both; the first is the value, the second an alternative, and both are a guess.
 */
export function readChoice<K extends SpokenKind>(
  reader: Reader<K>,
  context: Context,
  at: number,
): Match<K> | undefined {
  const { utterance } = context;
  const { tokens } = utterance;
  const joint = connectorAfter(tokens, at);
  if (joint === undefined || utterance.breaks[joint] !== undefined) return undefined;
  const bounded = isBetween(tokens, at);
  const ranged = tokens[joint]?.word === 'to' || bounded;
  if (ranged && reader.ranges !== true) return undefined;
  const behind = tokens[joint + 1]?.word === 'the' ? joint + 2 : joint + 1;
  if (!isNumberWord(tokens[behind]) || utterance.breaks[joint + 1] !== undefined) return undefined;
  if (ranged && tokens[at - 1]?.word === 'point') return undefined;
  const alone = reader.match(context, at);
  if (alone !== undefined && alone.end > joint && !bounded) return undefined;
  const said = reader.match(context, behind);
  if (said === undefined) return undefined;
  // "March third or fourth": what the second leaves out, the first has said.
  const follows = said.partial === true && alone !== undefined && alone.partial !== true;
  const second = follows ? (reader.follow?.(alone, said, context) ?? said) : said;
  if (second.partial === true) return undefined;
  const first = withTail(reader, context, { at, joint, behind, end: second.end });
  if (first === undefined || (ranged && !bounded && !context.whole && !first.shared)) return undefined;
  const { value } = first;
  if (ranged && Number(value) >= Number(second.value)) return undefined;
  if (value === second.value) return undefined;
  return { value, alternatives: [second.value], start: at, end: second.end, hedged: true };
}

/** The first value with the end of the second behind it ("four [hundred dollars] or five hundred dollars"). */
function withTail<K extends SpokenKind>(
  reader: Reader<K>,
  context: Context,
  { at, joint, behind, end }: { at: number; joint: number; behind: number; end: number },
): { value: Match<K>['value']; shared: boolean } | undefined {
  const { utterance } = context;
  const { tokens } = utterance;
  const front = tokens.slice(at, joint);
  for (let tail = behind + 1; tail <= end; tail++) {
    if (tail < end && isNumberWord(tokens[tail])) continue;
    const spliced = [...front, ...tokens.slice(tail, end)];
    const only = { ...utterance, tokens: spliced, breaks: spliced.map(() => undefined) };
    const match = reader.match({ ...context, utterance: only, taken: undefined }, 0);
    if (match?.end === spliced.length && match.partial !== true)
      return { value: match.value, shared: tail < end };
  }
  return undefined;
}
