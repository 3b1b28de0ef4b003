import type { HeardTurn, RecognitionEvent, Word } from '../kernel/speech.ts';

/**
 * What the turn-taking is told. Times are call-clock milliseconds, the recognition's too (words that were our own
 * echo already left out). `playing` is true while the agent is being heard.
 */
export type TurnInput =
  | { type: 'recognised'; atMs: number; event: RecognitionEvent; playing: boolean }
  | { type: 'tick'; atMs: number; playing: boolean };

export type TurnEvent =
  /** The first words of a turn; `text` is what there is so far. Once a turn. */
  | { type: 'speech_began'; atMs: number; text: string }
  | { type: 'turn_ended'; atMs: number; turn: HeardTurn }
  /** The other side wants to speak: stop speaking. Once a turn. */
  | { type: 'interruption'; atMs: number; text: string }
  /** What had begun was nothing: a noise, or "mm-hm" while the agent spoke. */
  | { type: 'false_alarm'; atMs: number }
  /** The recogniser still holds words back that decide whether the turn is over: ask it for them. */
  | { type: 'finalize_wanted'; atMs: number };

/** A turn that is being said. */
export interface OpenTurn {
  startMs: number;
  /** Settled words, and those that the recogniser may still change. */
  words: readonly Word[];
  interim: readonly Word[];
  /** When words last came in or changed. */
  changedAtMs: number;
  /** The recogniser has heard silence after the last word. */
  quiet: boolean;
  /** Speech, as yet without words, was noticed here. */
  stirredMs: number | undefined;
  finalizeAskedAtMs: number | undefined;
  overlapped: boolean;
  interrupted: boolean;
}

/** Plain data; replaced, never changed. */
export interface TurnState {
  /** Turns told so far. */
  told: number;
  /** Words up to here belong to turns already told. */
  toldUntilMs: number;
  open: OpenTurn | undefined;
  /** Speech was noticed and no words have come yet. */
  stirredAtMs: number | undefined;
  /** How often in a row we began to speak in what was only a pause of theirs. */
  cutIns: number;
}

/** `told` is the number of turns told before, after a takeover. */
export function initialTurnState(told = 0): TurnState {
  return { told, toldUntilMs: 0, open: undefined, stirredAtMs: undefined, cutIns: 0 };
}

export function wordsOf(turn: OpenTurn): readonly Word[] {
  return [...turn.words, ...turn.interim];
}

export function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}

export function lastWordEndMs(turn: OpenTurn): number {
  return wordsOf(turn).reduce((latest, word) => Math.max(latest, word.endMs), turn.startMs);
}
