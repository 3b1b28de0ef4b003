import type { TenantScope } from '../kernel/access.ts';
import type { CallLog, LoggedEvent } from '../kernel/call-store.ts';
import type { CallState } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CallNews, CallWatcher, LiveLook, LiveLooks } from '../kernel/floor.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { ScriptBinding } from './binding.ts';
import { Timeline } from './timeline.ts';

/** The log is looked at this often where nothing told that there is more of it. */
const lookMs = 2_000;
/** Entries that are stepped through without a pause. */
const breathEvery = 50;
/** A stream that has nothing to tell says so this often. */
const beatMs = 15_000;

export interface WatcherOptions<State> {
  log: CallLog;
  looks: LiveLooks;
  bindingOf: (callType: string) => ScriptBinding<State>;
  /** Undefined where the call is not seen from the scope. */
  stateOf: (scope: TenantScope, callId: string) => Promise<CallState | undefined>;
  clock: Clock;
}

/** Shows calls while they run: what the log gains since the last look, and what is being said. Any node can. */
export function makeCallWatcher<State>(options: WatcherOptions<State>): CallWatcher {
  const { looks, stateOf } = options;
  return {
    async watch(scope, callId, afterSequence, signal) {
      if ((await stateOf(scope, callId)) === undefined) return undefined;
      return (async function* () {
        const look = await looks.take(scope);
        try {
          yield* newsOf(options, scope, callId, afterSequence, look, signal);
        } finally {
          looks.release(look);
        }
      })();
    },
  };
}

async function* newsOf<State>(
  { log, bindingOf, stateOf, clock }: WatcherOptions<State>,
  scope: TenantScope,
  callId: string,
  afterSequence: number,
  look: LiveLook,
  signal: AbortSignal,
): AsyncGenerator<CallNews | null> {
  let timeline: Timeline<State> | undefined;
  let reached = -1;
  let version: string | undefined;
  let said = 'null';
  let spokeMs = clock.now();
  while (!signal.aborted) {
    // Asked before the log is read: of a call that is over by now, the log is whole.
    const seen = look.calls.get(callId);
    const isOver = seen === undefined && (await stateOf(scope, callId)) === 'ended';
    const entries = await log.read(callId, reached);
    timeline ??= timelineFor(entries[0], bindingOf);
    const news: CallNews[] = [];
    for (const entry of entries) {
      reached = entry.sequence;
      const items = timeline?.take(entry) ?? [];
      if (entry.sequence > afterSequence && items.length > 0)
        news.push({ kind: 'items', sequence: reached, items });
      // A long log is stepped through once; calls go on meanwhile.
      if (reached % breathEvery === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    if (seen !== undefined && seen.version !== version) {
      version = seen.version;
      news.push({ kind: 'live', call: seen.call });
      const partial = seen.words?.beingSaid ?? null;
      if (JSON.stringify(partial) !== said) news.push({ kind: 'partial', partial });
      said = JSON.stringify(partial);
    }
    yield* news;
    if (isOver) {
      yield { kind: 'ended' };
      return;
    }
    if (news.length > 0) spokeMs = clock.now();
    else if (clock.now() - spokeMs >= beatMs) {
      yield null;
      spokeMs = clock.now();
    }
    await changed(look, callId, version, clock, signal);
  }
}

/** Resolves when the call looks otherwise than at that version, or after a while; other calls wake nobody. */
async function changed(
  look: LiveLook,
  callId: string,
  version: string | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = clock.now() + lookMs;
  while (!signal.aborted && look.calls.get(callId)?.version === version && clock.now() < untilMs)
    await look.changed(untilMs - clock.now(), signal);
}

function timelineFor<State>(
  first: LoggedEvent | undefined,
  bindingOf: (callType: string) => ScriptBinding<State>,
): Timeline<State> | undefined {
  const placed = first?.event as ScriptEvent | undefined;
  return placed?.type === 'call_placed'
    ? new Timeline(bindingOf(placed.tasks[0]?.callType ?? ''))
    : undefined;
}
