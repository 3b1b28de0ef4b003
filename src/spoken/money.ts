import { type Amount, isPronounOne, joinFigures, readAmount, readSign } from './amount.ts';
import { partsAt, readVulgar } from './fraction.ts';
import { DOLLAR_WORDS, isLabel } from './money-context.ts';
import { centRow, centsOf, dollarsOf, isDigit, isPair, type Reading, readSumRow } from './money-row.ts';
import { readGroup, readGroups, readSmall } from './numbers.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';

/** More groups than a sum has: "one thousand two thirty-four and fifty-six cents" has four. */
const MOST_GROUPS = 9;

const CENT_WORDS = new Set('cents cent pennies penny'.split(' '));

const EVEN_WORDS = new Set('even flat exactly'.split(' '));

const PAYING_WORDS = new Set('paid pay pays paying owe owes owed due allowed'.split(' '));

const NOTHING_WORDS = new Set('nothing zilch nada none nil'.split(' '));

/** Coins by name; the quarter only where it is all that was said ("a quarter of it", "last quarter"). */
const COINS: Readonly<Record<string, number>> = { penny: 1, nickel: 5, dime: 10, quarter: 25 };

/** "a dime": a coin that is the whole sum. */
function readCoin(context: Context, at: number): Match<'money'> | undefined {
  const { tokens } = context.utterance;
  if (tokens[at]?.word !== 'a') return undefined;
  const coin = tokens[at + 1]?.word ?? '';
  const cents = COINS[coin];
  const alone = context.whole && tokens[at + 2] === undefined;
  if (cents === undefined || !alone) return undefined;
  return { value: cents, alternatives: [], start: at, end: at + 2 };
}

/** Where "$", "US$" or "USD" in front of a sum ends; the same place where there is none. */
function symbolEnd(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.word;
  if (word === '$' || word === 'usd') return at + 1;
  return word === 'us' && tokens[at + 1]?.word === '$' ? at + 2 : at;
}

/** Where "dollars" stands, its country in front or not: "dollars", "US dollars", "united states dollars". */
function dollarsAt(tokens: readonly Token[], at: number): number | undefined {
  const said = (word: number): string => tokens[at + word]?.word ?? '';
  const country =
    (said(0) === 'u' && said(1) === 's') || (said(0) === 'united' && said(1) === 'states')
      ? 2
      : /^(us|american)$/.test(said(0))
        ? 1
        : 0;
  if (DOLLAR_WORDS.has(said(country))) return at + country;
  // "a 25-dollar copay", "25$".
  if (said(0) === '-' && DOLLAR_WORDS.has(said(1))) return at + 1;
  return said(0) === '$' && tokens[at]?.glued === true ? at : undefined;
}

/** "a dollar" behind a part of it: "half a dollar", "three quarters of a dollar". */
function aDollarAt(tokens: readonly Token[], at: number): number | undefined {
  const article = tokens[at]?.word === 'of' ? at + 1 : at;
  return tokens[article]?.word === 'a' && tokens[article + 1]?.word === 'dollar' ? article + 1 : undefined;
}

function hasCents(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word;
  return word !== undefined && CENT_WORDS.has(word);
}

