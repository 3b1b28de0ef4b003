import { describe, expect, it } from 'vitest';
import type { Transcript, TranscriptTurn } from '../kernel/result.ts';
import { writeTranscript } from './transcript-formats.ts';

const words: TranscriptTurn['words'] = [];
const transcript: Transcript = {
  callId: 'call_1',
  turns: [
    { turn: 't1', speaker: 'menu', text: 'For claims, press 1.', startMs: 1_000, endMs: 3_500, words },
    { turn: 's1', speaker: 'agent', text: 'Good morning.', startMs: 3_725_250, endMs: 3_726_000, words },
    {
      turn: 't2',
      speaker: 'representative',
      text: 'Under <500> & over.',
      startMs: 3_727_000,
      endMs: 3_727_000,
      words,
    },
  ],
  phases: [
    { phase: 'menu.listening', atMs: 0 },
    { phase: 'hold.waiting', atMs: 4_000 },
  ],
};

describe('a transcript', () => {
  it('reads as a play, with the moments at which the call changed', () => {
    expect(writeTranscript(transcript, 'text').body.split('\n')).toEqual([
      'Call call_1',
      '',
      '[00:00.000] -- menu.listening --',
      '[00:01.000] Menu: For claims, press 1.',
      '[00:04.000] -- hold.waiting --',
      '[01:02:05.250] Holdfast: Good morning.',
      '[01:02:07.000] Representative: Under <500> & over.',
      '',
    ]);
  });

  it('is WebVTT that a player takes: named cues, voices, no markup from words, no cue without a length', () => {
    const { type, body } = writeTranscript(transcript, 'vtt');
    expect(type).toContain('text/vtt');
    const [head, ...cues] = body.trimEnd().split('\n\n');
    expect(head).toBe('WEBVTT');
    expect(cues[0]).toBe('t1\n00:00:01.000 --> 00:00:03.500\n<v Menu>For claims, press 1.');
    expect(cues[2]).toBe(
      't2\n01:02:07.000 --> 01:02:07.001\n<v Representative>Under &lt;500&gt; &amp; over.',
    );
  });

  it('is JSON with its turns', () => {
    expect(JSON.parse(writeTranscript(transcript, 'json').body)).toEqual(transcript);
  });
});
