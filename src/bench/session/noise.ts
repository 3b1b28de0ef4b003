import type { Random } from '../random.ts';

/** Words that a recogniser takes for one another on a telephone. */
const soundAlikes: readonly (readonly string[])[] = [
  ['five', 'nine'],
  ['b', 'd', 'e', 'p', 't', 'v', 'z'],
  ['m', 'n'],
  ['f', 's', 'x'],
  ['a', 'eight'],
  ['i', 'five'],
  ['thirteen', 'thirty'],
  ['fourteen', 'forty'],
  ['fifteen', 'fifty'],
  ['sixteen', 'sixty'],
  ['seventeen', 'seventy'],
  ['eighteen', 'eighty'],
  ['nineteen', 'ninety'],
  ['first', 'fourth'],
  ['fifth', 'sixth'],
  ['third', 'thirty'],
  ['six', 'sixth'],
  ['seven', 'eleven'],
  ['june', 'july'],
  ['to', 'two'],
  ['for', 'four'],
  ['won', 'one'],
  ['ate', 'eight'],
  ['paid', 'made'],
  ['denied', 'tonight'],
  ['claim', 'clay'],
  ['met', 'net'],
  ['allowed', 'aloud'],
  ['copay', 'cope'],
  ['deductible', 'reductable'],
  ['not', 'now'],
];

const others: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>();
  for (const group of soundAlikes)
    for (const word of group)
      map.set(word, [...(map.get(word) ?? []), ...group.filter((other) => other !== word)]);
  return map;
})();

/** Of the words that are misheard without a sound-alike, this share is simply not there. */
const droppedShare = 0.6;
/** Recognisers are less sure of what they mishear, though not by much. */
const sureConfidence = 0.97;
const unsureConfidence = 0.82;

export interface HeardWord {
  /** Empty: the word was not heard. */
  text: string;
  confidence: number;
}

/** Mishears words at the given rate (0 to 1): sound-alikes where there are any, else words that are dropped. */
export function makeMishearing(rate: number, random: Random): (word: string) => HeardWord {
  return (word) => {
    const confidence = sureConfidence - random() * 0.06;
    if (rate === 0 || random() >= rate) return { text: word, confidence };
    const alike = others.get(word.toLowerCase().replace(/[^a-z]/g, ''));
    const misheard = unsureConfidence + random() * 0.13;
    if (alike !== undefined)
      return { text: alike[Math.floor(random() * alike.length)] ?? word, confidence: misheard };
    return random() < droppedShare ? { text: '', confidence } : { text: word, confidence: misheard };
  };
}

const musicWords = ['oh', 'yeah', 'you', 'and I', 'la la', 'the', 'baby', 'mm', 'so', 'know'];

/** Words that a recogniser makes of hold music now and then. */
export function nonsense(random: Random): string[] {
  const count = 1 + Math.floor(random() * 2);
  return Array.from({ length: count }, () => musicWords[Math.floor(random() * musicWords.length)] ?? 'oh');
}
