import type { Transcript, TranscriptFormat, TranscriptTurn } from '../kernel/result.ts';

const names: Record<TranscriptTurn['speaker'], string> = {
  menu: 'Menu',
  representative: 'Representative',
  agent: 'Holdfast',
};

/** A transcript in the form that was asked for, with its media type. */
export function writeTranscript(
  transcript: Transcript,
  format: TranscriptFormat,
): { type: string; body: string } {
  switch (format) {
    case 'json':
      return { type: 'application/json; charset=utf-8', body: JSON.stringify(transcript) };
    case 'text':
      return { type: 'text/plain; charset=utf-8', body: asText(transcript) };
    case 'vtt':
      return { type: 'text/vtt; charset=utf-8', body: asVtt(transcript) };
  }
}

/** For reading: a line an utterance, a line a change of what the call was doing. */
function asText({ callId, turns, phases }: Transcript): string {
  const lines = [
    ...turns.map(({ startMs, speaker, text }) => ({
      atMs: startMs,
      line: `[${clockTime(startMs)}] ${names[speaker]}: ${text}`,
    })),
    ...phases.map(({ atMs, phase }) => ({ atMs, line: `[${clockTime(atMs)}] -- ${phase} --` })),
  ];
  const inOrder = lines.toSorted((a, b) => a.atMs - b.atMs).map(({ line }) => line);
  return [`Call ${callId}`, '', ...inOrder, ''].join('\n');
}

/** WebVTT for players: a cue an utterance, named by its turn, with the speaker as its voice. */
function asVtt({ turns }: Transcript): string {
  const cues = turns.map(({ turn, speaker, text, startMs, endMs }) =>
    [
      turn,
      `${cueTime(startMs)} --> ${cueTime(Math.max(endMs, startMs + 1))}`,
      `<v ${names[speaker]}>${escaped(text)}`,
    ].join('\n'),
  );
  return ['WEBVTT', ...cues, ''].join('\n\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s*\n\s*/g, ' ');
}

/** 1:02:03.456, hours only where there are any. */
function clockTime(ms: number): string {
  return cueTime(ms).replace(/^00:/, '');
}

function cueTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = Math.floor(whole / 1_000) % 60;
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(whole % 1_000).padStart(3, '0')}`;
}
