import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { say } from '../../spoken/index.ts';
import type { KnownOfPeople } from '../../spoken/telling.ts';
import { maskTranscript, maskWords } from './mask-text.ts';

const known: KnownOfPeople = {
  names: ['Jordan', "O'Sample-Reyes"],
  identifiers: ['W4471908'],
  birthDates: ['1982-03-03'],
};
const masked = (text: string) => maskWords(text, known);

const nato: Record<string, string> = Object.fromEntries(
  (
    'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo ' +
    'sierra tango uniform victor whiskey xray yankee zulu'
  )
    .split(' ')
    .map((word) => [word.slice(0, 1).toUpperCase(), word]),
);
const digits = 'zero one two three four five six seven eight nine'.split(' ');

/** Ways in which people say letters and digits one by one. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => Array.from(text).join(' '),
  (text) => Array.from(text).join('-'),
  (text) => Array.from(text).join(', '),
  (text) => Array.from(text, (one) => digits[Number(one)] ?? one).join(' '),
  (text) => Array.from(text, (one) => digits[Number(one)] ?? nato[one] ?? one).join(' '),
  (text) => Array.from(text, (one) => digits[Number(one)] ?? `${one} as in ${nato[one] ?? one}`).join(', '),
  (text) => Array.from(text, (one) => digits[Number(one)] ?? `${one} like ${nato[one] ?? one}`).join(' '),
  (text) => Array.from(text, (one) => (one === '0' ? 'oh' : (digits[Number(one)] ?? one))).join(' '),
  (text) => text.replace(/\d\d/g, (pair) => ` ${pair} `),
  (text) => say('identifier', text).join(', '),
  (text) => say('identifier', text, 'spelled').join(', '),
  (text) => say('identifier', text, 'slow').join(', '),
];

/** Sentences around what must not be seen: none holds a figure or a single letter of its own. */
const frames = fc.constantFrom<readonly [string, string]>(
  ['the member ID is', 'is that right'],
  ['', ''],
  ['okay so I have', 'and the claim was denied'],
  ['Thank you.', ''],
  ['can you repeat', 'please'],
);

/** The words that are left of what stood between the two ends of a frame, but for those that tell nothing. */
function leftOf(secret: string, [before, after]: readonly [string, string], people: KnownOfPeople): string[] {
  const text = [before, secret.trim(), after].filter((part) => part !== '').join(' ');
  const words = maskWords(text.trim(), people).split(/\s+/);
  const skipped = before === '' ? 0 : before.split(' ').length;
  const end = after === '' ? words.length : words.length - after.split(' ').length;
  return words.slice(skipped, end).filter((word) => !/^(?:•••|the|letter|of|)$/.test(word));
}

const identifiers = fc.stringMatching(/^[A-Z]{0,3}[0-9]{5,10}$/);
const namesOfPeople = fc.stringMatching(/^[A-Z]{3,10}$/);
const birthDates = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('nothing of a member id is left, however it was said', () => {
  fc.assert(
    fc.property(identifiers, fc.constantFrom(...spellings), frames, (identifier, spell, frame) => {
      const people = { names: [], identifiers: [identifier], birthDates: [] };
      expect(leftOf(spell(identifier), frame, people)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('nothing of an identifier is left that nobody knew of', () => {
  fc.assert(
    fc.property(identifiers, fc.constantFrom(...spellings), frames, (identifier, spell, frame) => {
      expect(leftOf(spell(identifier), frame, { names: [], identifiers: [], birthDates: [] })).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('no name and no letters of one are left, said or spelled', () => {
  fc.assert(
    fc.property(namesOfPeople, fc.constantFrom(...spellings.slice(0, 9)), frames, (name, spell, frame) => {
      const people = { names: [name], identifiers: [], birthDates: [] };
      expect(leftOf(spell(name), frame, people)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

/** Ways in which a date is said. */
const dates: readonly ((iso: string) => string)[] = [
  (iso) => say('date', iso).join(', '),
  (iso) => say('date', iso, 'spelled').join(', '),
  (iso) => say('date', iso, 'slow').join(', '),
  (iso) => iso,
  (iso) => iso.split('-').join(' '),
  (iso) => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8))}/${iso.slice(0, 4)}`,
  (iso) => `${iso.slice(5, 7)} ${iso.slice(8)} ${iso.slice(2, 4)}`,
  (iso) => Array.from(iso.replaceAll('-', ''), (one) => digits[Number(one)] ?? '').join(' '),
];

test('no part of a date of birth is left, in figures or in words', () => {
  fc.assert(
    fc.property(birthDates, fc.constantFrom(...dates), frames, (birth, spell, frame) => {
      const people = { names: [], identifiers: [], birthDates: [birth] };
      expect(leftOf(spell(birth), frame, people)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

describe('a masked text', () => {
  it('keeps amounts, percentages, spans of time and other dates', () => {
    expect(masked('we paid one hundred fifty dollars on March tenth twenty twenty six')).toBe(
      'we paid one hundred fifty dollars on March tenth twenty twenty six',
    );
    expect(masked('$1,250.00 was allowed, that is 80 percent')).toBe(
      '$1,250.00 was allowed, that is 80 percent',
    );
    expect(masked('you have ninety days to appeal')).toBe('you have ninety days to appeal');
  });

  it('keeps ordinary talk', () => {
    for (const text of [
      'Thank you for calling, how can I help you?',
      'I am calling to check on a claim for a patient.',
      'Please hold while I look that up.',
      'Can I have the date of birth?',
      'You are all set. Have a good day.',
    ])
      expect(masked(text)).toBe(text);
  });

  it('has no names, possessive, joined or slightly misheard', () => {
    expect(masked("that is Jordan's claim")).toBe('that is ••• claim');
    expect(masked('for Jorden Sample Reyes')).toBe('for ••• ••• •••');
    expect(masked('O’Sample-Reyes, Jordan')).toBe('••• •••');
  });

  it('takes an amount that is the tail of a number for a part of it', () => {
    expect(masked('W four four seven one nine oh eight dollars')).not.toMatch(/four|seven|one|nine|eight/);
    expect(masked('$4471908')).toBe('•••');
  });
});

it('masks words where they stand, so that a call can be followed', () => {
  const words = 'it is four four seven thank you'.split(' ').map((text, at) => ({
    text,
    startMs: at * 100,
    endMs: at * 100 + 90,
    confidence: 0.9,
    estimated: false,
  }));
  const turn = {
    turn: 't1',
    speaker: 'representative' as const,
    text: 'it is four four seven thank you',
    startMs: 0,
    endMs: 700,
    words,
  };
  const [shown] = maskTranscript({ callId: 'call_1', turns: [turn], phases: [] }, known).turns;
  expect(shown?.text).toBe('it is ••• ••• ••• thank you');
  expect(shown?.words.map(({ text }) => text).join(' ')).toBe(shown?.text);
  expect(shown?.words.map(({ startMs }) => startMs)).toEqual(words.map(({ startMs }) => startMs));
});
