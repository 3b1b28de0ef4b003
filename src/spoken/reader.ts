import type { Utterance } from './marks.ts';
import type { SpokenKind, SpokenOptions, SpokenValue } from './types.ts';

/** One reading of some tokens, before repairs are applied. */
export type Match<K extends SpokenKind> = {
  readonly value: SpokenValue<K>;
  readonly alternatives: readonly SpokenValue<K>[];
  readonly start: number;
  readonly end: number;
  readonly complete?: boolean | undefined;
  /** It is a value only as the repair or continuation of another ("no, fourth"). */
  readonly partial?: boolean | undefined;
  /** The words themselves say that it is a guess ("forty or fifty", "a few"). */
  readonly hedged?: boolean | undefined;
};

export type Context = {
  readonly utterance: Utterance;
  readonly options: SpokenOptions;
  /** The whole text is meant to be one value, so that bare numbers count. */
  readonly whole: boolean;
  /** Stretches of tokens that are something else already, from their first token to the one behind them. */
  readonly taken?: ReadonlyMap<number, number> | undefined;
};

/** How a kind whose values are one phrase each is read. */
export type Reader<K extends SpokenKind> = {
  /** The longest value that starts at a token; looks at a bounded number of tokens. */
  readonly match: (context: Context, at: number) => Match<K> | undefined;
  /** What a repair means when it gives only a part ("March third, no, fourth"); without it the later one stands. */
  readonly revise?: (before: Match<K>, after: Match<K>, context: Context) => Match<K> | undefined;
  /** Completes a value from the one before it ("March third to the fifth"). */
  readonly follow?: (before: Match<K>, after: Match<K>, context: Context) => Match<K>;
  /** Several values that together are one ("March third to March fifth"). */
  readonly join?: (matches: readonly Match<K>[], context: Context) => Match<K> | undefined;
  /** Settles what was left open; nothing if it stays a part of a value. */
  readonly finish?: (match: Match<K>, context: Context) => Match<K> | undefined;
  /** "To" between two values is a range of which either end may be meant ("forty to fifty dollars"). */
  readonly ranges?: boolean;
  readonly same?: (a: SpokenValue<K>, b: SpokenValue<K>) => boolean;
};
