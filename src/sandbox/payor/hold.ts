import type { Background, Line } from './line.ts';
import type { Voice } from './speech-port.ts';

/** A wait with something to be heard, and announcements in between. */
export interface Waiting {
  ms: number;
  demoMs?: number | undefined;
  sound: Background;
  announcements: readonly string[];
  everyMs: number;
  firstMs: number;
}

/** Plays it to its end. Keys and words of the caller in it are forgotten. */
export async function playHold(
  hold: Waiting,
  { line, voice, shortHolds }: { line: Line; voice: Voice; shortHolds: boolean },
): Promise<void> {
  const endMs = line.nowMs + (shortHolds ? (hold.demoMs ?? hold.ms) : hold.ms);
  line.background(hold.sound);
  let nextMs = line.nowMs + hold.firstMs;
  for (let turn = 0; hold.announcements.length > 0 && nextMs < endMs; turn += 1) {
    await line.pause(nextMs - line.nowMs);
    const text = hold.announcements[turn % hold.announcements.length] ?? '';
    // The music makes way for the voice, as it does on a real line.
    line.background('silence');
    await line.say(text, { voice, speaker: 'machine' });
    line.background(hold.sound);
    nextMs = line.nowMs + hold.everyMs;
  }
  if (endMs > line.nowMs) await line.pause(endMs - line.nowMs);
  line.background('silence');
  line.forget();
}
