import type { CallLog, CallStore } from '../kernel/call-store.ts';
import type { CallViewer } from '../kernel/live.ts';
import type { RecordingStore } from '../kernel/phi.ts';
import type { ScriptEvent } from '../script/event.ts';
import { stereoWav } from '../media/wav.ts';
import type { ScriptBinding } from './binding.ts';
import { timelineOf } from './timeline.ts';

/** Shows calls to those whose organization they belong to. */
export function makeCallViewer<State>(options: {
  store: CallStore;
  log: CallLog;
  recordings: RecordingStore;
  bindingOf: (callType: string) => ScriptBinding<State>;
}): CallViewer {
  async function isTheirs(organizationId: string, callId: string): Promise<boolean> {
    return (await options.store.find(callId))?.organizationId === organizationId;
  }
  return {
    async timeline(organizationId, callId, afterSequence) {
      if (!(await isTheirs(organizationId, callId))) return undefined;
      const log = await options.log.read(callId);
      const placed = log[0]?.event as ScriptEvent | undefined;
      if (placed?.type !== 'call_placed') return [];
      const binding = options.bindingOf(placed.tasks[0]?.callType ?? '');
      return timelineOf(binding, log).filter((item) => item.sequence > afterSequence);
    },
    async recording(organizationId, callId) {
      if (!(await isTheirs(organizationId, callId))) return undefined;
      return stereoWav(() => options.recordings.read(organizationId, callId));
    },
  };
}
