import type { LiveCall, LivePhase } from '../../../kernel/floor.ts';
import type { Tone } from '../ui/badge.tsx';

interface PhaseLook {
  label: string;
  tone: Tone;
}

export const phaseLooks: Readonly<Record<LivePhase, PhaseLook>> = {
  placing: { label: 'Placing', tone: 'neutral' },
  ringing: { label: 'Ringing', tone: 'neutral' },
  menu: { label: 'Menu', tone: 'info' },
  hold: { label: 'On hold', tone: 'hold' },
  conversation: { label: 'Talking', tone: 'good' },
  transfer: { label: 'Transferring', tone: 'accent' },
  taken_over: { label: 'Taken over', tone: 'accent' },
  ended: { label: 'Ended', tone: 'neutral' },
};

/** In the order of a call. */
export const shownPhases: readonly LivePhase[] = [
  'conversation',
  'hold',
  'menu',
  'ringing',
  'placing',
  'transfer',
  'taken_over',
];

export interface CallTimes {
  /** In the present phase. */
  phaseMs: number;
  holdMs: number;
  activeMs: number;
}

/** Times of a call at `now` (server's clock, milliseconds): what the server last told, counted on by the phase. */
export function timesOf(call: LiveCall, now: number): CallTimes {
  const sinceMs = Math.max(0, now - Date.parse(call.updatedAt));
  const isOnHold = call.phase === 'hold';
  const isActive = call.answeredAt !== null && !isOnHold && call.phase !== 'ended';
  return {
    phaseMs: Math.max(0, now - Date.parse(call.phaseSince)),
    holdMs: call.holdMs + (isOnHold ? sinceMs : 0),
    activeMs: call.activeMs + (isActive ? sinceMs : 0),
  };
}

const minute = 60_000;
/** Longer than most payors hold; somebody may decide that it is not worth it. */
const longHoldMs = 25 * minute;
/** Menus are through within two or three minutes; longer means that the call goes round in them. */
const longMenuMs = 6 * minute;
/** A carrier gives up ringing within a minute. */
const longRingMs = 90_000;

/** Why a person should look at a call; undefined where it goes its way. */
export function attentionOf(call: LiveCall, now: number): string | undefined {
  const { phaseMs } = timesOf(call, now);
  switch (call.phase) {
    case 'hold':
      return phaseMs >= longHoldMs ? 'Long hold' : undefined;
    case 'menu':
      return phaseMs >= longMenuMs ? 'Long in the menu' : undefined;
    case 'placing':
    case 'ringing':
      return phaseMs >= longRingMs ? 'Rings for long' : undefined;
    case 'conversation':
    case 'transfer':
    case 'taken_over':
    case 'ended':
      return undefined;
  }
}

export const sortings = {
  attention: 'Needs a look first',
  hold: 'Longest hold first',
  longest: 'Longest call first',
  newest: 'Newest first',
  payor: 'By payor',
  practice: 'By practice',
} as const;

export type Sorting = keyof typeof sortings;

export const isSorting = (text: string | null): text is Sorting => text !== null && text in sortings;

export interface FloorFilter {
  text: string;
  phase: LivePhase | null;
  practiceId: string | null;
}

/** The calls that a filter leaves, in the order asked for. Equal ones stay in the order in which they began. */
export function arrange(
  calls: readonly LiveCall[],
  filter: FloorFilter,
  sorting: Sorting,
  now: number,
): LiveCall[] {
  const wanted = filter.text.trim().toLowerCase();
  const kept = calls.filter(
    (call) =>
      (filter.phase === null || call.phase === filter.phase) &&
      (filter.practiceId === null || call.practice.id === filter.practiceId) &&
      (wanted === '' || textOf(call).includes(wanted)),
  );
  const begun = (call: LiveCall) => Date.parse(call.startedAt);
  return kept.sort((a, b) => compare(a, b, sorting, now) || begun(a) - begun(b));
}

const textOf = ({ payor, practice, tasks }: LiveCall) =>
  [payor.name, practice.name, ...tasks.map(({ externalId }) => externalId)].join('\n').toLowerCase();

function compare(a: LiveCall, b: LiveCall, sorting: Sorting, now: number): number {
  switch (sorting) {
    case 'attention':
      return rank(a, now) - rank(b, now);
    case 'hold':
      return timesOf(b, now).holdMs - timesOf(a, now).holdMs;
    case 'longest':
      return 0;
    case 'newest':
      return Date.parse(b.startedAt) - Date.parse(a.startedAt);
    case 'payor':
      return a.payor.name.localeCompare(b.payor.name);
    case 'practice':
      return a.practice.name.localeCompare(b.practice.name);
  }
}

/** What needs a look, then conversations, then the rest by phase: tiles move only when a call does. */
function rank(call: LiveCall, now: number): number {
  return attentionOf(call, now) === undefined ? 1 + shownPhases.indexOf(call.phase) : 0;
}
