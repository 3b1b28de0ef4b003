import type { ScriptBinding } from '../../src/calls/binding.ts';
import type { ScriptEffect } from '../../src/script/effect.ts';
import type { ScriptEvent } from '../../src/script/event.ts';
import type { Stimulus } from './stimuli.ts';
import { backbone, stimuli } from './stimuli.ts';

export interface Transition {
  from: string;
  to: string;
  /** What made the machine go there. */
  on: string;
}

/** A call at rest: nothing is under way that the outside has to answer. */
interface Moment<State> {
  state: State;
  nowMs: number;
  turns: number;
}

const wordMs = 300;
const endOfTurnMs = 800;
/** More events than that for one stimulus would be a machine that runs in circles. */
const mostEvents = 200;

/**
 * Runs the machine through one whole call and, from every moment of it, through everything else that may happen, and
 * again from wherever that led to another phase. The same machine and stimuli always give the same transitions.
 */
export function explore<State>(binding: ScriptBinding<State>, placed: ScriptEvent): Transition[] {
  const found = new Map<string, Transition>();
  const note = (transition: Transition): boolean => {
    const key = Object.values(transition).join('\n');
    if (found.has(key)) return false;
    found.set(key, transition);
    return true;
  };
  let moment = play(binding, { state: binding.initial(), nowMs: 0, turns: 0 }, placed, note).moment;
  const open = [moment];
  for (const stimulus of backbone) {
    moment = happen(binding, moment, stimulus, note).moment;
    open.push(moment);
  }
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const stimulus of stimuli) {
      const came = happen(binding, next, stimulus, note);
      if (came.isNew && binding.phase(came.moment.state) !== 'ended') open.push(came.moment);
    }
  }
  return [...found.values()];
}

interface Came<State> {
  moment: Moment<State>;
  /** It led over a transition that had not been seen before. */
  isNew: boolean;
}

function happen<State>(
  binding: ScriptBinding<State>,
  before: Moment<State>,
  stimulus: Stimulus,
  note: (transition: Transition) => boolean,
): Came<State> {
  const atMs = before.nowMs + 100;
  const go = (event: ScriptEvent, moment = before) => play(binding, moment, event, note, stimulus.name);
  switch (stimulus.kind) {
    case 'heard': {
      const words = stimulus.text.split(' ').map((text, index) => ({
        text,
        startMs: atMs + index * wordMs,
        endMs: atMs + index * wordMs + wordMs - 50,
        confidence: 0.95,
      }));
      const endMs = atMs + words.length * wordMs;
      const text = stimulus.text.split(' ').slice(0, 2).join(' ');
      const began = go({ type: 'speech_began', atMs, text });
      const turn = { id: `t${before.turns + 1}`, text: stimulus.text, words, startMs: atMs, endMs };
      const ended = go(
        {
          type: 'turn_ended',
          atMs: endMs + endOfTurnMs,
          turn: { ...turn, confidence: 0.95, overlapped: false },
        },
        { ...began.moment, turns: before.turns + 1 },
      );
      return { moment: ended.moment, isNew: began.isNew || ended.isNew };
    }
    case 'sound':
      return go({ type: 'sound_changed', atMs, sound: stimulus.sound });
    case 'silence': {
      const due = binding.deadline(before.state);
      if (due === undefined) return { moment: before, isNew: false };
      return go({ type: 'deadline_passed', atMs: Math.max(due, before.nowMs) });
    }
    case 'line':
      return go({ type: 'call_ended', atMs, how: stimulus.how });
    case 'unanswered':
      if (binding.phase(before.state) !== 'dialing') return { moment: before, isNew: false };
      return go({ type: 'call_ended', atMs, how: stimulus.how });
    case 'command':
      return go({ type: 'command', atMs, command: stimulus.command });
    case 'operator':
      return go({ type: 'operator', atMs, command: stimulus.command });
    case 'dial_answered':
      return go({ type: 'dial_answered', atMs });
    case 'dial_ended':
      return go({ type: 'dial_ended', atMs, how: stimulus.how });
    case 'owner_changed':
      return go({ type: 'owner_changed', atMs });
    case 'answered':
      return go({ type: 'call_answered', atMs });
  }
}

/** Feeds one event and whatever follows from it: what is said is heard, keys are pressed, lines are hung up. */
function play<State>(
  binding: ScriptBinding<State>,
  before: Moment<State>,
  event: ScriptEvent,
  note: (transition: Transition) => boolean,
  name = '',
): Came<State> {
  let { state, nowMs } = before;
  let isNew = false;
  let on = name;
  const waiting = [event];
  for (let count = 0; count < mostEvents; count++) {
    const next = waiting.shift();
    if (next === undefined) return { moment: { state, nowMs, turns: before.turns }, isNew };
    nowMs = Math.max(nowMs, next.atMs);
    const from = binding.phase(state);
    const stepped = binding.step(state, next);
    state = stepped.state;
    const to = binding.phase(state);
    on = names[next.type] ?? on;
    if (to !== from && note({ from, to, on })) isNew = true;
    waiting.push(...stepped.effects.flatMap((effect) => answersTo(effect, nowMs)));
  }
  throw new Error('The machine does not come to rest.');
}

/** Names of events that follow from what the machine itself did. */
const names: Readonly<Partial<Record<ScriptEvent['type'], string>>> = {
  said: 'our words were heard',
  keys_pressed: 'keys were pressed',
  mouth_opened: 'the mouth opens or closes',
  mouth_closed: 'the mouth opens or closes',
};

function answersTo(effect: ScriptEffect, atMs: number): ScriptEvent[] {
  switch (effect.type) {
    case 'open_mouth':
      return [{ type: 'mouth_opened', atMs }];
    case 'close_mouth':
      return [{ type: 'mouth_closed', atMs }];
    case 'press':
      return [{ type: 'keys_pressed', atMs, pressId: effect.pressId }];
    case 'say': {
      const heardText = effect.clauses.map(({ text }) => text).join(' ');
      const { sayId } = effect;
      return [{ type: 'said', atMs: atMs + 500, sayId, heardText, startMs: atMs, complete: true }];
    }
    case 'hang_up':
      return [{ type: 'call_ended', atMs, how: 'completed' }];
    case 'dial':
    case 'propose':
    case 'finish':
      return [];
  }
}
