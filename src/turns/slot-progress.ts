import type { Listening, SlotKind } from '../kernel/speech.ts';
import type { SpokenKind } from '../spoken/index.ts';
import { endsInValue, findSpoken, parseSpoken } from '../spoken/index.ts';
import { rowAtEnd } from './row.ts';

/**
 * `begun`: a row of characters that is too short for any value of the kind. `unfinished`: part of the value is there. `open`: a value that may be whole, but nobody knows how long it is.
 * `finished`: the whole value is there. `none`: nothing of it, or nothing that can be told.
 */
export type SlotProgress = 'none' | 'begun' | 'unfinished' | 'open' | 'finished';

type Slot = NonNullable<Listening['slot']>;

/** North American numbers are read with their area code. */
const telephoneLength = 10;

/** How the value asked for stands in what was said so far. */
export function slotProgress(text: string, slot: Slot): SlotProgress {
  const kind = spokenKind(slot.kind);
  if (kind === undefined) return 'none';
  // "No, it is four four seven…": what is put right is read like any number.
  if (kind === 'yes_no' && endsInValue(text)) return 'unfinished';
  const expected = {
    length: slot.length ?? (kind === 'telephone' ? telephoneLength : undefined),
    pattern: slot.pattern,
  };
  const all = () => findSpoken(kind, text, { expected });
  const value = parseSpoken(kind, text, { expected }) ?? all().at(-1);
  const atEnd = endsInValue(text);
  if (value?.complete !== true && isSpelled(kind) && readsRow(text)) return 'begun';
  if (value === undefined) return atEnd ? withoutValue(kind) : 'none';
  if (!value.complete) return 'unfinished';
  const progress = progressOf(kind, text, typeof value.value === 'string' ? value.value : '', slot, atEnd);
  // Of two dates that were asked for together the first alone is no end.
  const { count = 1 } = slot;
  return progress === 'finished' && count > 0 && all().length < count ? 'open' : progress;
}

/** "That one" is no row; who has said two characters of a number reads it. */
const leastRow = 2;

/** Whoever says "C as in Charlie" reads a number from its first character on. */
function readsRow(text: string): boolean {
  const { words, characters } = rowAtEnd(text.split(/\s+/));
  return characters >= leastRow || (characters === 1 && words > 1);
}

function isSpelled(kind: SpokenKind): boolean {
  return kind === 'identifier' || kind === 'letters' || kind === 'code' || kind === 'telephone';
}

/** A number or letter at the end that is no value yet. */
function withoutValue(kind: SpokenKind): SlotProgress {
  switch (kind) {
    case 'yes_no':
      return 'none';
    case 'duration':
    case 'percent':
      // "Thirty": the unit may follow or be left out.
      return 'open';
    case 'identifier':
    case 'letters':
    case 'code':
    case 'telephone':
    case 'money':
    case 'date':
    case 'time':
    case 'cardinal':
    case 'decimal':
    case 'ordinal':
      return 'unfinished';
  }
}

function progressOf(kind: SpokenKind, text: string, value: string, slot: Slot, atEnd: boolean): SlotProgress {
  switch (kind) {
    case 'identifier':
    case 'letters':
    case 'code':
      if (slot.length !== undefined) return 'finished';
      if (slot.pattern !== undefined && !mayGrow(value, slot.pattern)) return 'finished';
      if (!atEnd) return 'none';
      return kind !== 'code' && bare(value).length < groupedLength ? 'unfinished' : 'open';
    case 'money':
      return moneyProgress(text, atEnd);
    case 'date':
      // Without a year it may still follow.
      return value.startsWith('--') ? 'none' : 'finished';
    case 'telephone':
    case 'duration':
    case 'yes_no':
      return parseSpoken(kind, text) === undefined ? 'none' : 'finished';
    case 'percent':
      return /(?:percent|%)\W*$/i.test(text) ? 'finished' : atEnd ? 'open' : 'none';
    case 'cardinal':
    case 'decimal':
    case 'ordinal':
    case 'time':
      return 'none';
  }
}

/** Numbers up to this length are mostly read in groups, with a pause behind each: cut into two turns they are lost. */
const groupedLength = 12;

/** Whether one more character would still make a value of this shape. */
function mayGrow(value: string, pattern: string): boolean {
  const shape = new RegExp(`^(?:${pattern})$`);
  return shape.test(`${value}0`) || shape.test(`${value}A`);
}

function bare(value: string): string {
  return value.replace(/[^A-Za-z0-9]/g, '');
}

function spokenKind(kind: SlotKind): SpokenKind | undefined {
  return kind === 'text' ? undefined : kind;
}

function moneyProgress(text: string, atEnd: boolean): SlotProgress {
  if (/\band\W*$/i.test(text)) return 'unfinished';
  if (/\b(dollars?|cents?|even)\W*$/i.test(text) || /\.\d\d\W*$/.test(text)) return 'finished';
  return atEnd ? 'open' : 'none';
}
