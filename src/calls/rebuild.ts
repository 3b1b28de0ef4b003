import type { CallLog, OwnedCall } from '../kernel/call-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { TreeVisit } from '../kernel/phone-tree.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { ScriptBinding } from './binding.ts';
import { replay } from './binding.ts';
import type { LogSpool } from './group-commit-log.ts';
import { untouchedView, viewAfter, type LiveView } from './live-view.ts';
import { readLog } from './read-log.ts';

/** What a session of a call that another process began goes on from. */
export interface Resumed<State> {
  state: State;
  nextSequence: number;
  turnsTold: number;
  /** The call's clock at the last entry of its log. */
  reachedMs: number;
  view: LiveView;
}

export interface Rebuilt<State> {
  resumed: Resumed<State>;
  /** What the log tells of the call's course: whether it was answered, has ended, and was finished. */
  known: {
    answered: boolean;
    ended: boolean;
    finish: { results: readonly TaskResult[]; visit: TreeVisit | undefined } | undefined;
  };
  /** What the machine threw at an event of the log; `resumed` is then as before that event. */
  bug: { error: unknown } | undefined;
}

/** Runs the machine through a call's log. */
export async function rebuild<State>(
  call: OwnedCall,
  binding: ScriptBinding<State>,
  parts: { log: CallLog; spool: LogSpool; logger: Logger },
): Promise<Rebuilt<State>> {
  const entries = await readLog(call, parts);
  const events = entries.map((entry) => entry.event as ScriptEvent);
  let state = binding.initial();
  let view = untouchedView;
  let finish: Rebuilt<State>['known']['finish'];
  let bug: Rebuilt<State>['bug'];
  try {
    replay(binding, events, (event, next, effects) => {
      state = next;
      view = viewAfter(view, event, binding.phase(next));
      for (const effect of effects)
        if (effect.type === 'finish') finish = { results: effect.results, visit: effect.visit };
    });
  } catch (error) {
    bug = { error };
  }
  const [first] = events;
  if (first?.type === 'call_placed' && first.scriptVersion !== binding.version)
    parts.logger.warn({ callId: call.id }, 'call goes on with another script than it began with');
  const count = (type: ScriptEvent['type']) => events.filter((event) => event.type === type).length;
  return {
    resumed: {
      state,
      nextSequence: (entries.at(-1)?.sequence ?? -1) + 1,
      turnsTold: count('turn_ended'),
      reachedMs: events.at(-1)?.atMs ?? 0,
      view,
    },
    known: { answered: count('call_answered') > 0, ended: count('call_ended') > 0, finish },
    bug,
  };
}
