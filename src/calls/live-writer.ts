import type { OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { BeingSaid, LiveRow, LiveStore } from '../kernel/floor.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ScriptEvent } from '../script/event.ts';
import { payorIn, spentAt, untouchedView, viewAfter, type LiveView } from './live-view.ts';

/** All changes of a node are written together, at most this often. */
const writeEveryMs = 1_000;
/** What changes together is written together. */
const gatherMs = 50;

/** A text as a wallboard may show it. */
export type MaskWords = (text: string, call: OwnedCall) => string;

export interface LiveWriterOptions {
  store: LiveStore;
  mask: MaskWords;
  clock: Clock;
  logger: Logger;
}

/** Keeps the rows of this node's running calls as they are: one statement a second at most, whatever happens. */
export class LiveWriter {
  readonly #options: LiveWriterOptions;
  readonly #dirty = new Set<LiveCallState>();
  #timer: Timer | undefined;
  #wroteMs = -writeEveryMs;
  #writing = false;

  constructor(options: LiveWriterOptions) {
    this.#options = options;
  }

  changed(call: LiveCallState): void {
    this.#dirty.add(call);
    this.#schedule();
  }

  /** The call is over, or another's. */
  forget(call: LiveCallState): void {
    this.#dirty.delete(call);
    if (this.#dirty.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#writing || this.#dirty.size === 0) return;
    const { clock } = this.#options;
    const inMs = Math.max(gatherMs, this.#wroteMs + writeEveryMs - clock.monotonic());
    this.#timer = clock.after(inMs, () => void this.#write());
  }

  /** What could not be written, or is being written to by somebody else right now, is written the next time. */
  async #write(): Promise<void> {
    const { store, mask, clock, logger } = this.#options;
    this.#timer = undefined;
    this.#writing = true;
    this.#wroteMs = clock.monotonic();
    const calls = [...this.#dirty];
    this.#dirty.clear();
    try {
      const written = await store.write(calls.map((call) => call.row(mask)));
      for (const call of calls) if (!written.has(call.callId) && !call.isClosed) this.#dirty.add(call);
    } catch {
      logger.warn({ calls: calls.length }, 'running calls could not be shown');
      for (const call of calls) if (!call.isClosed) this.#dirty.add(call);
    } finally {
      this.#writing = false;
      this.#schedule();
    }
  }
}

/** What is shown of one call while this node owns it. */
export class LiveCallState {
  readonly #call: OwnedCall;
  readonly #callMs: () => number;
  readonly #writer: LiveWriter | undefined;
  #view: LiveView;
  #ringing = false;
  #heard = '';
  /** Utterances of ours that are being spoken or wait for it. */
  readonly #saying = new Map<string, string>();
  #closed = false;

  /** `view`: what the log of a call that another process began comes to. */
  constructor(call: OwnedCall, callMs: () => number, writer?: LiveWriter, view: LiveView = untouchedView) {
    this.#call = call;
    this.#callMs = callMs;
    this.#writer = writer;
    this.#view = view;
    this.#changed();
  }

  get callId(): string {
    return this.#call.id;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  took(event: ScriptEvent, phase: string): void {
    const before = this.#view;
    this.#view = viewAfter(before, event, phase);
    if (event.type === 'turn_ended' || event.type === 'false_alarm') this.#heard = '';
    if (event.type === 'said') this.#saying.delete(event.sayId);
    if (this.#view !== before || event.type === 'said' || event.type === 'false_alarm') this.#changed();
  }

  rings(): void {
    if (this.#ringing) return;
    this.#ringing = true;
    this.#changed();
  }

  /** The other side is being heard; its words may still change. */
  hears(text: string): void {
    if (text === this.#heard) return;
    this.#heard = text;
    this.#changed();
  }

  says(sayId: string, text: string): void {
    this.#saying.set(sayId, text);
    this.#changed();
  }

  spent(): { holdMs: number; activeMs: number } {
    const { heldMs, activeMs } = spentAt(this.#view, this.#callMs());
    return { holdMs: heldMs, activeMs };
  }

  row(mask: MaskWords): LiveRow {
    const { id: callId, organizationId, fence, startedAtMs } = this.#call;
    const { phase, sinceMs, last } = this.#view;
    const isoAt = (atMs: number) => new Date(startedAtMs + atMs).toISOString();
    return {
      callId,
      organizationId,
      fence,
      phase: phase === 'placing' && this.#ringing ? 'ringing' : phase,
      phaseSince: isoAt(sinceMs),
      ...this.spent(),
      words: {
        last: last && {
          speaker: last.speaker,
          text: last.text,
          masked: mask(last.text, this.#call),
          at: isoAt(last.atMs),
        },
        beingSaid: this.#beingSaid(),
      },
    };
  }

  close(): void {
    this.#closed = true;
    this.#writer?.forget(this);
  }

  #beingSaid(): BeingSaid | null {
    if (this.#heard !== '') return { speaker: payorIn(this.#view.phase), text: this.#heard };
    const [text] = this.#saying.values();
    return text === undefined ? null : { speaker: 'agent', text };
  }

  #changed(): void {
    if (!this.#closed) this.#writer?.changed(this);
  }
}
