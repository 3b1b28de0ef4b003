import { describe, expect, it } from 'vitest';
import { maskSpoken } from './mask.ts';

const options = { secrets: ['Jordan Testcase', 'W123456789', '1980-03-04'], open: ['Example Health'] };
const masked = (text: string) => maskSpoken(text, options);

describe('a text without what tells of a patient', () => {
  it('keeps what is said around it', () => {
    expect(masked('Please hold, your call is important to us.')).toBe(
      'Please hold, your call is important to us.',
    );
    expect(masked('I have that, one moment.')).toBe('I have that, ••• moment.');
  });

  it('hides numbers, however they are said', () => {
    expect(masked('It is four five, um, six seven.')).toBe('It is •••.');
    expect(masked('The check number is 00123-4.')).toBe('The check number is •••.');
    expect(masked('That is $1,200.50 allowed.')).toBe('That is ••• allowed.');
  });

  it('hides dates', () => {
    expect(masked('born March fourth nineteen eighty')).toBe('born •••');
    expect(masked('it was paid on may second')).toBe('it was paid on •••');
    expect(masked('you may hold')).toBe('you may hold');
  });

  it('hides letters and what spells them', () => {
    expect(masked('A as in Apple, B as in Bravo, seven')).toBe('•••');
  });

  it('hides words of the case wherever they are said, in any case of letters', () => {
    expect(masked("okay so jordan's claim is there")).toBe('okay so ••• claim is there');
  });

  it('hides what is written like a name, but not the names that may be shown', () => {
    expect(masked('My name is Sarah, thank you for calling Example Health.')).toBe(
      'My name is •••, thank you for calling Example Health.',
    );
    expect(masked("Sarah Miller speaking. I'm with provider services.")).toBe(
      "••• speaking. I'm with provider services.",
    );
  });

  it('leaves no digit, whatever it is given', () => {
    for (const text of ['', '1', '(303) 555-0142', 'x7y8', '5/6/1970', 'ID#A1'])
      expect(masked(text)).not.toMatch(/\d/);
  });
});
