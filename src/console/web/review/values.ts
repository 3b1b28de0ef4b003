import type { FieldContract } from '../../../kernel/call-type.ts';
import type { DurationValue, FieldValue } from '../../../kernel/outcome.ts';
import { formatMoney, inWords } from '../ui/format.ts';

/** What somebody has typed for a field, before it is a value. */
export interface Entry {
  text: string;
  /** For lengths of time. */
  unit: DurationValue['unit'];
  dayType: 'business' | 'calendar' | 'any';
  /** A deadline is a date or a length of time. */
  isDate: boolean;
}

export const durationUnits: readonly DurationValue['unit'][] = [
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'years',
];

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const dates = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** A value as people read it. */
export function showValue(field: FieldContract | undefined, value: FieldValue | null): string {
  if (value === null) return '—';
  if (typeof value === 'object') return showDuration(value);
  switch (field?.type) {
    case 'money':
      return typeof value === 'number' ? formatMoney(value) : String(value);
    case 'date':
    case 'deadline':
      return typeof value === 'string' && isoDate.test(value)
        ? dates.format(new Date(`${value}T00:00:00Z`))
        : String(value);
    case 'enum':
      return field.values?.find((one) => one.value === value)?.say ?? inWords(String(value));
    case 'yes_no':
      return inWords(String(value));
    case 'percent':
      return `${String(value)} %`;
    case 'identifier':
    case 'code':
    case 'integer':
    case 'duration':
    case 'name':
    case 'text':
    case 'telephone':
    case undefined:
      return String(value);
  }
}

function showDuration({ n, unit, dayType }: DurationValue): string {
  const word = n === 1 ? unit.slice(0, -1) : unit;
  return dayType === undefined ? `${n} ${word}` : `${n} ${dayType} ${word}`;
}

/** What stands in the controls where a value is corrected. */
export function entryOf(field: FieldContract, value: FieldValue | null): Entry {
  const entry: Entry = {
    text: '',
    unit: 'days',
    dayType: 'any',
    isDate: field.type === 'date' || field.type === 'deadline',
  };
  if (value === null) return entry;
  if (typeof value === 'object')
    return { text: String(value.n), unit: value.unit, dayType: value.dayType ?? 'any', isDate: false };
  if (field.type === 'money' && typeof value === 'number')
    return { ...entry, text: (value / 100).toFixed(2) };
  return { ...entry, text: String(value) };
}

type Read = { ok: true; value: FieldValue } | { ok: false; problem: string };

/** Reads what was typed as a value of the field; the server reads it again. */
export function readEntry(field: FieldContract, entry: Entry): Read {
  const text = entry.text.trim();
  if (text === '') return { ok: false, problem: 'Give a value.' };
  switch (field.type) {
    case 'money':
      return readMoney(text);
    case 'integer':
      return readWhole(text, Number.MAX_SAFE_INTEGER);
    case 'percent':
      return readWhole(text.replace(/\s*%$/, ''), 100);
    case 'date':
      return isoDate.test(text) ? { ok: true, value: text } : { ok: false, problem: 'Choose a date.' };
    case 'duration':
      return readDuration(text, entry);
    case 'deadline':
      if (!entry.isDate) return readDuration(text, entry);
      return isoDate.test(text) ? { ok: true, value: text } : { ok: false, problem: 'Choose a date.' };
    case 'identifier':
    case 'code':
      return readShaped(field, text.toUpperCase());
    case 'telephone':
      return { ok: true, value: text.replace(/\D/g, '') };
    case 'enum':
    case 'yes_no':
    case 'name':
    case 'text':
      return { ok: true, value: text };
  }
}

function readMoney(text: string): Read {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d{2}))?$/.exec(text);
  if (found === null) return { ok: false, problem: 'Write an amount such as 1,250.00.' };
  const dollars = Number((found[1] ?? '').replaceAll(',', ''));
  return { ok: true, value: dollars * 100 + Number(found[2] ?? 0) };
}

function readWhole(text: string, most: number): Read {
  const number = Number(text);
  const fits = /^\d+$/.test(text) && number <= most;
  return fits
    ? { ok: true, value: number }
    : { ok: false, problem: most === 100 ? 'A whole number from 0 to 100.' : 'A whole number.' };
}

function readDuration(text: string, { unit, dayType }: Entry): Read {
  const read = readWhole(text, 10_000);
  if (!read.ok || typeof read.value !== 'number') return read;
  return { ok: true, value: { n: read.value, unit, ...(dayType !== 'any' && { dayType }) } };
}

function readShaped({ shape }: FieldContract, text: string): Read {
  const fits = shape === undefined || new RegExp(`^(?:${shape})$`).test(text);
  return fits
    ? { ok: true, value: text }
    : { ok: false, problem: 'It has not the form that this field takes.' };
}
