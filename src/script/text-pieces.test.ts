import { describe, expect, it } from 'vitest';
import { groundTurn } from './ground.ts';
import { keysOf } from './entry-keys.ts';
import type { Finding } from './found.ts';
import { scriptOf } from './testing/conversation.ts';

const script = scriptOf('claim-status');

const plain = (one: Finding | undefined) => (typeof one?.value === 'object' ? '' : String(one?.value ?? '-'));

/** What is said of each denied line: by its number, or "-" where none was named. */
function linesIn(text: string, asked: readonly string[] = []): string[] {
  const findings = groundTurn(text, {
    script,
    today: '2026-06-01',
    asked,
    open: ({ aside }) => !aside,
    excluded: new Set(['infoRequested']),
  });
  const keys = keysOf(findings, text, script);
  return findings
    .filter(({ field }) => /^denials\.1\.(?:reason|code)$/.test(field))
    .sort((a, b) => a.start - b.start)
    .map((one) => `${plain(keys.get(one))}: ${plain(one)}`);
}

describe('lines of a claim told one after the other', () => {
  it.each([
    [
      "line one because the diagnosis does not match the procedure, that's C O eleven, and then on line two the service is included in another procedure, C O ninety-seven there",
      [
        '1: diagnosis does not match the procedure',
        '1: CO-11',
        '2: service is included in another procedure',
        '2: CO-97',
      ],
    ],
    [
      "There are two. Line one because it's a duplicate, there are two. That's C O eighteen, and on line two no referral, C O two eighty eight.",
      ['1: duplicate', '1: CO-18', '2: no referral', '2: CO-288'],
    ],
    [
      "line one got denied for no referral and line two because it's a duplicate",
      ['1: no referral', '2: duplicate'],
    ],
    ['line two denied as bundled, C O ninety seven', ['2: bundled', '2: CO-97']],
    ['C O fifty on line one and C O sixteen on line two', ['1: CO-50', '2: CO-16']],
    ['line one paid, line two was rejected because of a plan limit', ['2: plan limit']],
    ["line two was denied, it's included in another procedure", ['2: included in another procedure']],
    ["line one was denied, it's a duplicate service", ['1: duplicate service']],
    ["line two was denied, it's still in review", []],
    ["line two was denied, it's on the letter", []],
    ['line one, C O sixteen, line two, C O ninety six', ['1: CO-16', '2: CO-96']],
  ])('"%s"', (text, told) => {
    expect(linesIn(text)).toEqual(told);
  });

  it.each([
    [
      'So line one is missing modifier, and line two is, uh, diagnosis inconsistent with procedure.',
      ['1: missing modifier', '2: diagnosis inconsistent with procedure'],
    ],
    ['missing modifier, C O four', ['-: missing modifier', '-: CO-4']],
    [
      'C O sixteen, lacks information and C O four, missing modifier',
      ['-: CO-16', '-: lacks information', '-: CO-4', '-: missing modifier'],
    ],
    ['bundled on line two', ['2: bundled']],
  ])('"%s", asked for the reason', (text, told) => {
    expect(linesIn(text, ['denials.1.reason'])).toEqual(told);
  });

  it.each([
    'line one is the office visit and line two is the injection',
    'line one for ninety nine two thirteen',
    'I show line one and line two here',
  ])('takes no reason from "%s"', (text) => {
    expect(linesIn(text)).toEqual([]);
  });
});
