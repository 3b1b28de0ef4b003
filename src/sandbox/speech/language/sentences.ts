/** The sentences the language model is counted from: both sides of a payor call, sampled from the grammars. */
import { billerRules } from './biller.ts';
import { coverageRules } from './coverage.ts';
import { makeSampler, type Rules } from './grammar.ts';
import { firstNames, lastNames, placeNames } from './names.ts';
import { numberRules } from './numbers.ts';
import { payorRules } from './payor.ts';
import { makeRandom, pick, type Random } from './random.ts';

/** Which rule opens a sentence, by how often it should. */
const starts = [
  'menu',
  'menu',
  'hold',
  'rep',
  'rep',
  'rep',
  'rep',
  'biller',
  'biller',
  'biller',
  'benefit',
  'benefit',
  'benefit',
  'authorization',
  'asking',
  'id',
  'id',
  'digits',
  'fragment',
  'money',
  'money',
  'date',
  'dob',
  'who',
  'measure',
  'measure',
] as const;

export interface Extras {
  /** The caller's own sentences, in spoken words; each weighs as much as many sampled ones. */
  sentences: readonly string[];
  /** Names, of one word or several, that sampled sentences shall use. */
  names: readonly string[];
}

function rulesWith(names: readonly string[]): Rules {
  // Names that are sure to occur are worth a fifth of all mentions.
  const favoured = (known: readonly string[]): string[] => [
    ...known,
    ...names.flatMap((name) => Array<string>(Math.ceil(known.length / 5 / names.length)).fill(name)),
  ];
  return {
    ...numberRules,
    ...payorRules,
    ...billerRules,
    ...coverageRules,
    first: favoured(firstNames),
    last: favoured(lastNames),
    place: favoured(placeNames),
  };
}

/** A sampler of one sentence of any kind. */
export function makeSentences(random: Random, extras: Extras): () => string {
  const sample = makeSampler(rulesWith(extras.names), random);
  return () => {
    const sentence = sample(pick(random, starts)).toLowerCase();
    // People and engines pause anywhere, so a fifth of the sentences run on into another.
    return random() < 0.2 ? `${sentence} ${sample(pick(random, starts)).toLowerCase()}` : sentence;
  };
}

const extraWeight = 25;

/** `count` sampled sentences, always the same for the same seed and extras, and the extra ones repeated. */
export function corpus(count: number, extras: Extras): string[] {
  const next = makeSentences(makeRandom(20_251), extras);
  const own = extras.sentences.flatMap((sentence) => Array<string>(extraWeight).fill(sentence));
  const everyName = [...firstNames, ...lastNames, ...placeNames, ...extras.names];
  return [...Array.from({ length: count }, next), ...own, ...everyName];
}
