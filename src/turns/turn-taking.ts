import type { Listening, RecognitionEvent, Word } from '../kernel/speech.ts';
import { isBackchannel } from './backchannel.ts';
import { patienceMs } from './patience.ts';
import { rowAtEnd } from './row.ts';
import type { OpenTurn, TurnEvent, TurnInput, TurnState } from './turn-state.ts';
import { lastWordEndMs, textOf, wordsOf } from './turn-state.ts';

/** Results arrive up to this long after each other while somebody speaks on. */
const settleMs = 300;
/** Speech was noticed after the last word: its words must be here within this time. */
const stirredWaitMs = 1_500;
/** Speech was noticed and never became words. */
const wordlessMs = 3_000;
/** How long an answer to a wanted finalize is waited for. */
const finalizeWaitMs = 700;
/** Nobody is listened to for longer without being understood. */
const longestTurnMs = 60_000;
/** Whoever goes on so soon after their turn seemed over had only paused, and we spoke into it. */
const pausedMs = 3_000;
/** More patience for each time that we did, so that two do not go on cutting each other off at the same place. */
const cutInMs = 1_000;
const mostCutIns = 2;
/** One word, other than a backchannel, must last so long to take the agent's word; two need not. */
const interruptionMs = 500;

/**
 * Takes in one thing that happened and tells what follows from it. Pure: the same inputs give the same turns. Call it
 * with a tick when {@link turnDeadline} has come.
 */
export function turnStep(
  state: TurnState,
  input: TurnInput,
  listening: Listening,
): { state: TurnState; events: readonly TurnEvent[] } {
  const events: TurnEvent[] = [];
  let next = state;
  if (input.type === 'recognised') next = recognised(state, input, events);
  const dueMs = turnDeadline(next, listening);
  if (dueMs !== undefined && input.atMs >= dueMs) next = due(next, input, listening, events);
  return { state: next, events };
}

/** When a tick is needed next (call-clock milliseconds); undefined while nothing is pending. */
export function turnDeadline(state: TurnState, listening: Listening): number | undefined {
  const { open } = state;
  if (open === undefined) {
    return state.stirredAtMs === undefined ? undefined : state.stirredAtMs + wordlessMs;
  }
  const endMs = lastWordEndMs(open);
  const more = listening.to === 'person' ? state.cutIns * cutInMs : 0;
  const words = wordsOf(open);
  const patient = endMs + patienceMs(textOf(words), listening, pauseInRow(words)) + more;
  let dueMs = Math.max(patient, open.changedAtMs + settleMs);
  if (open.stirredMs !== undefined) dueMs = Math.max(dueMs, open.stirredMs + stirredWaitMs);
  if (open.finalizeAskedAtMs !== undefined && undecided(open))
    dueMs = Math.max(dueMs, open.finalizeAskedAtMs + finalizeWaitMs);
  return Math.min(dueMs, open.startMs + longestTurnMs);
}

/** The longest pause between the digits and letters with which the words end, in milliseconds. */
function pauseInRow(words: readonly Word[]): number {
  const { words: length } = rowAtEnd(words.map(({ text }) => text));
  const row = words.slice(words.length - length);
  return row.reduce(
    (longest, { startMs }, at) => Math.max(longest, startMs - (row[at - 1]?.endMs ?? startMs)),
    0,
  );
}

function recognised(
  state: TurnState,
  input: Extract<TurnInput, { type: 'recognised' }>,
  events: TurnEvent[],
): TurnState {
  const { event, atMs } = input;
  switch (event.type) {
    case 'interim':
    case 'final':
      return withWords(state, event, input, events);
    case 'utterance_end':
      return state.open === undefined ? state : { ...state, open: { ...state.open, quiet: true } };
    case 'speech_started':
      if (state.open === undefined) return { ...state, stirredAtMs: atMs };
      if (event.atMs <= lastWordEndMs(state.open)) return state;
      return { ...state, open: { ...state.open, stirredMs: atMs } };
    case 'reconnecting':
    case 'reconnected':
    case 'failed':
      return state;
  }
}

