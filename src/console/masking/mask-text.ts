import type { Transcript, TranscriptTurn } from '../../kernel/result.ts';
import { maskText } from '../../kernel/review.ts';
import { tellingSpans, type KnownOfPeople } from '../../spoken/telling.ts';

/** A text with each word masked that tells of these people. */
export function maskWords(text: string, known: KnownOfPeople): string {
  const spans = tellingSpans(text, known);
  return text.replace(/\S+/g, (word, at: number) =>
    spans.some(({ start, end }) => start < at + word.length && end > at) ? maskText : word,
  );
}

/** Word by word: how many there are and when they were said stays, so that a masked call can be followed. */
export function maskTranscript(transcript: Transcript, known: KnownOfPeople): Transcript {
  return { ...transcript, turns: transcript.turns.map((turn) => maskTurn(turn, known)) };
}

function maskTurn(turn: TranscriptTurn, known: KnownOfPeople): TranscriptTurn {
  const masked = maskWords(turn.text, known);
  const words = masked.split(/\s+/).filter((word) => word !== '');
  return {
    ...turn,
    text: masked,
    words:
      words.length === turn.words.length
        ? turn.words.map((word, at) => ({ ...word, text: words[at] ?? maskText }))
        : // Its words are cut otherwise than its text: then each by itself.
          turn.words.map((word) => ({ ...word, text: maskText })),
  };
}