/** "and fifty cents", "fifty", "and no cents", "and 50/100" behind a number of dollars. */
function centsAfterDollars(tokens: readonly Token[], at: number): { cents: number; end: number } {
  const none = { cents: 0, end: at };
  const and = tokens[at]?.word === 'and' ? at + 1 : at;
  const part = and > at ? partsAt(tokens, and) : undefined;
  if (part !== undefined && !part.rounded)
    return { cents: Number(part.figures.padEnd(2, '0')), end: part.end };
  if ((tokens[and]?.word === 'no' || tokens[and]?.word === 'zero') && hasCents(tokens, and + 1)) {
    return { cents: 0, end: and + 2 };
  }
  if (EVEN_WORDS.has(tokens[at]?.word ?? '')) return { cents: 0, end: at + 1 };
  if (tokens[and]?.word === 'a' && hasCents(tokens, and + 1)) return { cents: 1, end: and + 2 };
  const groups = readGroups(tokens, and, 2);
  const [first, second] = groups;
  if (first === undefined) return none;
  if (second !== undefined && isDigit(first) && isDigit(second)) {
    const said = hasCents(tokens, second.end);
    if (said || first.figures === '0')
      return { cents: Number(first.figures + second.figures), end: said ? second.end + 1 : second.end };
  }
  if (hasCents(tokens, first.end) && first.figures.length <= 2) {
    return { cents: Number(first.figures), end: first.end + 1 };
  }
  if (tokens[and]?.pause === true || DOLLAR_WORDS.has(tokens[first.end]?.word ?? '')) return none;
  const twoWritten = first.form === 'written' && first.figures.length === 2 && first.fraction === '';
  if ((isPair(first) || twoWritten) && second === undefined)
    return { cents: Number(first.figures), end: first.end };
  return none;
}

/** "and fifty" or, after a pause, "fifty cents" behind a number without "dollars". */
function centsBehind(tokens: readonly Token[], at: number): { cents: number; end: number } | undefined {
  if (tokens[at]?.word === 'and') return centsAfterDollars(tokens, at);
  const group = readGroup(tokens, at);
  return group !== undefined && hasCents(tokens, group.end) ? centsAfterDollars(tokens, at) : undefined;
}

function withSign(reading: Reading, negative: boolean): Reading {
  return negative
    ? { cents: 0 - reading.cents, alternatives: reading.alternatives.map((cents) => 0 - cents) }
    : reading;
}

/** Units behind an amount that say that it is no money: "eighty percent", "ten days". */
const OTHER_UNITS = new Set(
  (
    'percent % days day weeks week months month years year hours hour minutes minute am pm visits visit ' +
    'units unit business calendar claims claim times oclock yen yuan euro euros pounds pesos rupees'
  ).split(' '),
);

function isOtherUnit(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.word === 'per' && tokens[at + 1]?.word === 'cent') return true;
  return OTHER_UNITS.has(tokens[at]?.word ?? '') && tokens[at]?.pause !== true;
}

/** "The 99213 paid at 76.40": five figures without a comma, of which somebody speaks as of a thing. */
function isProcedure(tokens: readonly Token[], at: number): boolean {
  const figures = tokens[at]?.type === 'digits' ? tokens[at].word : '';
  return (
    figures.length === 5 &&
    /^(the|a|that|this)$/.test(tokens[at - 1]?.word ?? '') &&
    tokens[at + 1]?.word !== ','
  );
}

/** A number that a sentence bears for something else: "modifier 25", "ten to fifteen business days", "one paid". */
function isOtherNumber(tokens: readonly Token[], at: number, end: number): boolean {
  const said = DOLLAR_WORDS.has(tokens[end]?.word ?? '') || hasCents(tokens, end);
  if ((isLabel(tokens, at) || isProcedure(tokens, at)) && !said) return true;
  const [word, before] = [tokens[at]?.word, tokens[at - 1]?.word ?? ''];
  if (word === 'one' && end === at + 1 && !said) return !SUM_LEADS.test(before);
  if (!/^(to|or|through|-)$/.test(tokens[end]?.word ?? '')) return false;
  const second = readGroup(tokens, end + 1);
  return second !== undefined && isOtherUnit(tokens, second.end);
}

/** Behind these a bare "one" is a dollar. */
const SUM_LEADS = /^(is|was|paid|pay|pays|owes?|allowed|copay|deductible|of)$/;

/**
 * "one hundred, eighty-seven dollars": a breath in the middle of a number. It may as well be a sum that was said
 * anew, so that it is a guess, with that sum and what was said before it as alternatives.
 */
