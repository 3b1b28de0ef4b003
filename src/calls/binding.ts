import { createHash } from 'node:crypto';
import type { Answer } from '../kernel/outcome.ts';
import type { HeardTurn, Listening } from '../kernel/speech.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';

/** One script's machine with what a session and a viewer read off its state. `State` is plain JSON. */
export interface ScriptBinding<State> {
  /** Hash of the script file that a call is pinned to. */
  version: string;
  initial(): State;
  step(state: State, event: ScriptEvent): { state: State; effects: readonly ScriptEffect[] };
  deadline(state: State): number | undefined;
  listening(state: State): Listening;
  phase(state: State): string;
  /** Answers so far, by task and field. */
  answers(state: State): Readonly<Record<string, Readonly<Record<string, Answer>>>>;
  /** Whether the machine would act at once on words of a turn that is still being said. */
  eager?: ((state: State, turn: HeardTurn) => boolean) | undefined;
}

/** Rebuilds a call's state from its log. */
export function replay<State>(
  binding: ScriptBinding<State>,
  events: readonly ScriptEvent[],
  watch: (event: ScriptEvent, state: State, effects: readonly ScriptEffect[], index: number) => void = () =>
    undefined,
): State {
  let state = binding.initial();
  for (const [index, event] of events.entries()) {
    const next = binding.step(state, event);
    state = next.state;
    watch(event, state, next.effects, index);
  }
  return state;
}

/** SHA-256 of a state, in hex: two states are equal where their digests are, and a log line may show it. */
export function digestOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}
