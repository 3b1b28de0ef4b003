import { describe, expect, it } from 'vitest';
import type { Transcript, TranscriptTurn } from '../../../kernel/result.ts';
import { holdOf, phaseSpans, transcriptItems } from './transcript-items.ts';

const turn = (id: string, startMs: number): TranscriptTurn => ({
  turn: id,
  speaker: 'menu',
  text: id,
  startMs,
  endMs: startMs + 500,
  words: [],
});
const transcript: Transcript = {
  callId: 'call_1',
  turns: [turn('welcome', 0), turn('music', 5_000), turn('please wait', 60_000), turn('hello', 90_000)],
  phases: [
    { phase: 'menu.main', atMs: 0 },
    { phase: 'menu.claims', atMs: 2_000 },
    { phase: 'hold', atMs: 4_000 },
    { phase: 'conversation.greeting', atMs: 90_000 },
  ],
};
const said = (open: readonly string[]) =>
  transcriptItems(transcript, new Set(open)).map((item) =>
    item.kind === 'turn' ? item.turn.turn : item.kind,
  );

describe('lines of a transcript', () => {
  it('folds away what was heard on hold', () => {
    expect(said([])).toEqual(['phase', 'welcome', 'hold', 'phase', 'hello']);
  });

  it('shows it where the hold is opened', () => {
    expect(said(['hold-4000'])).toEqual([
      'phase',
      'welcome',
      'hold',
      'music',
      'please wait',
      'phase',
      'hello',
    ]);
  });

  it('knows in which hold a turn is', () => {
    expect(holdOf(transcript, 'please wait')).toBe('hold-4000');
    expect(holdOf(transcript, 'hello')).toBeUndefined();
  });

  it('makes one part of the menus', () => {
    expect(phaseSpans(transcript).map(({ label, toMs }) => [label, toMs])).toEqual([
      ['Menu', 4_000],
      ['On hold', 90_000],
      ['Conversation: greeting', 90_500],
    ]);
  });

  it('loses no turn that came before the first part', () => {
    const early = { ...transcript, phases: [{ phase: 'hold', atMs: 4_000 }] };
    expect(transcriptItems(early, new Set()).map(({ kind }) => kind)).toEqual(['turn', 'hold']);
  });
});
