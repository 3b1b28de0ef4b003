import type { LivePhase, LiveSpeaker } from '../kernel/floor.ts';
import type { ScriptEvent } from '../script/event.ts';

/** What a wallboard shows of a call; follows from its events alone. Times are call-clock milliseconds. */
export interface LiveView {
  phase: LivePhase;
  /** When that phase began. */
  sinceMs: number;
  /** Spent in the phases before this one. */
  heldMs: number;
  activeMs: number;
  last: { speaker: LiveSpeaker; text: string; atMs: number } | null;
}

export const untouchedView: LiveView = { phase: 'placing', sinceMs: 0, heldMs: 0, activeMs: 0, last: null };

/** Takes an event in; `phase` is the machine's after it. */
export function viewAfter(view: LiveView, event: ScriptEvent, phase: string): LiveView {
  const last = wordsOf(event, view) ?? view.last;
  const next = livePhaseOf(phase);
  if (next === view.phase) return last === view.last ? view : { ...view, last };
  return { phase: next, sinceMs: event.atMs, ...spentAt(view, event.atMs), last };
}

/** On hold and not, up to that moment. What comes before the answer is neither. */
export function spentAt(view: LiveView, atMs: number): Pick<LiveView, 'heldMs' | 'activeMs'> {
  const { phase, sinceMs, heldMs, activeMs } = view;
  const ms = Math.max(0, atMs - sinceMs);
  switch (phase) {
    case 'hold':
      return { heldMs: heldMs + ms, activeMs };
    case 'menu':
    case 'conversation':
    case 'transfer':
    case 'taken_over':
      return { heldMs, activeMs: activeMs + ms };
    case 'placing':
    case 'ringing':
    case 'ended':
      return { heldMs, activeMs };
  }
}

function wordsOf(event: ScriptEvent, { phase }: LiveView): LiveView['last'] | undefined {
  if (event.type === 'turn_ended')
    return { speaker: payorIn(phase), text: event.turn.text, atMs: event.turn.endMs };
  if (event.type === 'said' && event.heardText !== '')
    return { speaker: 'agent', text: event.heardText, atMs: event.atMs };
  return undefined;
}

/** Who is heard in that phase, as far as we know. */
export function payorIn(phase: LivePhase): 'menu' | 'representative' {
  return phase === 'conversation' || phase === 'transfer' || phase === 'taken_over'
    ? 'representative'
    : 'menu';
}

function livePhaseOf(phase: string): LivePhase {
  switch (phase) {
    case 'menu':
    case 'hold':
    case 'transfer':
    case 'taken_over':
    case 'ended':
      return phase;
    case 'dialing':
      return 'placing';
    default:
      return 'conversation';
  }
}
