import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patient, scriptOf } from './testing/conversation.ts';
import { groundTurn } from './ground.ts';

const ofTask = {
  eligibility: { serviceType: 'physical therapy', procedureCode: '97110' },
  'claim-status': { dateOfService: '2026-01-15', billedAmount: 25000 },
  'prior-auth': { procedureCode: '97110', submittedDate: '2026-04-20' },
};

describe.each(['eligibility', 'claim-status', 'prior-auth'] as const)('answers of %s', (file) => {
  const script = scriptOf(file);
  const [, ...rows] = readFileSync(`fixtures/answers/${file}.tsv`, 'utf8').trim().split('\n');

  it.each(rows.map((row) => row.split('\t')))(
    '%s [%s] %s: "%s"',
    (_form, asked = '-', means = '-', said = '') => {
      const told = groundTurn(said, {
        script,
        today: '2026-06-01',
        asked: asked === '-' ? [] : asked.split(' '),
        inputs: { ...patient, ...ofTask[file] },
        open: ({ aside }) => !aside,
      }).map(({ field, value, hedged, beside }) => ({
        fact: `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`.toLowerCase(),
        isCertain: !hedged,
        isValue: !hedged || beside === true,
      }));
      const meant = means === '-' ? [] : means.toLowerCase().split('; ');
      const must = meant.filter((one) => !/^\(|\?$/.test(one));
      const certain = told.filter(({ isCertain }) => isCertain).map(({ fact }) => fact);
      const allowed = meant.map((one) => one.replace(/^\(|\)$/g, ''));
      expect(certain.filter((fact) => !allowed.includes(fact))).toEqual([]);
      expect(told.filter(({ isValue }) => isValue).map(({ fact }) => fact)).toEqual(
        expect.arrayContaining(must),
      );
    },
  );
});
