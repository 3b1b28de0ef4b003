import { useSyncExternalStore } from 'react';

/** From one moment of the recording to another. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** Silence is left a little at both ends, so that it is heard that there was one. */
const silenceKeptMs = 250;

export const speeds = [0.75, 1, 1.25, 1.5, 2, 3] as const;

/** Plays one recording, and tells at each frame where it is. Nothing is fetched before it is first played. */
export class Player {
  readonly media = new Audio();
  private readonly listeners = new Set<() => void>();
  private skipped: readonly Span[] = [];
  private frame = 0;
  problem: string | undefined;

  private readonly url: string;

  constructor(url: string) {
    this.url = url;
    this.media.preload = 'none';
    for (const type of ['play', 'pause', 'seeked', 'ratechange', 'ended'])
      this.media.addEventListener(type, () => this.changed());
    this.media.addEventListener('error', () => {
      this.problem = 'The recording cannot be played.';
      this.changed();
    });
  }

  get playing(): boolean {
    return !this.media.paused;
  }

  get timeMs(): number {
    return this.media.currentTime * 1000;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  playFrom(ms: number): void {
    this.seek(ms);
    this.play();
  }

  play(): void {
    // Refused where another press came first; nothing is lost by that.
    this.media.play().catch(() => undefined);
  }

  toggle(): void {
    if (this.playing) this.media.pause();
    else this.play();
  }

  seek(ms: number): void {
    this.media.currentTime = Math.max(0, ms / 1000);
    this.changed();
  }

  setSpeed(speed: number): void {
    this.media.playbackRate = speed;
  }

  /** Stretches that are jumped over while it plays. */
  skip(spans: readonly Span[]): void {
    this.skipped = spans;
  }

  open(): void {
    this.media.src = this.url;
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.media.pause();
    this.media.removeAttribute('src');
    this.media.load();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
    cancelAnimationFrame(this.frame);
    if (this.playing) this.frame = requestAnimationFrame(() => this.tick());
  }

  private tick(): void {
    const now = this.timeMs;
    const within = this.skipped.find(
      ({ startMs, endMs }) => now > startMs + silenceKeptMs && now < endMs - silenceKeptMs,
    );
    if (within !== undefined) this.media.currentTime = (within.endMs - silenceKeptMs) / 1000;
    this.changed();
  }
}

/** Something of the player that changes rarely enough to be drawn: a word, a second, whether it plays. */
export function usePlayer<Seen extends string | number | boolean | undefined>(
  player: Player,
  look: (player: Player) => Seen,
): Seen {
  return useSyncExternalStore(player.subscribe, () => look(player));
}
