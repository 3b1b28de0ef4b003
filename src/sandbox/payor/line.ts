import type { Voice } from './speech-port.ts';

/** Thrown out of every wait when the line is gone; the call's end, not an error. */
export class LineEnded extends Error {}

/** One turn of the caller: words, or sounds without any (`text` is empty then). */
export interface HeardTurn {
  text: string;
  startMs: number;
  endMs: number;
}

export type Speaker = 'machine' | 'person';

/** What is to be heard while nobody speaks. */
export type Background = 'silence' | 'music' | 'ringback' | Tone;

/** The short sound before a recording, and a fax machine's answer. */
export type Tone = 'beep' | 'fax';

export type Input = { type: 'key'; digit: string } | { type: 'turn'; turn: HeardTurn } | { type: 'silence' };

/** The caller is in the middle of a turn and has spoken for the length that was asked for. */
export interface Talking {
  type: 'talking';
}

export interface SayOptions {
  voice: Voice;
  speaker: Speaker;
  rate?: number | undefined;
  /** A key stops the words. */
  keysStop?: boolean | undefined;
  /** The caller's voice stops the words. */
  voiceStops?: boolean | undefined;
}

export interface SaidTurn {
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  speaker: Speaker;
}

/** What a line tells of itself while it is used. */
export interface LineObserver {
  onHeard(turn: HeardTurn): void;
  /** Somebody on the payor's side begins to speak. */
  onSaying(speaker: Speaker, startMs: number): void;
  onSaid(turn: SaidTurn): void;
  onSound(sound: Background): void;
}

/**
 * One answered line as whoever speaks on it uses it; the same for real sound (`sound-line.ts`) and for text in virtual
 * time (`text-line.ts`). Times are milliseconds since the answer.
 */
export interface Line {
  readonly nowMs: number;
  /** Who speaks on the payor's side just now. */
  readonly speaking: Speaker | null;
  say(text: string, options: SayOptions): Promise<'done' | 'interrupted'>;
  /** The next key or turn of the caller, or silence for so long. Time while the caller speaks is no silence. */
  next(silenceMs: number): Promise<Input>;
  /** As `next`, or 'talking' once a turn has lasted for `talkedMs` and is not over. */
  nextOrTalking(silenceMs: number, talkedMs: number): Promise<Input | Talking>;
  pause(ms: number): Promise<void>;
  background(sound: Background): void;
  /** Drops keys and words that came before. */
  forget(): void;
  /** Silence after the caller's words that ends its turn. */
  patience(ms: number): void;
}

/** Talking over somebody for this long makes them stop; a "mm-hm" is shorter. */
export const interruptionMs = 600;
