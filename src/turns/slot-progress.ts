import type { Listening } from '../kernel/speech.ts';

export type SlotProgress = 'none' | 'unfinished' | 'finished';

/** Whether what was said so far holds the value that was asked for, part of it, or nothing of it. */
export function slotProgress(_text: string, _slot: NonNullable<Listening['slot']>): SlotProgress {
  return 'none';
}
