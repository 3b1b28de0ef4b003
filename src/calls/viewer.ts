import type { TenantScope } from '../kernel/access.ts';
import type { CallLog, LoggedEvent } from '../kernel/call-store.ts';
import type { CallViewer, TimelineItem } from '../kernel/live.ts';
import type { RecordingStore } from '../kernel/phi.ts';
import type { ScriptEvent } from '../script/event.ts';
import { stereoWav } from '../media/wav.ts';
import type { WaveformMaker } from '../media/waveform.ts';
import type { ScriptBinding } from './binding.ts';
import { timelineOf } from './timeline.ts';

/** Replaying the log of a call of an hour and a half takes a second and more; a review asks for it again and again. */
const keptTimelines = 20;

/** Shows calls to those who may see them. */
export function makeCallViewer<State>(options: {
  /** Whether the call is seen from the scope. */
  sees: (scope: TenantScope, callId: string) => Promise<boolean>;
  log: CallLog;
  recordings: RecordingStore;
  waveforms: WaveformMaker;
  bindingOf: (callType: string) => ScriptBinding<State>;
}): CallViewer {
  /** By call, the one asked for last at the end; good as long as the log has not grown. */
  const kept = new Map<string, { events: number; items: readonly TimelineItem[] }>();

  function itemsOf(callId: string, callType: string, log: readonly LoggedEvent[]): readonly TimelineItem[] {
    const before = kept.get(callId);
    kept.delete(callId);
    const items = before?.events === log.length ? before.items : timelineOf(options.bindingOf(callType), log);
    kept.set(callId, { events: log.length, items });
    const [oldest] = kept.keys();
    if (kept.size > keptTimelines && oldest !== undefined) kept.delete(oldest);
    return items;
  }

  return {
    async timeline(scope, callId, afterSequence) {
      if (!(await options.sees(scope, callId))) return undefined;
      const log = await options.log.read(callId);
      const placed = log[0]?.event as ScriptEvent | undefined;
      if (placed?.type !== 'call_placed') return [];
      const items = itemsOf(callId, placed.tasks[0]?.callType ?? '', log);
      return items.filter((item) => item.sequence > afterSequence);
    },
    async recording(scope, callId) {
      if (!(await options.sees(scope, callId))) return undefined;
      return stereoWav(await options.recordings.segments(scope, callId));
    },
    async waveform(scope, callId, range) {
      if (!(await options.sees(scope, callId))) return undefined;
      const segments = await options.recordings.segments(scope, callId);
      return options.waveforms.waveform(callId, segments, range);
    },
  };
}
