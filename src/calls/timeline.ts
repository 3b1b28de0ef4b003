import type { LoggedEvent } from '../kernel/call-store.ts';
import type { TimelineItem } from '../kernel/live.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { ScriptBinding } from './binding.ts';
import { replay } from './binding.ts';

/**
 * What a person sees of a call, derived from its log alone: the same for a call that runs and one long ended. The log
 * of a call that ended because its machine failed is told up to the event that broke it.
 */
export function timelineOf<State>(
  binding: ScriptBinding<State>,
  log: readonly LoggedEvent[],
): TimelineItem[] {
  const items: TimelineItem[] = [];
  const keysOf = new Map<string, string>();
  const versionOf = new Map<string, string>();
  const seenAnswers = new Map<string, string>();
  let phase: string | undefined;
  const machine: ScriptBinding<State> = {
    ...binding,
    step(state, event) {
      try {
        return binding.step(state, event);
      } catch {
        return { state, effects: [] };
      }
    },
  };

  replay(
    machine,
    log.map((entry) => entry.event as ScriptEvent),
    (event, state, effects, index) => {
      const sequence = log[index]?.sequence ?? index;
      const atMs = event.atMs;
      const spokeToPerson = phase?.startsWith('conversation') === true;
      switch (event.type) {
        case 'turn_ended': {
          const { id, text, words, startMs, endMs } = event.turn;
          const speaker = spokeToPerson ? 'representative' : 'menu';
          items.push({ kind: 'heard', sequence, atMs, turn: id, speaker, text, words, startMs, endMs });
          break;
        }
        case 'said': {
          const { sayId, heardText, startMs, complete } = event;
          if (heardText !== '')
            items.push({
              kind: 'said',
              sequence,
              atMs,
              turn: sayId,
              text: heardText,
              startMs,
              endMs: atMs,
              complete,
            });
          break;
        }
        case 'keys_pressed':
          items.push({ kind: 'keys', sequence, atMs, keys: keysOf.get(event.pressId) ?? '' });
          break;
        case 'proposed': {
          const { turnId: turn, calls, promptVersion = versionOf.get(turn) ?? null } = event;
          const tools = calls.map(({ tool }) => tool);
          items.push({ kind: 'proposal', sequence, atMs, turn, promptVersion, tools, failure: null });
          break;
        }
        case 'proposal_failed': {
          const { turnId: turn, reason: failure } = event;
          const promptVersion = versionOf.get(turn) ?? null;
          items.push({ kind: 'proposal', sequence, atMs, turn, promptVersion, tools: [], failure });
          break;
        }
        case 'call_ended':
          items.push({ kind: 'ended', sequence, atMs, how: event.how });
          break;
        case 'call_placed':
        case 'call_answered':
        case 'speech_began':
        case 'sound_changed':
        case 'mouth_opened':
        case 'mouth_closed':
        case 'deadline_passed':
        case 'owner_changed':
        case 'ear_lost':
        case 'heard_so_far':
        case 'false_alarm':
        case 'command':
          break;
      }
      for (const effect of effects) {
        if (effect.type === 'press') keysOf.set(effect.pressId, effect.keys);
        if (effect.type === 'propose') versionOf.set(effect.turnId, effect.request.promptVersion);
      }
      if (binding.phase(state) !== phase) {
        phase = binding.phase(state);
        items.push({ kind: 'phase', sequence, atMs, phase });
      }
      for (const [taskId, answers] of Object.entries(binding.answers(state))) {
        for (const [field, answer] of Object.entries(answers)) {
          const shown = JSON.stringify([answer.value, answer.status, answer.confirmed]);
          if (answer.evidence === null || seenAnswers.get(`${taskId}/${field}`) === shown) continue;
          seenAnswers.set(`${taskId}/${field}`, shown);
          const { value, status, evidence } = answer;
          items.push({ kind: 'answer', sequence, atMs, taskId, field, value, status, quote: evidence.quote });
        }
      }
    },
  );
  return items;
}
