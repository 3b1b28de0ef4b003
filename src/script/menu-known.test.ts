import { describe, expect, it } from 'vitest';
import type { Practice } from '../kernel/call-task.ts';
import { fitsOf } from './menu-known.ts';
import type { Scene } from './scene.ts';
import { claimStatus, dial, scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** What a new call of this kind does about the lines of a menu. */
function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('a menu by date of service', () => {
  it.each([
    [
      'claim-status',
      'For dates of service before January first, twenty twenty six, press one. For dates of service on or after January first, twenty twenty six, press two.',
      '2',
    ],
    [
      'claim-status',
      'If the date of service is before July first twenty twenty five press one, on or after press two.',
      '2',
    ],
    [
      'claim-status',
      'For claims with a date of service prior to January 1, 2025, press 1. For dates of service January 1, 2025 and later, press 2.',
      '2',
    ],
    [
      'claim-status',
      'For dates of service in twenty twenty five press one, in twenty twenty six press two.',
      '2',
    ],
    [
      'claim-status',
      'If your date of service is within the last ninety days, press one. If it is older than ninety days, press two.',
      '2',
    ],
    [
      'claim-status',
      'For dates of service on or after February first, 2026, press one. For dates of service through January thirty first, 2026, press two.',
      '2',
    ],
    [
      'claim-status',
      'For services in the current year press one, for services in a prior year press two.',
      '1',
    ],
    [
      'claim-status',
      'To search for a claim by member I D and date of service, press one. To search by claim number, press two.',
      '1',
    ],
    [
      'claim-status',
      'If the service was before March first, press one. If it was on March first or after, press two.',
      '1',
    ],
    ['claim-status', 'For claims older than twelve months press one. For newer claims press two.', '2'],
    [
      'claim-status',
      'For dates of service between January 1, 2026 and March 31, 2026, press 1. For all other dates of service press 2.',
      '1',
    ],
    [
      'claim-status',
      'For dates of service from October first, 2025 forward press three, for anything earlier press four.',
      '3',
    ],
    ['claim-status', 'For visits this year press one. For visits last year press two.', '1'],
    [
      'claim-status',
      'For dates of service before twenty twenty six press one, for twenty twenty six press two.',
      '2',
    ],
    [
      'claim-status',
      'For dates of service in twenty twenty six or later press one, for twenty twenty five press two, for twenty twenty press three.',
      '1',
    ],
    ['claim-status', 'Claims before 2024, press one. Claims 2024 and after, press two.', '2'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });
});

describe('a menu by letters', () => {
  it.each([
    [
      'claim-status',
      "If the patient's last name begins with A through L, press one. M through Z, press two.",
      '2',
    ],
    ['claim-status', 'For last names A to K press one. L to Z press two.', '2'],
    [
      'claim-status',
      'If the member I D starts with the letters A through M press one, if it starts with N through Z press two.',
      '2',
    ],
    [
      'eligibility',
      'If the member I D begins with a letter press one. If it begins with a number press two.',
      '1',
    ],
    [
      'claim-status',
      'If the member I D starts with X Y Z press one. If it starts with W X Y press two. For all others press three.',
      '2',
    ],
    [
      'eligibility',
      "Enter one if the patient's last name starts with A to M, two if it starts with N to Z.",
      '2',
    ],
    [
      'claim-status',
      'For provider names A through F press one, G through P press two, Q through Z press three.',
      '1',
    ],
    [
      'claim-status',
      'If the card number begins with the letter W press one, with the letter R press two, with neither press three.',
      '1',
    ],
    [
      'claim-status',
      'If the I D starts with a number, press one. If it starts with a letter, press two.',
      '2',
    ],
    ['claim-status', "Let's start with your N P I. Go ahead and enter it now.", '1234567893'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });
});

describe('a menu by kind of plan', () => {
  it.each([
    [
      'claim-status',
      'For commercial plans press one. For Medicare plans press two. For Medicaid plans press three. If you do not know press four.',
      '4',
    ],
    [
      'eligibility',
      'For Medicare Advantage press one, for marketplace plans press two, for employer plans press three, for anything else press four.',
      '4',
    ],
    ['claim-status', 'For Medicare claims press one. For all other claims press two.', '2'],
    ['claim-status', 'Is this about a Medicare plan? Press one for yes or two for no.', '2'],
    ['claim-status', 'Commercial, one. Medicare Advantage, two. Medicaid, three.', '1'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });
});

describe('a menu by state', () => {
  const fits = (labels: readonly string[], practice: Partial<Practice>) => {
    const state = dial().state;
    const scene: Scene = {
      script: claimStatus,
      state: { ...state, practice: { name: 'Cedar', npi: '', taxId: '', phone: '', ...practice } },
      effects: [],
      atMs: 0,
    };
    return fitsOf(
      scene,
      labels.join(', '),
      labels.map((label, index) => ({ key: String(index + 1), label })),
    );
  };

  it.each([
    [{ state: 'CO' }],
    [{ state: 'Colorado' }],
    [{ address: '12 Example Street, Denver, CO 80202' }],
    [{ address: '12 Example Street, Denver, Colorado' }],
  ])('goes by where the practice is: %j', (practice) => {
    expect(fits(['for utah', 'for colorado or new mexico', 'all other states'], practice)).toEqual([
      false,
      true,
      undefined,
    ]);
  });

  it('does not tell where that is not known', () => {
    expect(fits(['for utah', 'for colorado'], { address: '12 Example Street, Denver' })).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('knows West Virginia from Virginia', () => {
    expect(fits(['for virginia', 'for west virginia'], { state: 'WV' })).toEqual([false, true]);
  });
});

describe('a menu by other dates', () => {
  it.each(['If the patient was born before 1990 press one, after 1990 press two.'])(
    'is no menu by date of service: "%s"',
    (line) => {
      expect(done('claim-status', line)).toEqual([]);
    },
  );
});
