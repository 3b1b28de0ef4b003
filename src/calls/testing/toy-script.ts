import type { Answer } from '../../kernel/outcome.ts';
import type { ScriptBinding } from '../binding.ts';
import type { ScriptEffect } from '../../script/effect.ts';
import type { ScriptEvent } from '../../script/event.ts';

/** Plain data, as every machine's state is. */
export interface ToyState {
  phase: string;
  dueMs: number | null;
  tasks: readonly string[];
  /** What the other side said, turn by turn. */
  heard: readonly string[];
  says: number;
  events: readonly string[];
}

const initial: ToyState = { phase: 'dialing', dueMs: null, tasks: [], heard: [], says: 0, events: [] };

/**
 * A machine that does what it is told by whoever is heard: "open", "close", "say <words>", "disclose <words>",
 * "insist <words>", "press <keys>", "ask", "hang up", "deadline <ms>", "break" (throws); several orders joined by
 * "then". It finishes its tasks when the call ends.
 */
export const toyScript: ScriptBinding<ToyState> = {
  version: 'toy-1',
  initial: () => initial,
  step(before, event) {
    const effects: ScriptEffect[] = [];
    let state: ToyState = { ...before, events: [...before.events, event.type] };
    switch (event.type) {
      case 'call_placed':
        state = { ...state, tasks: event.tasks.map((task) => task.id) };
        break;
      case 'call_answered':
        state = { ...state, phase: 'conversation' };
        break;
      case 'turn_ended':
        state = { ...state, heard: [...state.heard, event.turn.text] };
        for (const order of event.turn.text.split(' then ')) state = obey(state, order, event, effects);
        break;
      case 'proposed':
        for (const call of event.calls) state = obey(state, call.tool, event, effects);
        break;
      case 'deadline_passed':
        state = { ...state, dueMs: null };
        break;
      case 'operator':
        if (event.command.kind === 'take_over')
          effects.push({ type: 'dial', phoneNumber: event.command.phoneNumber });
        else effects.push({ type: 'hang_up', atOnce: true });
        break;
      case 'command':
        effects.push({ type: 'hang_up' });
        break;
      case 'call_ended':
        state = { ...state, phase: 'ended' };
        effects.push({
          type: 'finish',
          results: state.tasks.map((taskId) => ({
            taskId,
            answers: answersOf(state),
            required: [],
            failure: null,
          })),
        });
        break;
      case 'speech_began':
      case 'heard_so_far':
      case 'false_alarm':
      case 'sound_changed':
      case 'keys_pressed':
      case 'mouth_opened':
      case 'mouth_closed':
      case 'said':
      case 'proposal_failed':
      case 'owner_changed':
      case 'ear_lost':
      case 'dial_answered':
      case 'dial_ended':
        break;
    }
    return { state, effects };
  },
  deadline: (state) => state.dueMs ?? undefined,
  listening: () => ({ to: 'person' }),
  phase: (state) => state.phase,
  answers: (state) => Object.fromEntries(state.tasks.map((taskId) => [taskId, answersOf(state)])),
};

function obey(state: ToyState, order: string, event: ScriptEvent, effects: ScriptEffect[]): ToyState {
  const [verb = '', ...rest] = order.split(' ');
  const words = rest.join(' ');
  switch (verb) {
    case 'open':
      effects.push({ type: 'open_mouth' });
      return state;
    case 'close':
      effects.push({ type: 'close_mouth' });
      return state;
    case 'say':
    case 'disclose':
    case 'insist': {
      const says = state.says + 1;
      effects.push({
        type: 'say',
        sayId: `s${says}`,
        clauses: words.split(', ').map((text) => ({ text, sensitive: verb === 'disclose' })),
        interruptible: verb !== 'insist',
        disclosing: verb === 'disclose',
      });
      return { ...state, says };
    }
    case 'press':
      effects.push({ type: 'press', pressId: `p-${words}`, keys: words });
      return state;
    case 'ask':
      effects.push({
        type: 'propose',
        turnId: `t${state.heard.length}`,
        request: { promptVersion: 'toy', instructions: 'Be a toy.', context: 'None.', tools: [] },
      });
      return state;
    case 'hang':
      effects.push({ type: 'hang_up' });
      return state;
    case 'deadline':
      return { ...state, dueMs: event.atMs + Number(words) };
    case 'break':
      throw new Error('the toy is broken');
    default:
      return state;
  }
}

function answersOf(state: ToyState): Record<string, Answer> {
  const quote = state.heard.find((text) => text.startsWith('the status is '));
  if (quote === undefined) return {};
  return {
    status: {
      value: quote.slice('the status is '.length),
      status: 'answered',
      confirmed: false,
      evidence: {
        turn: `t${state.heard.indexOf(quote) + 1}`,
        questionTurn: null,
        speaker: 'representative',
        quote,
        offsetMs: 0,
        confidence: 0.9,
      },
    },
  };
}
