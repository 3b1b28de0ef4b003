import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

describe.each(['claim-status', 'credentialing', 'eligibility', 'prior-auth'])('phrasings of %s', (file) => {
  const script = scriptOf(file);
  const [, ...rows] = readFileSync(`fixtures/phrasings/${file}.tsv`, 'utf8').trim().split('\n');

  it.each(rows.map((row) => row.split('\t')))('[%s] %s: "%s"', (asked = '-', means = '-', said = '') => {
    const fields = asked === '-' ? [] : asked.split(' ');
    const found = readTurn(script, said, fields, { procedureCode: '97110' });
    const told = Object.entries(found).map(([field, value]) => `${field}=${inWords(value)}`);
    if (means === '-') expect(told).toEqual([]);
    else {
      const meant = means.split('; ');
      expect(told).toEqual(expect.arrayContaining(meant.filter((one) => !one.startsWith('!'))));
      for (const field of Object.keys(found)) expect(meant).not.toContain(`!${field}`);
    }
  });
});

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
