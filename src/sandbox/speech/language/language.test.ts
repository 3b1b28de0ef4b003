import { describe, expect, it } from 'vitest';
import { arpaTrigram } from './arpa.ts';
import { makeSampler } from './grammar.ts';
import { makeRandom } from './random.ts';
import { corpus } from './sentences.ts';
import { toSpokenWords, toVoiceText } from '../normalize.ts';

interface Entry {
  probability: number;
  backoff: number;
}

function readArpa(text: string): Map<string, Entry> {
  const rows = text.split('\n').filter((line) => /^-?\d/.test(line));
  return new Map(
    rows.map((row) => {
      const [probability = '', gram = '', backoff = '0'] = row.split('\t');
      return [gram, { probability: 10 ** Number(probability), backoff: 10 ** Number(backoff) }];
    }),
  );
}

describe('the language model', () => {
  it('is a probability distribution after every context', () => {
    const model = readArpa(
      arpaTrigram(['the claim was paid', 'the claim was denied', 'it was paid', 'a claim']),
    );
    const chance = (words: string[]): number => {
      const entry = model.get(words.join(' '));
      if (entry) return entry.probability;
      return (model.get(words.slice(0, -1).join(' '))?.backoff ?? 1) * chance(words.slice(1));
    };
    const vocabulary = [...model.keys()].filter((gram) => !gram.includes(' ') && gram !== '<s>');
    for (const context of [[], ['claim'], ['<s>', 'the'], ['claim', 'was'], ['paid', 'it']]) {
      const sum = vocabulary.reduce((total, word) => total + chance([...context, word]), 0);
      expect(sum).toBeCloseTo(1, 2);
    }
  });

  it('is counted from the same sentences every time', () => {
    const extras = { sentences: ['grant me patience'], names: ['Quillen'] };
    expect(corpus(200, extras)).toEqual(corpus(200, extras));
  });

  it('uses the names it was given', () => {
    expect(
      corpus(3000, { sentences: [], names: ['zorblatt'] }).filter((one) => one.includes('zorblatt')).length,
    ).toBeGreaterThan(20);
  });
});

describe('grammars', () => {
  it('expand choices, options and rules', () => {
    const sample = makeSampler({ top: ['{one|two} [three] <low>'], low: ['four'] }, makeRandom(3));
    const seen = new Set(Array.from({ length: 100 }, () => sample('top')));
    expect([...seen].sort()).toEqual(['one four', 'one three four', 'two four', 'two three four']);
  });

  it('refuse what is not closed or not there', () => {
    expect(() => makeSampler({ top: ['{one|two'] }, makeRandom(1))).toThrow('unclosed');
    expect(() => makeSampler({ top: ['<none>'] }, makeRandom(1))('top')).toThrow('no rule named none');
  });
});

describe('spoken words', () => {
  it.each([
    ['The NPI is 1234567893.', 'the n p i is one two three four five six seven eight nine three'],
    ['$1,142.50 was paid', 'one thousand one hundred forty two dollars and fifty cents was paid'],
    ['Press 1, or 0.', 'press one or zero'],
    ["It's X-ray, forty-two — O'Brien", "it's x-ray forty two o'brien"],
  ])('of %s', (text, words) => {
    expect(toSpokenWords(text)).toBe(words);
  });

  it('make a lone letter A sound like a letter, and the article like an article', () => {
    expect(toVoiceText('A as in Alpha, 4')).toBe('ay as in Alpha, four');
    expect(toVoiceText('A claim')).toBe('A claim');
  });
});
