import type { Failure, FailureReason } from '../kernel/outcome.ts';
import type { SayClause } from '../kernel/speech.ts';
import { digitWords } from '../spoken/index.ts';
import { representativeField } from './call-script.ts';
import type { CallScript, ReflexName } from './call-script.ts';
import type { ScriptEffect } from './effect.ts';
import type { ScriptState, TaskState, TimerName } from './state.ts';
import { says } from './words.ts';
import type { Heard } from './words.ts';

/** One step at work: a state that may be written to, and the effects so far. */
export interface Scene {
  script: CallScript;
  state: ScriptState;
  effects: ScriptEffect[];
  atMs: number;
}

export function heardReflex({ script }: Scene, heard: Heard, name: ReflexName): boolean {
  return says(heard, script.reflexes[name]);
}

export function taskOf({ state }: Scene): TaskState | undefined {
  return state.tasks[state.current];
}

export function setTimer(scene: Scene, name: TimerName, inMs: number): void {
  scene.state.timers[name] = scene.atMs + inMs;
}

/** Turn-taking ends every turn within a minute: nothing is overdue while they speak, and this looks after the rest. */
const speakingMs = 65_000;

export function waitForTurn(scene: Scene): void {
  setTimer(scene, 'silence', speakingMs);
}

export function clearTimer(scene: Scene, name: TimerName): void {
  scene.state.timers = Object.fromEntries(
    Object.entries(scene.state.timers).filter(([other]) => other !== name),
  );
}

export function openMouth({ state, effects }: Scene): void {
  if (state.mouth !== 'closed') return;
  state.mouth = 'opening';
  effects.push({ type: 'open_mouth' });
}

export function closeMouth({ state, effects }: Scene): void {
  if (state.mouth === 'closed') return;
  state.mouth = 'closed';
  effects.push({ type: 'close_mouth' });
}

export function press(scene: Scene, keys: string): void {
  const { state, effects } = scene;
  state.presses += 1;
  const pressId = `p${state.presses}`;
  state.menu.pressing = pressId;
  state.menu.lastKeys = keys;
  effects.push({ type: 'press', pressId, keys });
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}

interface SpeakOptions {
  interruptible?: boolean;
  discloses?: readonly string[];
  /** Said by the way: not what is said again when somebody asks for it. */
  aside?: boolean;
}

/** Speaks and remembers what was said; the mouth is asked for where it is not open. Returns the utterance's id. */
export function speak(scene: Scene, clauses: readonly SayClause[], options: SpeakOptions = {}): string {
  const { state, effects } = scene;
  openMouth(scene);
  state.says += 1;
  const sayId = `s${state.says}`;
  const discloses = [...(options.discloses ?? [])];
  const memory = { sayId, clauses: [...clauses], discloses };
  if (options.aside !== true) state.talk.last = memory;
  state.talk.saying.push(memory);
  state.talk.cut = false;
  state.talk.rest = null;
  state.talk.replied = false;
  clearTimer(scene, 'silence');
  effects.push({
    type: 'say',
    sayId,
    clauses,
    interruptible: options.interruptible ?? true,
    disclosing: discloses.length > 0,
  });
  return sayId;
}

/** Fills `{practice}` and its like into a fixed phrase. */
export function phrase(scene: Scene, text: string): SayClause {
  const { state } = scene;
  const name = taskOf(scene)?.answers[representativeField];
  const rep = (name?.evidence?.offsetMs ?? 0) >= state.talk.metAtMs ? name?.value : undefined;
  const filled = text
    .replaceAll('{purpose}', scene.script.wording.purpose)
    .replaceAll('{agent}', state.agentName)
    .replaceAll('{practice}', state.practice?.name ?? '')
    .replaceAll('{payor}', state.payorName)
    .replaceAll('{count}', digitWords[state.tasks.length] ?? String(state.tasks.length))
    .replaceAll('{, rep}', typeof rep === 'string' ? `, ${rep}` : '');
  return { text: filled, sensitive: false };
}

export function hangUp(scene: Scene): void {
  if (scene.state.hangingUp) return;
  scene.state.hangingUp = true;
  scene.state.timers = {};
  scene.effects.push({ type: 'hang_up' });
}

const faults: Readonly<Record<FailureReason, Failure['fault']>> = {
  ivr_failure: 'ours',
  hold_timeout: 'payor',
  closed: 'payor',
  wrong_number: 'ours',
  wrong_department: 'ours',
  callback_required: 'payor',
  voicemail: 'payor',
  busy: 'line',
  no_answer: 'line',
  system_down: 'payor',
  line_dropped: 'line',
  refused_automation: 'payor',
  refused_information: 'payor',
  other_channel: 'payor',
  member_not_found: 'supplied',
  provider_not_found: 'supplied',
  claim_not_found: 'supplied',
  prior_auth_not_found: 'supplied',
  input_missing: 'supplied',
  input_incorrect: 'supplied',
  canceled: 'supplied',
  person_took_over: 'supplied',
  person_ended: 'supplied',
  expired: 'ours',
  agent_failure: 'ours',
};

/** Remembers why the call came to nothing; the first reason stays. `input` names what was missing or wrong. */
export function fail({ state }: Scene, reason: FailureReason, input?: string): void {
  state.failure ??= { reason, fault: faults[reason], ...(input === undefined ? {} : { input }) };
}
