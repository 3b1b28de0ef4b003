import type { Transcript, TranscriptTurn } from '../../../kernel/result.ts';
import { inWords } from '../ui/format.ts';

/** A line of the transcript as it is drawn. Times are milliseconds of the recording. */
export type TranscriptItem =
  | { kind: 'phase'; key: string; label: string; atMs: number }
  | { kind: 'hold'; key: string; fromMs: number; toMs: number; turns: number; open: boolean }
  | { kind: 'turn'; key: string; turn: TranscriptTurn };

/** A stretch of the call in one part of it. */
export interface PhaseSpan {
  /** `menu`, `hold`, `conversation`, … */
  part: string;
  label: string;
  fromMs: number;
  toMs: number;
}

/** The parts of a call one after the other; what changes only within a part, such as the menu heard, is one. */
export function phaseSpans({ phases, turns }: Transcript): readonly PhaseSpan[] {
  const endMs = Math.max(0, ...turns.map((turn) => turn.endMs), ...phases.map(({ atMs }) => atMs));
  const spans: PhaseSpan[] = [];
  for (const { phase, atMs } of phases) {
    const [part = phase, step] = phase.split('.');
    const label = labelOf(part, step);
    const before = spans.at(-1);
    if (before?.label === label) continue;
    if (before !== undefined) before.toMs = atMs;
    spans.push({ part, label, fromMs: atMs, toMs: endMs });
  }
  return spans;
}

const labels: Readonly<Record<string, string>> = {
  dialing: 'Dialing',
  menu: 'Menu',
  hold: 'On hold',
  transfer: 'Transfer',
  taken_over: 'Taken over by a person',
  ended: 'Call ended',
};

function labelOf(part: string, step: string | undefined): string {
  if (part === 'conversation')
    return step === undefined ? 'Conversation' : `Conversation: ${step.replaceAll('_', ' ')}`;
  return labels[part] ?? inWords(part);
}

/** The lines of a transcript: each part with a heading, what was heard on hold folded away unless it is opened. */
export function transcriptItems(
  transcript: Transcript,
  openHolds: ReadonlySet<string>,
): readonly TranscriptItem[] {
  const items: TranscriptItem[] = [];
  const spans = phaseSpans(transcript);
  let at = 0;
  const takeUntil = (ms: number) => {
    const from = at;
    while ((transcript.turns[at]?.startMs ?? Infinity) < ms) at++;
    return transcript.turns.slice(from, at);
  };
  items.push(...lines(takeUntil(spans[0]?.fromMs ?? Infinity)));
  spans.forEach((span, place) => {
    const turns = takeUntil(place === spans.length - 1 ? Infinity : span.toMs);
    const key = `${span.part}-${span.fromMs}`;
    if (span.part !== 'hold') {
      items.push({ kind: 'phase', key, label: span.label, atMs: span.fromMs }, ...lines(turns));
      return;
    }
    const open = openHolds.has(key);
    items.push({ kind: 'hold', key, fromMs: span.fromMs, toMs: span.toMs, turns: turns.length, open });
    if (open) items.push(...lines(turns));
  });
  return items;
}

const lines = (turns: readonly TranscriptTurn[]) =>
  turns.map((turn) => ({ kind: 'turn', key: turn.turn, turn }) as const);

/** Key of the hold in which a turn is folded away; undefined where it is none. */
export function holdOf(transcript: Transcript, turnId: string): string | undefined {
  const turn = transcript.turns.find((one) => one.turn === turnId);
  if (turn === undefined) return undefined;
  const span = phaseSpans(transcript).findLast(({ fromMs }) => fromMs <= turn.startMs);
  return span?.part === 'hold' ? `hold-${span.fromMs}` : undefined;
}