function readBroken(tokens: readonly Token[], at: number, hundreds: Amount): Match<'money'> | undefined {
  const [group, more] = hundreds.groups;
  const behind = tokens[hundreds.end];
  if (!hundreds.plain || group?.form !== 'hundreds' || more !== undefined) return undefined;
  if (!group.figures.endsWith('00') || behind?.pause !== true || behind.stop || behind.broken === true)
    return undefined;
  const small = readSmall(tokens, hundreds.end, {});
  const dollars = small === undefined ? undefined : dollarsAt(tokens, small.end);
  if (small === undefined || dollars === undefined) return undefined;
  const { cents, end } = centsAfterDollars(tokens, dollars + 1);
  const sums = [Number(group.figures) + Number(small.figures), Number(small.figures)];
  const [value = 0, anew = 0] = sums.map((sum) => sum * 100 + cents);
  return { value, alternatives: [anew, Number(group.figures) * 100], start: at, end, hedged: true };
}

/**
 * A sum of dollars: "one forty-two fifty" 142.50, "fifteen hundred", "a buck fifty", "$1,234.50", "nothing".
 * "One fifty" is 150.00 and may be 1.50; "twelve fifty" is 12.50 and may be 1,250.00.
 */
function match(context: Context, at: number): Match<'money'> | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (word === undefined) return undefined;
  let hedged = false;
  const found = (reading: Reading, end: number): Match<'money'> => ({
    value: reading.cents,
    alternatives: reading.alternatives,
    start: at,
    end,
    hedged,
  });
  const none = { cents: 0, alternatives: [] };
  const owesNothing = context.whole || PAYING_WORDS.has(tokens[at - 1]?.word ?? '');
  if (NOTHING_WORDS.has(word) && owesNothing) return found(none, at + 1);
  if (word === 'no' && hasCents(tokens, at + 1)) return found(none, at + 2);
  if (word === 'no' && DOLLAR_WORDS.has(tokens[at + 1]?.word ?? '')) {
    const { cents, end } = centsAfterDollars(tokens, at + 2);
    return found({ cents, alternatives: [] }, end);
  }

  const coin = readCoin(context, at);
  if (coin !== undefined) return coin;
  const lead = readSign(tokens, at);
  const behindSymbol = symbolEnd(tokens, lead.at);
  const symbol = behindSymbol > lead.at;
  const inner = readSign(tokens, behindSymbol);
  const sign = { negative: lead.negative || inner.negative };
  const next = inner.at;
  if (
    (tokens[next]?.word === 'a' || tokens[next]?.word === 'one') &&
    /^(buck|dollar)$/.test(tokens[next + 1]?.word ?? '')
  ) {
    const rest = centsAfterDollars(tokens, next + 2);
    return found(withSign({ cents: 100 + rest.cents, alternatives: [] }, sign.negative), rest.end);
  }
  if ((tokens[next]?.word === 'a' || tokens[next]?.word === 'one') && tokens[next + 1]?.word === 'grand') {
    const half = readVulgar(tokens, next + 2);
    const cents = 100_000 + (half === undefined ? 0 : Math.round(Number(`0.${half.figures}`) * 100_000));
    return found({ cents, alternatives: [] }, half?.end ?? next + 2);
  }
  if (!symbol && isPronounOne(tokens, next, context.whole)) return undefined;
  const amount = readAmount(tokens, next, MOST_GROUPS);
  if (amount === undefined) return undefined;
  // A number of something else is passed over, so that no part of it is a sum either.
  const other = !symbol && !context.whole && isOtherNumber(tokens, next, amount.end);
  if (other) return { ...found(none, amount.end), partial: true };
  const broken = readBroken(tokens, at, amount);
  if (broken !== undefined) return broken;
  hedged = amount.vague === true;
  let end = amount.end;
  const unit = tokens[end]?.word ?? '';
  if (isOtherUnit(tokens, end)) return undefined;
  const dollars = dollarsAt(tokens, end) ?? (amount.groups.length === 0 ? aDollarAt(tokens, end) : undefined);
  // "Half of the amount", "two thirds": a part of something that is not named is no sum.
  const part = amount.groups.length === 0 && !amount.plain && amount.whole === '0' && word !== 'point';
  if (amount.rounded === true || (part && !context.whole && dollars === undefined)) return undefined;
  if (unit === 'grand' || unit === 'k') {
    const sum = centsOf(`${amount.whole}${amount.fraction.slice(0, 3).padEnd(3, '0')}`, '');
    return sum === undefined
      ? undefined
      : found(withSign({ cents: sum, alternatives: [] }, sign.negative), end + 1);
  }
  let reading: Reading | undefined;
  const spokenFraction = !amount.plain;
  if (spokenFraction) {
    const figures = amount.groups.length === 0 ? amount.whole : (dollarsOf(amount.groups) ?? amount.whole);
    const scaled = amount.whole !== joinFigures(amount.groups);
    const sum = centsOf(scaled ? amount.whole : figures, amount.fraction);
    reading = sum === undefined ? undefined : { cents: sum, alternatives: [] };
  } else reading = readSumRow(amount.groups, context.whole);
  if (reading === undefined && amount.groups.length > 1) {
    const group = readGroup(tokens, next);
    if (group === undefined) return undefined;
    end = group.end;
    const sum = centsOf(group.figures, group.fraction);
    reading = sum === undefined ? undefined : { cents: sum, alternatives: [] };
  }
  if (reading === undefined) return undefined;
  if (CENT_WORDS.has(unit) && !symbol) {
    // "1.2 cents" is no sum that anybody pays.
    const cents = amount.fraction === '' ? centRow(amount.groups) : undefined;
    return cents === undefined
      ? { ...found(none, end + 1), partial: true }
      : found(withSign({ cents, alternatives: [] }, sign.negative), end + 1);
  }
  if (dollars !== undefined) {
    end = dollars;
    const rest = spokenFraction ? { cents: 0, end: end + 1 } : centsAfterDollars(tokens, end + 1);
    const first = dollarsOf(amount.groups);
    const split = rest.end > end + 1 && first !== undefined ? centsOf(first, '') : undefined;
    const base = split ?? reading.cents;
    const alternatives = rest.end > end + 1 ? [] : reading.alternatives;
    return found(withSign({ cents: base + rest.cents, alternatives }, sign.negative), rest.end);
  }
  if (EVEN_WORDS.has(tokens[end]?.word ?? '')) {
    const first = dollarsOf(amount.groups);
    const sum = first === undefined ? undefined : centsOf(first, '');
    return found(withSign({ cents: sum ?? reading.cents, alternatives: [] }, sign.negative), end + 1);
  }
  const tail = spokenFraction ? undefined : centsBehind(tokens, end);
  if (tail !== undefined && tail.end > end + (tokens[end]?.word === 'and' ? 1 : 0)) {
    const first = dollarsOf(amount.groups);
    const sum = first === undefined ? undefined : centsOf(first, '');
    return found(
      withSign({ cents: (sum ?? reading.cents) + tail.cents, alternatives: [] }, sign.negative),
      tail.end,
    );
  }
  return found(withSign(reading, sign.negative), end);
}

export const money: Reader<'money'> = {
  ranges: true,
  match,
  /** "a hundred dollars and fifty, no, sixty cents": only the cents are replaced. */
  revise(before, after, context) {
    const { tokens } = context.utterance;
    const said = tokens[after.end - 1]?.word ?? '';
    const inner = tokens.slice(after.start, after.end).some((token) => DOLLAR_WORDS.has(token.word));
    if (!CENT_WORDS.has(said) || inner || after.value >= 100 || before.value < 100) return undefined;
    return {
      ...after,
      value: before.value - (before.value % 100) + after.value,
      alternatives: [],
      start: before.start,
    };
  },
};
