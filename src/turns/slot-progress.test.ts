import { describe, expect, it } from 'vitest';
import type { Listening } from '../kernel/speech.ts';
import { patienceMs } from './patience.ts';

const waits = (text: string, slot?: Listening['slot']) => patienceMs(text, { to: 'person', slot });

describe('patience', () => {
  it('is long for menus, shorter on hold, shortest with people', () => {
    expect(patienceMs('press one', { to: 'menu' })).toBe(2_000);
    expect(patienceMs('please hold', { to: 'hold' })).toBe(1_000);
    expect(waits('how can I help you')).toBe(800);
  });

  it('waits for the end of a sentence that breaks off', () => {
    expect(waits('so the claim was')).toBe(1_600);
    expect(waits('It was.')).toBe(800);
  });

  it.each([
    ['one hundred forty two dollars and', { kind: 'money' } as const],
    ['it was march', { kind: 'date' } as const],
    ['no the check number is zero zero four', { kind: 'yes_no' } as const],
    ['four four seven', { kind: 'identifier', pattern: '[A-Z0-9]{3,25}' } as const],
    ['two zero two five one', { kind: 'identifier', pattern: '[A-Z0-9]{5,25}' } as const],
  ])('waits for the rest of "%s"', (text, slot) => {
    expect(waits(text, slot)).toBe(2_500);
  });

  it.each([
    ['four seven one two nine', { kind: 'identifier', length: 9 } as const],
    ['C four four', { kind: 'identifier', pattern: '[A-Z]\\d{5}' } as const],
    ['two oh two five five five', { kind: 'telephone' } as const],
    ['you can fax that to six one seven', { kind: 'telephone' } as const],
    [
      'the reference number is L as in Lima Z as in Zulu',
      { kind: 'identifier', pattern: '(?=.*\\d.*\\d.*\\d)[A-Z0-9-]{4,25}' } as const,
    ],
    [
      'the call reference number is six four four',
      { kind: 'identifier', pattern: '(?=.*\\d.*\\d.*\\d)[A-Z0-9-]{4,25}' } as const,
    ],
  ])('does not cut in on "%s", which is too short to be the whole', (text, slot) => {
    expect(waits(text, slot)).toBe(4_000);
  });

  it.each(['I do not have that one', 'it should start with an A', 'there is no check number'])(
    'takes "%s" for no number that has begun',
    (text) => {
      expect(waits(text, { kind: 'identifier', pattern: '[A-Z0-9]{4,20}' })).toBeLessThan(2_600);
    },
  );

  it('is as patient as the reader of a number is slow', () => {
    const slot = { kind: 'identifier', pattern: '[A-Z0-9]{4,20}' } as const;
    const text = 'L as in Lima four seven one nine';
    expect(patienceMs(text, { to: 'person', slot }, 2_400)).toBe(3_400);
    expect(patienceMs(text, { to: 'person', slot }, 400)).toBe(2_500);
    expect(patienceMs('it was denied', { to: 'person', slot }, 2_400)).toBe(800);
  });

  it.each([
    ['C four four seven one nine', { kind: 'identifier', pattern: '[A-Z]\\d{5}' } as const],
    ['two oh two five five five oh one two three', { kind: 'telephone' } as const],
    ['one hundred forty two dollars', { kind: 'money' } as const],
    ['it was march third twenty twenty six', { kind: 'date' } as const],
    ['yes', { kind: 'yes_no' } as const],
    ['twenty percent', { kind: 'percent' } as const],
    ['thirty calendar days', { kind: 'duration' } as const],
    ['c o one ninety seven', { kind: 'code', pattern: '(?:CO|PR)-\\d{1,3}' } as const],
    ['march third twenty twenty six and march tenth twenty twenty six', { kind: 'date', count: 2 } as const],
    ['four four seven one nine two', { kind: 'identifier', length: 6, pattern: '[A-Z0-9]{3,25}' } as const],
  ])('goes on soon after "%s"', (text, slot) => {
    expect(waits(text, slot)).toBe(500);
  });

  it('waits through the pause behind a group of a number of unknown length', () => {
    expect(waits('the reference number is four seven one', { kind: 'identifier' })).toBe(2_500);
  });

  it.each([
    [
      'two zero two five one eight eight nine four zero one three',
      { kind: 'identifier', pattern: '[A-Z0-9]{5,25}' } as const,
    ],
    ['c o forty five', { kind: 'code', pattern: '(?:CO|PR)-\\d{1,3}' } as const],
    ['it is thirty', { kind: 'duration' } as const],
    ['twenty', { kind: 'percent' } as const],
    ['received march third twenty twenty six', { kind: 'date', count: 2 } as const],
    ['march third twenty twenty six and', { kind: 'date' } as const],
  ])('gives "%s" a moment: there may be more', (text, slot) => {
    expect(waits(text, slot)).toBe(1_600);
  });

  it('answers at once who asks', () => {
    expect(waits('can i have the member i d please', { kind: 'text' })).toBe(500);
    expect(waits('Which one was it?', { kind: 'text' })).toBe(500);
  });

  it('treats other answers to the question as ordinary speech', () => {
    expect(waits('just a moment', { kind: 'identifier', length: 9 })).toBe(800);
    expect(waits('let me check', { kind: 'text' })).toBe(800);
  });
});
