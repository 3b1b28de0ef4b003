import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';

/** A machine that keeps asking for the same moment without ever being satisfied is broken, and would spin. */
const sameDeadlineLimit = 50;

/** The pure machine of one call, bound to its script. */
export interface Machine<State> {
  step(state: State, event: ScriptEvent): { state: State; effects: readonly ScriptEffect[] };
  deadline(state: State): number | undefined;
}

export interface ConductorOptions<State> {
  callId: string;
  machine: Machine<State>;
  state: State;
  /** Appends to the call's log. */
  append: (event: ScriptEvent) => void;
  execute: (effect: ScriptEffect) => void;
  /** After every step, with the state that it led to. */
  observe: (state: State, event: ScriptEvent) => void;
  /** The call's clock, milliseconds since it was placed. */
  callMs: () => number;
  clock: Clock;
  logger: Logger;
  /** The machine threw: a bug, which ends this call and no other. */
  onBug: (error: unknown) => void;
}

/**
 * Feeds one call's events to its machine, one at a time and each logged before its effects run, and keeps the
 * machine's single deadline.
 */
export class Conductor<State> {
  readonly #options: ConductorOptions<State>;
  #state: State;
  readonly #queue: ScriptEvent[] = [];
  #busy = false;
  #timer: Timer | undefined;
  #stopped = false;
  #rung: { dueMs: number; times: number } = { dueMs: -1, times: 0 };

  constructor(options: ConductorOptions<State>) {
    this.#options = options;
    this.#state = options.state;
  }

  get state(): State {
    return this.#state;
  }

  feed(event: ScriptEvent): void {
    if (this.#stopped) return;
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#take(next);
      this.#setTimer();
    } catch (error) {
      this.stop();
      this.#options.onBug(error);
    } finally {
      this.#busy = false;
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
    this.#timer?.cancel();
  }

  #take(event: ScriptEvent): void {
    const { machine, append, execute, observe } = this.#options;
    append(event);
    const { state, effects } = machine.step(this.#state, event);
    this.#state = state;
    observe(state, event);
    for (const effect of effects) execute(effect);
  }

  #setTimer(): void {
    this.#timer?.cancel();
    if (this.#stopped) return;
    const { machine, callMs, clock } = this.#options;
    const dueMs = machine.deadline(this.#state);
    if (dueMs === undefined) return;
    if (dueMs === this.#rung.dueMs && this.#rung.times >= sameDeadlineLimit)
      throw new Error('The deadline was told and does not pass.');
    this.#timer = clock.after(Math.max(0, dueMs - callMs()), () => {
      // Timers may ring a fraction early; the machine must never see a deadline before its time.
      const atMs = Math.max(callMs(), dueMs);
      this.#rung = { dueMs, times: dueMs === this.#rung.dueMs ? this.#rung.times + 1 : 1 };
      this.feed({ type: 'deadline_passed', atMs });
    });
  }
}