function withWords(
  state: TurnState,
  event: Extract<RecognitionEvent, { type: 'interim' | 'final' }>,
  input: TurnInput,
  events: TurnEvent[],
): TurnState {
  const { atMs, playing } = input;
  const words = spokenWords(event).filter((word) => (word.startMs + word.endMs) / 2 > state.toldUntilMs);
  const final = event.type === 'final';
  const quiet = event.type === 'final' && event.endOfUtterance;
  if (state.open === undefined && words.length === 0) return state;
  const before = state.open;
  const settled = final ? [...(before?.words ?? []), ...words] : (before?.words ?? []);
  const interim = final ? [] : words;
  if (settled.length === 0 && interim.length === 0) {
    // The interim words were taken back, and there was nothing else.
    events.push({ type: 'false_alarm', atMs });
    return { ...state, open: undefined, stirredAtMs: undefined };
  }
  const changed = before === undefined || textOf([...settled, ...interim]) !== textOf(wordsOf(before));
  const open: OpenTurn = {
    startMs: settled[0]?.startMs ?? interim[0]?.startMs ?? atMs,
    words: settled,
    interim,
    changedAtMs: changed ? atMs : before.changedAtMs,
    quiet: quiet || (!changed && before.quiet),
    stirredMs: changed ? undefined : before.stirredMs,
    finalizeAskedAtMs: changed ? undefined : before.finalizeAskedAtMs,
    overlapped: (before?.overlapped ?? false) || (changed && playing),
    interrupted: before?.interrupted ?? false,
  };
  const text = textOf(wordsOf(open));
  if (before === undefined) events.push({ type: 'speech_began', atMs, text });
  let { cutIns } = state;
  const isCutIn = state.told > 0 && open.startMs - state.toldUntilMs < pausedMs;
  if (before === undefined && !isCutIn) cutIns = 0;
  if (playing && !open.interrupted && takesTheWord(open)) {
    open.interrupted = true;
    if (isCutIn) cutIns = Math.min(mostCutIns, cutIns + 1);
    events.push({ type: 'interruption', atMs, text });
  }
  return { ...state, open, cutIns, stirredAtMs: undefined };
}

/** Somebody speaks who means it: two words or half a second, not counting "mm-hm" and its like. */
function takesTheWord(open: OpenTurn): boolean {
  const meant = wordsOf(open).filter((word) => !isBackchannel(word.text));
  const first = meant[0];
  if (first === undefined || isBackchannel(textOf(wordsOf(open)))) return false;
  return meant.length >= 2 || lastWordEndMs(open) - first.startMs > interruptionMs;
}

function due(state: TurnState, input: TurnInput, listening: Listening, events: TurnEvent[]): TurnState {
  const { open } = state;
  const { atMs, playing } = input;
  if (open === undefined) {
    events.push({ type: 'false_alarm', atMs });
    return { ...state, stirredAtMs: undefined };
  }
  const tooLong = atMs >= open.startMs + longestTurnMs;
  if (undecided(open) && open.finalizeAskedAtMs === undefined && !tooLong) {
    events.push({ type: 'finalize_wanted', atMs });
    return { ...state, open: { ...open, finalizeAskedAtMs: atMs } };
  }
  const words = wordsOf(open);
  const text = textOf(words);
  const endMs = lastWordEndMs(open);
  const after = { ...state, open: undefined, stirredAtMs: undefined, toldUntilMs: endMs };
  if (playing && open.overlapped && !open.interrupted && listening.to === 'person' && isBackchannel(text)) {
    events.push({ type: 'false_alarm', atMs });
    return after;
  }
  const told = state.told + 1;
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  events.push({
    type: 'turn_ended',
    atMs,
    turn: {
      id: `t${told}`,
      text,
      words,
      startMs: open.startMs,
      endMs,
      confidence,
      overlapped: open.overlapped,
    },
  });
  return { ...after, told };
}

/** The recogniser may still change the words or add to them. */
function undecided(open: OpenTurn): boolean {
  return open.interim.length > 0 || !open.quiet;
}

/** The event's words; where the recogniser gave text alone, its words spread evenly over the time. */
function spokenWords(event: Extract<RecognitionEvent, { type: 'interim' | 'final' }>): readonly Word[] {
  if (event.words.length > 0 || event.text.trim() === '') return event.words;
  const texts = event.text.trim().split(/\s+/);
  const eachMs = (event.endMs - event.startMs) / texts.length;
  return texts.map((text, index) => ({
    text,
    startMs: event.startMs + index * eachMs,
    endMs: event.startMs + (index + 1) * eachMs,
    confidence: event.type === 'final' ? event.confidence : 0,
  }));
}
