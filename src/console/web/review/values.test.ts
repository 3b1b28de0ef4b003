import { describe, expect, it } from 'vitest';
import type { FieldContract, FieldType } from '../../../kernel/call-type.ts';
import { entryOf, readEntry, showValue, type Entry } from './values.ts';

const field = (type: FieldType, more: Partial<FieldContract> = {}): FieldContract => ({
  name: 'it',
  label: 'It',
  type,
  requirement: 'required',
  ...more,
});
const typed = (text: string, more: Partial<Entry> = {}): Entry => ({
  text,
  unit: 'days',
  dayType: 'any',
  isDate: true,
  ...more,
});

describe('values as people read and type them', () => {
  it.each([
    ['1250', 125_000],
    ['$1,250.07', 125_007],
    ['0.50', 50],
  ])('%s dollars are %i cents', (text, cents) => {
    expect(readEntry(field('money'), typed(text))).toEqual({ ok: true, value: cents });
  });

  it.each(['12,50', '1.5', 'twelve', '1250.001', '-3'])('%s is no amount', (text) => {
    expect(readEntry(field('money'), typed(text)).ok).toBe(false);
  });

  it('shows cents as dollars and reads them back as they were', () => {
    expect(showValue(field('money'), 125_007)).toBe('$1,250.07');
    expect(readEntry(field('money'), entryOf(field('money'), 125_007))).toEqual({ ok: true, value: 125_007 });
  });

  it('takes a deadline as a date or as a length of time', () => {
    const deadline = field('deadline');
    expect(readEntry(deadline, typed('2026-03-02'))).toEqual({ ok: true, value: '2026-03-02' });
    expect(readEntry(deadline, typed('30', { isDate: false, dayType: 'business' }))).toEqual({
      ok: true,
      value: { n: 30, unit: 'days', dayType: 'business' },
    });
    expect(showValue(deadline, { n: 30, unit: 'days', dayType: 'business' })).toBe('30 business days');
    expect(showValue(deadline, { n: 1, unit: 'weeks' })).toBe('1 week');
  });

  it('shows a date as that day, whatever the zone', () => {
    expect(showValue(field('date'), '2026-03-02')).toBe('Mar 2, 2026');
  });

  it('demands the shape of identifiers, in capital letters', () => {
    const code = field('code', { shape: '[A-Z]{2}-\\d+' });
    expect(readEntry(code, typed('co-197'))).toEqual({ ok: true, value: 'CO-197' });
    expect(readEntry(code, typed('197')).ok).toBe(false);
  });

  it('says the words of an enumeration', () => {
    const status = field('enum', { values: [{ value: 'in_process', say: 'still in process' }] });
    expect(showValue(status, 'in_process')).toBe('still in process');
  });

  it('reads nothing out of nothing', () => {
    expect(readEntry(field('text'), typed('  ')).ok).toBe(false);
  });
});
