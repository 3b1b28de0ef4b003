import { rememberingLastFew } from '../kernel/last-few.ts';
import type { Listening } from '../kernel/speech.ts';
import { endsInValue } from '../spoken/index.ts';
import { slotProgress } from './slot-progress.ts';

/** Announcements pause between options for longer than people do between sentences. */
const menuMs = 2_000;
const holdMs = 1_000;
const personMs = 800;
/** In call centres the 95th percentile of a pause inside a turn is 2.5 s: reading a number is such a turn. */
const unfinishedValueMs = 2_500;
/** What cannot be the whole number yet is read on; cut into two turns it would be lost. */
const begunValueMs = 4_000;
/** Who paused so long within a number pauses about as long again. */
const paceMoreMs = 1_000;
const longestPatienceMs = 4_500;
const finishedValueMs = 500;
/** A value of unknown length: its reader's pauses between groups are shorter than this. */
const openValueMs = 1_600;
/** "The allowed amount is, um": more is coming, though nobody can say what. */
const trailingMs = 1_600;

/** "Can I have the member I D, please?": who asks has said what there was to say. */
const askedMs = 500;

const trailing: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'at',
  'because',
  'but',
  'for',
  'from',
  'is',
  'it’s',
  "it's",
  'my',
  'of',
  'or',
  'so',
  'that',
  'the',
  'to',
  'uh',
  'um',
  'was',
  'with',
  'your',
]);

/**
 * How long the other side must be silent after this text until its turn counts as over, in milliseconds. `pauseMs` is
 * the longest pause that it has made within the number with which the text ends.
 */
export function patienceMs(text: string, listening: Listening, pauseMs = 0): number {
  switch (listening.to) {
    case 'menu':
      return menuMs;
    case 'hold':
      return holdMs;
    case 'person':
      return personPatienceMs(text, listening.slot, pauseMs);
  }
}

/** Asked for with every result and every step of a call, mostly of the same words. */
const textsInMind = 8;

const personPatienceMs = rememberingLastFew(
  textsInMind,
  patienceWithPerson,
  (text, slot, pauseMs) => `${pauseMs} ${JSON.stringify(slot)} ${text}`,
);

function patienceWithPerson(text: string, slot: Listening['slot'], pauseMs: number): number {
  const atPace = (ms: number) => Math.min(longestPatienceMs, Math.max(ms, pauseMs + paceMoreMs));
  const progress = slot === undefined ? 'none' : slotProgress(text, slot);
  switch (progress) {
    case 'begun':
      return atPace(begunValueMs);
    case 'unfinished':
      return atPace(unfinishedValueMs);
    case 'open':
      return atPace(openValueMs);
    case 'finished':
      return endsOpen(text) ? trailingMs : finishedValueMs;
    case 'none':
      if (readsNumber(text)) return atPace(unfinishedValueMs);
      return asks(text) ? askedMs : endsOpen(text) ? trailingMs : personMs;
  }
}

/** "The claim number is D …": told unasked, a number is still read to its end. */
function readsNumber(text: string): boolean {
  const said = /\b(?:number|i ?d|reference|code)\s+(?:is|was)\s+(\S+(?:\s+\S+){0,3})$/i.exec(
    text.trim(),
  )?.[1];
  return said !== undefined && endsInValue(said);
}

function asks(text: string): boolean {
  return /(?:\?|\bplease[.!]?)\s*$/i.test(text);
}

function endsOpen(text: string): boolean {
  const last = text.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '';
  if (/[?!.]$/.test(last)) return false;
  return trailing.has(last.replace(/[,;:-]+$/, ''));
}
