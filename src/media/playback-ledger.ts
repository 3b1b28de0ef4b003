import type { SayClause } from '../kernel/speech.ts';

/** One clause on its way to the other side. Times are call-clock milliseconds. */
interface ClauseEntry {
  mark: string;
  text: string;
  /** Audio handed to the carrier so far. */
  sentMs: number;
  /** When its first sound is (about to be) played; undefined until something was sent. */
  startMs: number | undefined;
  allSent: boolean;
  heard: boolean;
}

export interface SayReport {
  sayId: string;
  /** What the other side heard of it; empty where nothing was. */
  heardText: string;
  startMs: number;
  endMs: number;
  complete: boolean;
}

/** Words per audio are not known, so a cut clause is told by its share; the last word of that share may be half. */
const cutBackMs = 150;

/**
 * What of one `say` was heard. Every clause is followed by a mark that the carrier echoes once it has played; the
 * marks carry a generation, so that those echoed because of a clear count for nothing.
 */
export class PlaybackLedger {
  readonly sayId: string;
  readonly #entries: ClauseEntry[];
  #playingUntilMs = 0;

  constructor(sayId: string, generation: number, clauses: readonly SayClause[]) {
    this.sayId = sayId;
    this.#entries = clauses.map((clause, index) => ({
      mark: `${generation}:${sayId}:${index}`,
      text: clause.text.trim(),
      sentMs: 0,
      startMs: undefined,
      allSent: false,
      heard: false,
    }));
  }

  markOf(clause: number): string {
    return this.#entry(clause).mark;
  }

  /** When the carrier will have played all that it was given. */
  get playingUntilMs(): number {
    return this.#playingUntilMs;
  }

  /** When the first sound was or will be played; undefined until something was handed over. */
  get startMs(): number | undefined {
    return this.#entries[0]?.startMs;
  }

  get wholeHeard(): boolean {
    return this.#entries.every((entry) => entry.heard);
  }

  /** Audio of a clause was handed over; it plays after what was handed over before. */
  sent(clause: number, durationMs: number, nowMs: number): void {
    const entry = this.#entry(clause);
    const startMs = Math.max(this.#playingUntilMs, nowMs);
    entry.startMs ??= startMs;
    entry.sentMs += durationMs;
    this.#playingUntilMs = startMs + durationMs;
  }

  allSent(clause: number): void {
    this.#entry(clause).allSent = true;
  }

  /** A mark came back: its clause and those before it were heard. False for another say's or generation's mark. */
  echoed(mark: string): boolean {
    const index = this.#entries.findIndex((entry) => entry.mark === mark);
    if (index < 0) return false;
    for (const entry of this.#entries.slice(0, index + 1)) entry.heard = true;
    return true;
  }

  /** Text of what has been handed over, for telling its echo from the other side's words. */
  textSentSoFar(): string {
    return this.#entries
      .filter((entry) => entry.startMs !== undefined)
      .map((entry) => entry.text)
      .join(' ');
  }

  /** The account at `nowMs`, as after a clear or when the line is gone. */
  report(nowMs: number): SayReport {
    const heard: string[] = [];
    let endMs: number | undefined;
    for (const entry of this.#entries) {
      if (entry.startMs === undefined) break;
      if (entry.heard) {
        heard.push(entry.text);
        endMs = entry.startMs + entry.sentMs;
        continue;
      }
      const playedMs = Math.min(nowMs - entry.startMs, entry.sentMs) - cutBackMs;
      if (playedMs > 0)
        heard.push(cutText(entry.text, entry.allSent ? playedMs / entry.sentMs : undefined, playedMs));
      endMs = Math.min(nowMs, entry.startMs + entry.sentMs);
      break;
    }
    const startMs = this.#entries[0]?.startMs ?? nowMs;
    return {
      sayId: this.sayId,
      heardText: heard.filter((text) => text !== '').join(' '),
      startMs,
      endMs: Math.max(startMs, endMs ?? startMs),
      complete: this.wholeHeard,
    };
  }

  #entry(clause: number): ClauseEntry {
    const entry = this.#entries[clause];
    if (entry === undefined) throw new RangeError('No such clause in this say.');
    return entry;
  }
}

/** Ordinary speech, for a clause whose whole length is not known yet because it is still being made. */
const msPerCharacter = 65;

/** The first part of a text, cut after a whole word. */
function cutText(text: string, share: number | undefined, playedMs: number): string {
  const length = share === undefined ? playedMs / msPerCharacter : text.length * Math.min(1, share);
  const words = text.split(/\s+/);
  let kept = '';
  for (const word of words) {
    const longer = kept === '' ? word : `${kept} ${word}`;
    if (longer.length > length) break;
    kept = longer;
  }
  return kept;
}
