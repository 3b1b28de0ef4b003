import type { Evidence } from '../../kernel/outcome.ts';
import type { Transcript, TranscriptTurn } from '../../kernel/result.ts';
import type { Passage } from '../../kernel/review.ts';

/**
 * The passage that a person points to as the words that a value rests on; otherwise why it is none. Blanks do not
 * count, everything else does: what is quoted stands in that turn.
 */
export function evidenceIn(
  transcript: Transcript | undefined,
  passage: Passage,
  outcomeCallId: string | null,
): { ok: true; evidence: Evidence } | { ok: false; detail: string } {
  if (transcript === undefined) return { ok: false, detail: 'must be of a call of this task' };
  const turn = transcript.turns.find((one) => one.turn === passage.turn);
  if (turn === undefined) return { ok: false, detail: 'must name a turn of that call' };
  const { speaker } = turn;
  if (speaker === 'agent')
    return { ok: false, detail: 'must be what the other side said: our own words prove nothing' };
  const words = placeOf(turn, passage.quote);
  if (words === undefined) return { ok: false, detail: 'must quote words that stand in that turn' };
  return {
    ok: true,
    evidence: {
      ...(passage.callId === outcomeCallId ? {} : { callId: passage.callId }),
      turn: turn.turn,
      questionTurn: null,
      speaker,
      quote: passage.quote.trim().replace(/\s+/g, ' '),
      offsetMs: Math.max(0, Math.round(words[0]?.startMs ?? turn.startMs)),
      confidence: Math.min(1, ...words.map(({ confidence }) => confidence ?? 1)),
    },
  };
}

/** The words of a turn that a quote touches; undefined where it does not stand there. */
function placeOf(turn: TranscriptTurn, quote: string): TranscriptTurn['words'] | undefined {
  const wanted = quote.trim().replace(/\s+/g, ' ');
  const at = turn.text.replace(/\s+/g, ' ').indexOf(wanted);
  if (wanted === '' || at < 0) return undefined;
  let from = 0;
  return turn.words.filter(({ text }) => {
    const begin = from;
    from += text.length + 1;
    return begin < at + wanted.length && begin + text.length > at;
  });
}
