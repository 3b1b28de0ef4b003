import type { TimelineItem } from '../kernel/live.ts';
import type { Transcript, TranscriptTurn } from '../kernel/result.ts';
import { wordsOf } from './words.ts';

/** What was said on a call, in the order in which it began. */
export function transcriptOf(callId: string, timeline: readonly TimelineItem[]): Transcript {
  const turns = timeline.flatMap((item): TranscriptTurn[] => {
    if (item.kind !== 'heard' && item.kind !== 'said') return [];
    const { turn, text, startMs, endMs } = item;
    const speaker = item.kind === 'said' ? 'agent' : item.speaker;
    return [{ turn, speaker, text, startMs, endMs, words: wordsOf(item) }];
  });
  const phases = timeline.flatMap((item) =>
    item.kind === 'phase' ? [{ phase: item.phase, atMs: item.atMs }] : [],
  );
  return { callId, turns: turns.toSorted((a, b) => a.startMs - b.startMs), phases };
}
