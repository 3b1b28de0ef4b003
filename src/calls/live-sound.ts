import type { ListenSide, LiveListener, LiveSound } from '../kernel/listening.ts';

/** Hands the sound of this node's calls to those who listen in. Nothing is kept, and nobody is waited for. */
export class LiveSoundBoard implements LiveSound {
  readonly #listeners = new Map<string, Set<LiveListener>>();

  /** The call runs here from now on. */
  open(callId: string): void {
    if (!this.#listeners.has(callId)) this.#listeners.set(callId, new Set());
  }

  listen(callId: string, listener: LiveListener): (() => void) | undefined {
    const listeners = this.#listeners.get(callId);
    if (listeners === undefined) return undefined;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  heard(callId: string, side: ListenSide, audio: Uint8Array): void {
    const listeners = this.#listeners.get(callId);
    if (listeners === undefined || listeners.size === 0) return;
    for (const listener of listeners) listener.hear(side, audio);
  }

  close(callId: string): void {
    const listeners = this.#listeners.get(callId);
    this.#listeners.delete(callId);
    for (const listener of listeners ?? []) listener.end();
  }
}
