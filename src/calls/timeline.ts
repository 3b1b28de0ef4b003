import type { LoggedEvent } from '../kernel/call-store.ts';
import type { TimelineItem } from '../kernel/live.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { ScriptBinding } from './binding.ts';

/**
 * What a person sees of a call, derived from its log alone: the same for a call that runs and one long ended. The log
 * of a call that ended because its machine failed is told up to the event that broke it.
 */
export function timelineOf<State>(
  binding: ScriptBinding<State>,
  log: readonly LoggedEvent[],
): TimelineItem[] {
  const timeline = new Timeline(binding);
  return log.flatMap((entry) => timeline.take(entry));
}

/** A timeline that grows with its log, one entry at a time. */
export class Timeline<State> {
  readonly #binding: ScriptBinding<State>;
  readonly #keysOf = new Map<string, string>();
  readonly #versionOf = new Map<string, string>();
  readonly #seenAnswers = new Map<string, string>();
  #state: State;
  #phase: string | undefined;

  constructor(binding: ScriptBinding<State>) {
    this.#binding = binding;
    this.#state = binding.initial();
  }

  /** What the next entry of the log adds. */
  take({ sequence, event: logged }: LoggedEvent): TimelineItem[] {
    const event = logged as ScriptEvent;
    const effects = this.#step(event);
    const told = this.#told(event, sequence);
    for (const effect of effects) {
      if (effect.type === 'press') this.#keysOf.set(effect.pressId, effect.keys);
      if (effect.type === 'propose') this.#versionOf.set(effect.turnId, effect.request.promptVersion);
    }
    const place = { sequence, atMs: event.atMs };
    return [...told, ...this.#phases(place), ...this.#answers(place)];
  }

  #step(event: ScriptEvent): readonly ScriptEffect[] {
    try {
      const { state, effects } = this.#binding.step(this.#state, event);
      this.#state = state;
      return effects;
    } catch {
      return [];
    }
  }

  #told(event: ScriptEvent, sequence: number): TimelineItem[] {
    const { atMs } = event;
    switch (event.type) {
      case 'turn_ended': {
        const { id, text, words, startMs, endMs } = event.turn;
        const speaker = isPersons(this.#phase) ? 'representative' : 'menu';
        return [{ kind: 'heard', sequence, atMs, turn: id, speaker, text, words, startMs, endMs }];
      }
      case 'said': {
        const { sayId: turn, heardText: text, startMs, complete } = event;
        if (text === '') return [];
        return [{ kind: 'said', sequence, atMs, turn, text, startMs, endMs: atMs, complete }];
      }
      case 'keys_pressed':
        return [{ kind: 'keys', sequence, atMs, keys: this.#keysOf.get(event.pressId) ?? '' }];
      case 'proposed': {
        const { turnId: turn, calls, promptVersion = this.#versionOf.get(turn) ?? null } = event;
        const tools = calls.map(({ tool }) => tool);
        return [{ kind: 'proposal', sequence, atMs, turn, promptVersion, tools, failure: null }];
      }
      case 'proposal_failed': {
        const { turnId: turn, reason: failure } = event;
        const promptVersion = this.#versionOf.get(turn) ?? null;
        return [{ kind: 'proposal', sequence, atMs, turn, promptVersion, tools: [], failure }];
      }
      case 'call_ended':
        return [{ kind: 'ended', sequence, atMs, how: event.how }];
      case 'operator':
        return [{ kind: 'operator', sequence, atMs, command: event.command }];
      case 'call_placed':
      case 'call_answered':
      case 'speech_began':
      case 'sound_changed':
      case 'mouth_opened':
      case 'mouth_closed':
      case 'deadline_passed':
      case 'owner_changed':
      case 'ear_lost':
      case 'heard_so_far':
      case 'false_alarm':
      case 'command':
      case 'dial_answered':
      case 'dial_ended':
        return [];
    }
  }

  #phases(place: { sequence: number; atMs: number }): TimelineItem[] {
    const phase = this.#binding.phase(this.#state);
    if (phase === this.#phase) return [];
    this.#phase = phase;
    return [{ kind: 'phase', ...place, phase }];
  }

  #answers(place: { sequence: number; atMs: number }): TimelineItem[] {
    return Object.entries(this.#binding.answers(this.#state)).flatMap(([taskId, answers]) =>
      Object.entries(answers).flatMap(([field, answer]): TimelineItem[] => {
        const { value, status, confirmed, evidence } = answer;
        const shown = JSON.stringify([value, status, confirmed]);
        if (evidence === null || this.#seenAnswers.get(`${taskId}/${field}`) === shown) return [];
        this.#seenAnswers.set(`${taskId}/${field}`, shown);
        return [{ kind: 'answer', ...place, taskId, field, value, status, quote: evidence.quote }];
      }),
    );
  }
}

/** Phases in which a person is at the other end, as far as we know. */
function isPersons(phase: string | undefined): boolean {
  return phase?.startsWith('conversation') === true || phase === 'transfer' || phase === 'taken_over';
}
