import type { Listening, SlotKind } from '../kernel/speech.ts';
import type { SpokenKind } from '../spoken/index.ts';
import { findSpoken, parseSpoken } from '../spoken/index.ts';

/**
 * `unfinished`: part of the value is there. `open`: a value that may be whole, but nobody knows how long it is.
 * `finished`: the whole value is there. `none`: nothing of it, or nothing that can be told.
 */
export type SlotProgress = 'none' | 'unfinished' | 'open' | 'finished';

type Slot = NonNullable<Listening['slot']>;

/** North American numbers are read with their area code. */
const telephoneLength = 10;

/** How the value asked for stands in what was said so far. */
export function slotProgress(text: string, slot: Slot): SlotProgress {
  const kind = spokenKind(slot.kind);
  if (kind === undefined) return 'none';
  const expected = {
    length: slot.length ?? (kind === 'telephone' ? telephoneLength : undefined),
    pattern: slot.pattern,
  };
  const value = parseSpoken(kind, text, { expected }) ?? findSpoken(kind, text, { expected }).at(-1);
  const atEnd = endsInValue(text);
  if (value === undefined) return atEnd && kind !== 'yes_no' ? 'unfinished' : 'none';
  if (!value.complete) return 'unfinished';
  if (slot.length !== undefined || slot.pattern !== undefined) return 'finished';
  switch (kind) {
    case 'identifier':
    case 'letters':
    case 'code':
      return atEnd ? 'open' : 'none';
    case 'money':
      return moneyProgress(text, atEnd);
    case 'date':
      // Without a year it may still follow.
      return typeof value.value === 'string' && value.value.startsWith('--') ? 'none' : 'finished';
    case 'telephone':
    case 'duration':
    case 'yes_no':
      return parseSpoken(kind, text) === undefined ? 'none' : 'finished';
    case 'cardinal':
    case 'decimal':
    case 'ordinal':
    case 'percent':
    case 'time':
      return 'none';
  }
}

function spokenKind(kind: SlotKind): SpokenKind | undefined {
  return kind === 'text' ? undefined : kind;
}

function moneyProgress(text: string, atEnd: boolean): SlotProgress {
  if (/\band\W*$/i.test(text)) return 'unfinished';
  if (/\b(dollars?|cents?|even)\W*$/i.test(text) || /\.\d\d\W*$/.test(text)) return 'finished';
  return atEnd ? 'open' : 'none';
}

const valueWords: ReadonlySet<string> = new Set(
  (
    'zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple ' +
    'january february march april may june july august september october november december dash hyphen slash'
  ).split(' '),
);

/** The last word is one that values are read with: a number, a letter by its name, a month. */
function endsInValue(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.slice(-3, -1).join(' ');
  return valueWords.has(last) || /^[b-z]$/.test(last) || /\d/.test(last) || /(^| )(as in|like)$/.test(before);
}
