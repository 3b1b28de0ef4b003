import type { LineView, PayorView } from '../../../kernel/payor-desk.ts';
import type { Weekday } from '../../../kernel/opening-hours.ts';
import { readHours, weekdays, writeSpans } from './hours.ts';

/** A line as a form holds it. */
export interface LineDraft {
  /** Only of this form. */
  key: string;
  /** Undefined for a new one. */
  id: string | undefined;
  purpose: string;
  label: string;
  phoneNumber: string;
  timeZone: string;
  /** False where nobody knows when it is open. */
  knowsHours: boolean;
  hours: Readonly<Partial<Record<Weekday, string>>>;
  holidays: readonly string[];
  closedOn: string;
  maxConcurrentCalls: string;
}

export function lineDraft(line: LineView): LineDraft {
  return {
    key: line.id,
    id: line.id,
    purpose: line.purpose,
    label: line.label ?? '',
    phoneNumber: line.phoneNumber,
    timeZone: line.timeZone,
    knowsHours: line.hours !== null,
    hours: Object.fromEntries(weekdays.map((day) => [day, writeSpans(line.hours?.[day])])),
    holidays: line.holidays,
    closedOn: line.closedOn.join(', '),
    maxConcurrentCalls: line.maxConcurrentCalls === null ? '' : String(line.maxConcurrentCalls),
  };
}

export const newLine = (key: string): LineDraft => ({
  key,
  id: undefined,
  purpose: 'provider',
  label: '',
  phoneNumber: '',
  timeZone: 'America/New_York',
  knowsHours: false,
  hours: {},
  holidays: ['federal'],
  closedOn: '',
  maxConcurrentCalls: '',
});

const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const countOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** A line as the API takes it. */
export function lineWanted(draft: LineDraft) {
  return {
    ...(draft.id !== undefined && { id: draft.id }),
    purpose: draft.purpose,
    label: draft.label === '' ? null : draft.label,
    phoneNumber: draft.phoneNumber.trim(),
    timeZone: draft.timeZone,
    hours: draft.knowsHours ? readHours(draft.hours) : null,
    holidays: draft.holidays,
    closedOn: listOf(draft.closedOn),
    maxConcurrentCalls: countOf(draft.maxConcurrentCalls),
  };
}

/** A payor as the API takes it, requirements left out: they stay as they are. */
export interface PayorWanted {
  name: string;
  aliases: readonly string[];
  lines: readonly ReturnType<typeof lineWanted>[];
  limits: PayorView['limits'];
  refusesAutomation: boolean;
  recording: PayorView['recording'];
  disclosure: string | null;
  notes: string | null;
}

const wantedOf = (payor: PayorView): PayorWanted => ({
  name: payor.name,
  aliases: payor.aliases,
  lines: payor.lines.map((line) => lineWanted(lineDraft(line))),
  limits: payor.limits,
  refusesAutomation: payor.refusesAutomation,
  recording: payor.recording,
  disclosure: payor.disclosure,
  notes: payor.notes,
});

/**
 * What an organization wants otherwise than a shared entry: what it had changed before, and what differs from the entry
 * as it was shown. Limits are told one by one: what is not told follows the shared entry.
 */
export function changesOf(
  payor: PayorView,
  wanted: PayorWanted,
): Partial<Record<keyof PayorWanted, unknown>> {
  const before = wantedOf(payor);
  const isChanged = (path: string, now: unknown, then: unknown) =>
    payor.overridden.some((name) => name === path || name.startsWith(`${path}.`)) ||
    JSON.stringify(now) !== JSON.stringify(then);
  const { limits, ...members } = wanted;
  const changedLimits = entriesOf(limits).filter(([name, value]) =>
    isChanged(`limits.${name}`, value, before.limits[name]),
  );
  return {
    ...Object.fromEntries(entriesOf(members).filter(([name, value]) => isChanged(name, value, before[name]))),
    ...(changedLimits.length > 0 && { limits: Object.fromEntries(changedLimits) }),
  };
}

const entriesOf = <Of extends object>(object: Of) =>
  Object.entries(object) as [keyof Of & string, Of[keyof Of]][];
