import type { TraceLine } from '../../src/bench/session/transcript.ts';
import { hearingOf } from '../../src/bench/score/hearing.ts';
import type { CallFigures } from '../../src/bench/score/score.ts';
import { noFigures } from '../../src/bench/score/score.ts';
import type { TimelineItem } from '../../src/kernel/live.ts';
import type { CallVerdict } from '../../src/sandbox/payor/verdict.ts';
import { toSpokenWords } from '../../src/sandbox/speech/normalize.ts';

/** When a stream came to a state, as the carrier tells it; `at` is ms since the epoch. */
export interface StreamMoment {
  callSid: string;
  kind: string;
  state: string;
  at: number;
}

/** What could be seen of one call from outside: its timeline, and the accounts of the payor and the carrier. */
export interface WireCall {
  items: readonly TimelineItem[];
  verdict: CallVerdict | undefined;
  streams: readonly StreamMoment[];
}

/** A person who was not noticed within this was not noticed by ear: somebody else spoke first, or the call ended. */
const noticedWithinMs = 30_000;

export function figuresOf(call: WireCall): CallFigures {
  const { items, verdict } = call;
  const said = items.filter((item) => item.kind === 'said');
  return {
    ...noFigures,
    durationMs: items.at(-1)?.atMs ?? 0,
    holdMs: holdMsOf(verdict),
    turns: items.filter(({ kind }) => kind === 'heard').length,
    says: said.length,
    readBacks: said.filter(({ text }) => /is (that|this) (correct|right)\?/i.test(text)).length,
    modelCalls: items.filter(({ kind }) => kind === 'proposal').length,
    ...hearing(call),
    ...noticing(call),
    replyMs: repliesIn(items),
  };
}

/** Longer silences are no pause before an answer: somebody searches, or waits. */
const longestReplyMs = 8_000;

/** From the last word that we heard to our first sound, where nothing came between. */
function repliesIn(items: readonly TimelineItem[]): number[] {
  let heardUntilMs: number | undefined;
  let conversing = false;
  const replies: number[] = [];
  const spoken = items
    .filter(({ kind }) => kind === 'heard' || kind === 'said' || kind === 'phase')
    .sort((a, b) => placeOf(a) - placeOf(b));
  for (const item of spoken) {
    if (item.kind === 'phase') conversing = item.phase.startsWith('conversation');
    else if (item.kind === 'heard') heardUntilMs = item.endMs;
    else if (item.kind === 'said') {
      const afterMs = item.startMs - (heardUntilMs ?? Number.NEGATIVE_INFINITY);
      if (conversing && afterMs >= 0 && afterMs < longestReplyMs) replies.push(Math.round(afterMs));
      heardUntilMs = undefined;
    }
  }
  return replies;
}

function placeOf(item: TimelineItem): number {
  return item.kind === 'heard' ? item.endMs : item.kind === 'said' ? item.startMs : item.atMs;
}

function holdMsOf(verdict: CallVerdict | undefined): number {
  const phases = verdict?.phases ?? [];
  return phases.reduce((sum, { phase, startMs }, index) => {
    const untilMs = phases[index + 1]?.startMs ?? verdict?.durationMs ?? startMs;
    return phase === 'hold' ? sum + Math.max(0, untilMs - startMs) : sum;
  }, 0);
}

function hearing({ items, verdict }: WireCall) {
  const words = (text: string) =>
    toSpokenWords(text)
      .replace(/\bi d\b/g, 'id')
      .split(' ')
      .filter((word) => word !== '');
  const heard = items.filter((item) => item.kind === 'heard').sort((a, b) => a.startMs - b.startMs);
  return hearingOf(
    (verdict?.said ?? []).map(({ text, speaker, interrupted }) => ({
      words: words(text),
      counted: speaker === 'person' && !interrupted,
    })),
    heard.flatMap(({ text }) => words(text)),
  );
}

/** From each person's first word to the mouth that was opened for it; nothing for those who found it open. */
function noticing({ verdict, streams }: WireCall): Pick<CallFigures, 'noticedMs' | 'mouthOpenMs'> {
  const { answeredAt = null, callSid, persons = [] } = verdict ?? {};
  if (answeredAt === null) return { noticedMs: [], mouthOpenMs: [] };
  const mouths = streams.filter((stream) => stream.callSid === callSid && stream.kind === 'connect');
  const after = (state: string, person: number): number[] => {
    const from = answeredAt + (persons[person]?.atMs ?? 0);
    const until = Math.min(
      from + noticedWithinMs,
      answeredAt + (persons[person + 1]?.atMs ?? Number.POSITIVE_INFINITY),
    );
    const moment = mouths.find((stream) => stream.state === state && stream.at > from && stream.at < until);
    return moment === undefined ? [] : [Math.round(moment.at - from)];
  };
  return {
    noticedMs: persons.flatMap((_, index) => after('opening', index)),
    mouthOpenMs: persons.flatMap((_, index) => after('started', index)),
  };
}

/** Both sides as they spoke, what was heard of each, and what followed. Milliseconds since the call was placed. */
export function transcriptOf({ items, verdict }: WireCall): TraceLine[] {
  const offsetMs = verdict?.answeredAfterMs ?? 0;
  const theirs = (verdict?.said ?? []).map(({ text, startMs, speaker, interrupted }): TraceLine => ({
    atMs: startMs + offsetMs,
    who: speaker === 'person' ? 'person' : 'payor',
    text: interrupted ? `${text} — (cut off)` : text,
  }));
  const heardOfUs = (verdict?.heard ?? []).map(({ text, endMs }): TraceLine => ({
    atMs: endMs + offsetMs,
    who: 'line',
    text: `heard us say: ${text}`,
  }));
  return [...theirs, ...heardOfUs, ...items.flatMap(lineOf)];
}

function lineOf(item: TimelineItem): TraceLine[] {
  switch (item.kind) {
    case 'phase':
      return [{ atMs: item.atMs, who: 'phase', text: item.phase }];
    case 'heard':
      return [{ atMs: item.endMs, who: 'heard', text: item.text }];
    case 'said':
      return [
        { atMs: item.startMs, who: 'us', text: item.complete ? item.text : `${item.text} — (cut off)` },
      ];
    case 'keys':
      return [{ atMs: item.atMs, who: 'keys', text: item.keys }];
    case 'answer':
      return [
        {
          atMs: item.atMs,
          who: 'answer',
          text: `${item.field} = ${JSON.stringify(item.value)} (${item.status}) “${item.quote}”`,
        },
      ];
    case 'operator':
      return [{ atMs: item.atMs, who: 'us', text: `told: ${JSON.stringify(item.command)}` }];
    case 'proposal':
      return [{ atMs: item.atMs, who: 'model', text: item.failure ?? item.tools.join(', ') }];
    case 'ended':
      return [{ atMs: item.atMs, who: 'line', text: `ended: ${item.how}` }];
  }
}
