import { describe, expect, it } from 'vitest';
import type { PayorView } from '../../../kernel/payor-desk.ts';
import { readHours, readSpans, writeSpans } from './hours.ts';
import { parseLines, written } from './labelled.ts';
import { changesOf, lineDraft, lineWanted } from './payor-draft.ts';

const payor: PayorView = {
  id: 'pay_1',
  directory: 'shared',
  overridden: [],
  name: 'Summit Ridge Health',
  aliases: ['Summit Ridge'],
  lines: [
    {
      id: 'line_1',
      purpose: 'provider',
      label: null,
      phoneNumber: '+13035550142',
      timeZone: 'America/Denver',
      hours: { monday: [{ from: '08:00', to: '17:00' }] },
      holidays: ['federal'],
      closedOn: ['2026-12-24'],
      maxConcurrentCalls: 2,
      now: { open: true, opensAt: null, closesAt: null },
    },
  ],
  limits: { maxConcurrentCalls: null, tasksPerCall: 1, callsPerMinute: null },
  requiredInputs: {},
  refusesAutomation: false,
  recording: null,
  disclosure: null,
  notes: null,
  updatedAt: '2026-03-04T12:00:00Z',
};
const wanted = {
  ...payor,
  lines: payor.lines.map((line) => lineWanted(lineDraft(line))),
};
const {
  id: _id,
  directory: _directory,
  overridden: _overridden,
  requiredInputs: _inputs,
  updatedAt: _at,
  ...same
} = wanted;

describe('what is wanted otherwise than a shared payor', () => {
  it('is nothing where nothing was changed', () => {
    expect(changesOf(payor, same)).toEqual({});
  });

  it('is what was changed, a limit by itself', () => {
    const limits = { ...same.limits, tasksPerCall: 3 };
    expect(changesOf(payor, { ...same, notes: 'Slow', limits })).toEqual({
      notes: 'Slow',
      limits: { tasksPerCall: 3 },
    });
  });

  it('keeps what had been changed before', () => {
    const before = { ...payor, overridden: ['limits.callsPerMinute', 'aliases'] };
    expect(changesOf(before, same)).toEqual({ aliases: ['Summit Ridge'], limits: { callsPerMinute: null } });
  });
});

describe('hours as people write them', () => {
  it('are read and written', () => {
    const spans = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    expect(writeSpans(spans)).toBe('08:00-12:00, 13:00-17:00');
    expect(readSpans('8:00 - 12:00,13:00–17:00')).toEqual(spans);
  });

  it('leave closed days out', () => {
    expect(readHours({ monday: '08:00-17:00', sunday: ' ' })).toEqual({
      monday: [{ from: '08:00', to: '17:00' }],
    });
  });
});

describe('numbers with names for people', () => {
  it('stand one a line', () => {
    const text = written(
      [
        { npi: '1', label: 'Main, east' },
        { npi: '2', label: null },
      ],
      ({ npi }) => npi,
    );
    expect(text).toBe('1, Main, east\n2');
    expect(parseLines(`${text}\n\n`)).toEqual([
      { text: '1', label: 'Main, east' },
      { text: '2', label: null },
    ]);
  });
});
