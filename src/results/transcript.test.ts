import { expect, it } from 'vitest';
import type { TimelineItem } from '../kernel/live.ts';
import { transcriptOf } from './transcript.ts';

it('a transcript tells the words of each side, ours with estimated times, in the order in which they began', () => {
  const words = [{ text: 'hello', startMs: 2_000, endMs: 2_400, confidence: 0.8 }];
  const heard = { turn: 't1', text: 'hello', words, startMs: 2_000, endMs: 2_500 };
  const said = { turn: 's1', text: 'good day', startMs: 1_000, endMs: 1_900, complete: true };
  const timeline: TimelineItem[] = [
    { kind: 'phase', sequence: 0, atMs: 0, phase: 'conversation.greeting' },
    { kind: 'heard', sequence: 1, atMs: 2_600, speaker: 'representative', ...heard },
    { kind: 'said', sequence: 2, atMs: 2_700, ...said },
  ];
  const { turns, phases } = transcriptOf('call_1', timeline);
  expect(turns.map((turn) => [turn.speaker, ...turn.words.map((word) => [word.text, word.startMs])])).toEqual(
    [
      ['agent', ['good', 1_000], ['day', 1_500]],
      ['representative', ['hello', 2_000]],
    ],
  );
  expect(phases).toEqual([{ phase: 'conversation.greeting', atMs: 0 }]);
});
