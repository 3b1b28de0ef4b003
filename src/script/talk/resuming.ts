import type { ScriptEvent } from '../event.ts';
import { progressOf } from '../answers.ts';
import { askedFields } from '../facts.ts';
import { goodbyeSaid } from '../closing.ts';
import { setTimer, speak, taskOf, waitForTurn } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { SayMemory } from '../state.ts';

/** After this much silence an interruption was none, and we say the rest. */
const resumeMs = 2_000;

/** Playback of one of our utterances ended, played out or cut. */
export function said(scene: Scene, event: Extract<ScriptEvent, { type: 'said' }>): void {
  const { state, script } = scene;
  const { talk } = state;
  const memory = talk.saying.find(({ sayId }) => sayId === event.sayId);
  talk.saying = talk.saying.filter(({ sayId }) => sayId !== event.sayId);
  if (memory === undefined) return;
  if (event.complete) talk.disclosed = [...new Set([...talk.disclosed, ...memory.discloses])];
  else if (isCut(memory, event.heardText)) cutOff(scene, memory, event.heardText);
  if (state.phase !== 'conversation' || talk.saying.length > 0 || state.hangingUp) return;
  if (state.stage === 'closing') return goodbyeSaid(scene);
  if (talk.waiting) return;
  if (talk.theySpeak) return waitForTurn(scene);
  if (talk.rest !== null) return setTimer(scene, 'silence', resumeMs);
  const patient = talk.groups.length > 0 ? script.limits.initiativeMs / 2 : script.limits.replyMs;
  setTimer(scene, 'silence', event.complete ? patient : script.limits.initiativeMs);
}

/** What seemed to be somebody speaking was nothing. */
export function falseAlarm(scene: Scene): void {
  const { state } = scene;
  state.talk.theySpeak = false;
  if (state.phase !== 'conversation' || state.stage === 'closing' || state.hangingUp) return;
  if (state.talk.rest !== null) setTimer(scene, 'silence', resumeMs);
}

/** Lets them have the word first; if they do not take it, we say the rest. */
export function yieldTo(scene: Scene, rest: SayMemory): void {
  scene.state.talk.rest = rest;
  setTimer(scene, 'silence', resumeMs);
}

/** Says what was not heard of our last words, once. False where nothing is left of them. */
export function sayRest(scene: Scene): boolean {
  const { talk } = scene.state;
  const { rest, pending } = talk;
  if (rest === null) return false;
  const { last } = talk;
  const sayId = speak(scene, rest.clauses, { discloses: rest.discloses });
  // Asked to repeat it we say the whole again.
  if (last?.sayId === rest.sayId) talk.last = { ...last, sayId };
  if (pending?.sayId === rest.sayId) {
    talk.pending = { ...pending, sayId };
    count(scene, 1);
  }
  return true;
}

const bare = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').length;

/** Of the last clause, mostly courtesy or "is that correct?", nothing needs to be heard. */
function isCut({ clauses }: SayMemory, heardText: string): boolean {
  const needed = clauses.slice(0, Math.max(1, clauses.length - 1)).map(({ text }) => text);
  return bare(heardText) < bare(needed.join(''));
}

/** A question or read-back that was not heard does not count as made. */
function cutOff(scene: Scene, memory: SayMemory, heardText: string): void {
  const { talk } = scene.state;
  talk.cut = true;
  talk.rest = { ...memory, clauses: unheard(memory, heardText) };
  if (talk.pending?.sayId === memory.sayId) count(scene, -1);
}

function unheard({ clauses }: SayMemory, heardText: string) {
  let heard = bare(heardText);
  const from = clauses.findIndex(({ text }) => {
    heard -= bare(text);
    return heard < 0;
  });
  return from < 0 ? clauses.slice(-1) : clauses.slice(from);
}

/** How often the pending question was asked, or the read-back made. */
function count(scene: Scene, by: 1 | -1): void {
  const { pending } = scene.state.talk;
  const task = taskOf(scene);
  if (task === undefined || pending === null) return;
  for (const name of askedFields(pending)) {
    const progress = progressOf(task, name);
    if (pending.kind === 'fields') progress.asks = Math.max(0, progress.asks + by);
    else progress.readBacks = Math.max(0, progress.readBacks + by);
  }
}
