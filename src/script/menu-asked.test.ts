import { describe, expect, it } from 'vitest';
import { callAbout, doneAbout } from './testing/entrances.ts';
import type { Call } from './testing/entrances.ts';

function lastOf(about: Call, ...turns: string[]): string {
  const call = callAbout(about);
  return turns.map((turn) => doneAbout(call, turn)).at(-1) ?? '';
}

describe('of a value no more is said than is asked for', () => {
  it.each([
    ['Please say just the last three digits of the tax I D.', 'seven, one, nine'],
    ['Please give me the last four characters of the member I D.', 'four, eight, one, six'],
  ])('%s', (heard, said) => {
    const answer = lastOf('benefits', heard);
    expect(answer.toLowerCase()).toContain(said);
    expect(answer.split(/[,.]/).filter((one) => one.trim() !== '').length).toBeLessThan(5);
  });
});

describe('"enter it again"', () => {
  const npi = 'Please say your N P I.';

  it('means what was given last', () => {
    expect(lastOf('claim', npi, "Hmm, I didn't catch it. Please key it in instead.")).toBe('key 1739502643');
  });

  it('means nothing where nothing was given, or something else was answered since', () => {
    const again = "Sorry, I didn't get that. Please say it again.";
    expect(lastOf('benefits', again)).not.toMatch(/seven|Kilo|1739502643/);
    const menu = 'For claims press one. For benefits press two.';
    expect(lastOf('benefits', 'Please enter the member I D.', menu, again)).not.toMatch(/Kilo|578204816/);
  });
});

describe('names of values', () => {
  it('are said where one is to be chosen, and given where one is asked for', () => {
    expect(lastOf('claim', 'To look up the patient, say claim number, or say member I D.')).toBe(
      'says member i d',
    );
    expect(lastOf('claim', 'Say your member I D, or your group number.')).toContain('Kilo');
  });
});

describe('what a menu shows of what it understood', () => {
  const born = "Please say the patient's date of birth.";

  it.each([
    ['Just to confirm, April eighth, nineteen fifty nine?', 'says yes'],
    ['My mistake. Was it April ninth, nineteen fifty nine?', 'says no'],
  ])('is a question for a yes: %s', (heard, said) => {
    expect(lastOf('benefits', born, heard)).toBe(said);
  });

  it('is none without a value that was given', () => {
    expect(lastOf('benefits', 'Just to confirm, April eighth, nineteen fifty nine?')).toBe('waits');
  });
});

describe('the kind of service', () => {
  const menu =
    'For physical or speech therapy, press one. For radiology, press two. For sleep studies, press three.';

  it('is known by the procedure code', () => {
    expect(lastOf('auth', menu)).toBe('key 1');
    expect(lastOf('auth', 'Is the authorization for therapy, imaging, or surgery?')).toBe('says therapy');
    expect(lastOf('auth', 'For radiology, press one. For surgery and other services, press two.')).toBe(
      'key 2',
    );
  });

  it('is not guessed where nothing is known of it', () => {
    expect(lastOf('benefits', 'For speech therapy, press one. For radiology, press two.')).toBe('waits');
  });
});

it.each([
  ['claim', 'Are you a doctor? A hospital? A patient?', 'says doctor'],
  ['benefits', 'Would you like claims? Benefits? Or authorizations?', 'says benefits'],
] as const)('about a %s: "%s" %s', (about, heard, said) => {
  expect(lastOf(about, heard)).toBe(said);
});
