import { tokenize, type Token } from './tokens.ts';
import { isValueWord } from './value-words.ts';

/** Stands for what is hidden, however much that is. */
const maskedMark = '•••';

/** Between hidden words these are part of what they tell: "A as in Apple", "one two, uh, three". */
const joints = new Set(
  'a i o oh to too for ate and as in like of the dash hyphen slash point dot double triple um uh'.split(' '),
);
/** So many joints in a row at most. */
const longestJoint = 2;
const daysAndSuch = new Set('today yesterday tomorrow tonight'.split(' '));

export interface MaskOptions {
  /** Values of the case: every word of them is hidden wherever it is said. */
  secrets: readonly string[];
  /** Names that may be shown although they are names, such as the payor's. */
  open?: readonly string[] | undefined;
}

/**
 * A text without what may tell of a patient, for people who need only see that a conversation goes on: numbers, sums,
 * dates, single letters and what spells them, words of the case, and whatever is written like a name. It hides more
 * than it must; a name that was misheard as common words is not known for one.
 */
export function maskSpoken(text: string, { secrets, open = [] }: MaskOptions): string {
  const tokens = tokenize(text);
  const secret = wordsOf(secrets);
  const shown = wordsOf(open);
  const isHidden = tokens.map(
    (token, at) => tells(token, secret) || isSpelled(tokens, at) || isNamed(text, tokens, at, shown),
  );
  // A name at the beginning of a sentence is known by the one behind it.
  for (let at = tokens.length - 2; at >= 0; at--) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (
      isHidden[at + 1] === true &&
      token &&
      next &&
      !next.pause &&
      isCapital(text, token) &&
      isCapital(text, next)
    )
      isHidden[at] ||= !shown.has(token.word) && token.word !== 'i';
  }
  joinHidden(tokens, isHidden);
  return render(text, tokens, isHidden);
}

function wordsOf(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.flatMap((value) => tokenize(value).map(({ word }) => word)).filter(isLongEnough));
}

/** Single letters and digits are hidden anyway; as words of a secret they would hide "a" and "I". */
const isLongEnough = (word: string) => word.length > 1;

function tells(token: Token, secret: ReadonlySet<string>): boolean {
  if (token.type === 'symbol') return token.word === '$';
  const bare = token.word.replace(/['’]s$/, '');
  if (secret.has(bare) || daysAndSuch.has(bare) || isValueWord(token, false)) return true;
  return bare.length === 1 && bare !== 'a' && bare !== 'i';
}

/** "May second", "A as in Apple": what is a common word alone. */
function isSpelled(tokens: readonly Token[], at: number): boolean {
  const [before, token, next, then] = [at - 1, at, at + 1, at + 2].map((one) => tokens[one]);
  if (token === undefined) return false;
  const isMonth = (one: Token | undefined) => one?.word === 'may' || one?.word === 'march';
  if (isMonth(token)) return next !== undefined && isValueWord(next, true);
  if (token.word === 'second') return isMonth(before);
  return (token.word === 'a' || token.word === 'i') && next?.word === 'as' && then?.word === 'in';
}

function isNamed(text: string, tokens: readonly Token[], at: number, shown: ReadonlySet<string>): boolean {
  const token = tokens[at];
  if (token === undefined || at === 0 || token.stop || !isCapital(text, token)) return false;
  return !shown.has(token.word) && !/^i(?:['’]|$)/.test(token.word);
}

function isCapital(text: string, { start, type }: Token): boolean {
  return type === 'word' && /\p{Lu}/u.test(text.slice(start, start + 1));
}

function isJoint({ word, type, glued }: Token): boolean {
  return joints.has(word) || (type === 'symbol' && glued);
}

function joinHidden(tokens: readonly Token[], isHidden: boolean[]): void {
  let last = -1;
  for (let at = 0; at < tokens.length; at++) {
    if (isHidden[at] !== true) continue;
    const between = tokens.slice(last + 1, at);
    const joins = last >= 0 && between.length <= longestJoint && between.every(isJoint);
    if (joins) isHidden.fill(true, last + 1, at);
    last = at;
  }
}

function render(text: string, tokens: readonly Token[], isHidden: readonly boolean[]): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (isHidden[at] !== true) continue;
    const begin = at;
    while (isHidden[at + 1] === true) at++;
    out += text.slice(from, tokens[begin]?.start) + maskedMark;
    from = tokens[at]?.end ?? text.length;
  }
  return out + text.slice(from);
}
