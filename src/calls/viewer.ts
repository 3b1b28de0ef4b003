import type { TenantScope } from '../kernel/access.ts';
import type { CallLog } from '../kernel/call-store.ts';
import type { CallViewer } from '../kernel/live.ts';
import type { RecordingStore } from '../kernel/phi.ts';
import type { ScriptEvent } from '../script/event.ts';
import { stereoWav } from '../media/wav.ts';
import type { WaveformMaker } from '../media/waveform.ts';
import type { ScriptBinding } from './binding.ts';
import { timelineOf } from './timeline.ts';

/** Shows calls to those who may see them. */
export function makeCallViewer<State>(options: {
  /** Whether the call is seen from the scope. */
  sees: (scope: TenantScope, callId: string) => Promise<boolean>;
  log: CallLog;
  recordings: RecordingStore;
  waveforms: WaveformMaker;
  bindingOf: (callType: string) => ScriptBinding<State>;
}): CallViewer {
  return {
    async timeline(scope, callId, afterSequence) {
      if (!(await options.sees(scope, callId))) return undefined;
      const log = await options.log.read(callId);
      const placed = log[0]?.event as ScriptEvent | undefined;
      if (placed?.type !== 'call_placed') return [];
      const binding = options.bindingOf(placed.tasks[0]?.callType ?? '');
      return timelineOf(binding, log).filter((item) => item.sequence > afterSequence);
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
