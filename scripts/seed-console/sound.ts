import type { LoggedEvent } from '../../src/kernel/call-store.ts';
import type { RecordingStore } from '../../src/kernel/phi.ts';
import type { ScriptEvent } from '../../src/script/event.ts';

const segmentMs = 5_000;
const samplesPerMs = 8;
const silence = 0xff;
/** µ-law of a tone of 1 kHz at a quarter of full level: in place of a voice, heard where that begins and ends. */
const period = [0xff, 0xa6, 0xa0, 0xa6, 0xff, 0x26, 0x20, 0x26];

interface Sounding {
  channel: 0 | 1;
  startMs: number;
  endMs: number;
}

/** A recording for a call that was made in words alone: a tone for as long as each word was spoken, in stereo. */
export async function recordTones(
  recordings: RecordingStore,
  call: { organizationId: string; id: string },
  log: readonly LoggedEvent[],
  durationMs: number,
): Promise<void> {
  const soundings = log.flatMap(({ event }) => soundingsOf(event as ScriptEvent));
  for (let sequence = 0; sequence * segmentMs < durationMs; sequence += 1) {
    const startMs = sequence * segmentMs;
    const audio = new Uint8Array(segmentMs * samplesPerMs * 2).fill(silence);
    for (const { channel, ...span } of soundings) {
      if (span.endMs <= startMs || span.startMs >= startMs + segmentMs) continue;
      const from = Math.max(0, Math.round((span.startMs - startMs) * samplesPerMs));
      const to = Math.min(segmentMs, Math.round(span.endMs - startMs)) * samplesPerMs;
      for (let sample = from; sample < to; sample += 1)
        audio[sample * 2 + channel] = period[sample % period.length] ?? silence;
    }
    await recordings.append(call.organizationId, call.id, { sequence, startMs, audio });
  }
}

function soundingsOf(event: ScriptEvent): Sounding[] {
  if (event.type === 'turn_ended')
    return event.turn.words.map(({ startMs, endMs }) => ({ channel: 0, startMs, endMs }));
  if (event.type === 'said' && event.heardText !== '')
    return [{ channel: 1, startMs: event.startMs, endMs: event.atMs }];
  return [];
}
