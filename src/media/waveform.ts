import type { Waveform, WaveformRange } from '../kernel/live.ts';
import type { RecordedSegment } from '../kernel/phi.ts';
import { binMs, durationOf, measureEnvelope, type Envelope } from './envelope.ts';
import { mulawToLinear } from './mulaw.ts';

const loudestSample = 32_124;
/** About -41 dB: the peaks of line noise and comfort noise stay below. */
const silencePeak = 280;
/** Pauses between words and sentences are no silence that anybody wants to skip. */
const shortestSilenceMs = 1_500;

/** Draws recordings, and keeps the measure of those that were asked for last: a page asks anew whenever it zooms. */
export interface WaveformMaker {
  waveform(callId: string, segments: readonly RecordedSegment[], range: WaveformRange): Promise<Waveform>;
}

interface Kept {
  /** How much of the recording was there: a call that runs is measured anew when more of it is. */
  segments: number;
  durationMs: number;
  envelope: Promise<Envelope>;
}

/** `maxCalls` measures are kept, of about 200 kB for each quarter of an hour; the longest unused goes first. */
export function makeWaveformMaker({ maxCalls }: { maxCalls: number }): WaveformMaker {
  const kept = new Map<string, Kept>();

  function envelopeOf(callId: string, segments: readonly RecordedSegment[]): Promise<Envelope> {
    const durationMs = durationOf(segments);
    const known = kept.get(callId);
    kept.delete(callId);
    const entry =
      known?.segments === segments.length && known.durationMs === durationMs
        ? known
        : { segments: segments.length, durationMs, envelope: measureEnvelope(segments) };
    kept.set(callId, entry);
    // What failed once is tried again, not remembered.
    entry.envelope.catch(() => {
      if (kept.get(callId) === entry) kept.delete(callId);
    });
    const [oldest] = kept.keys();
    if (kept.size > maxCalls && oldest !== undefined) kept.delete(oldest);
    return entry.envelope;
  }

  return {
    waveform: async (callId, segments, range) => draw(await envelopeOf(callId, segments), range),
  };
}

/** At most `points` peaks, 0 to 1, of each side over the asked stretch, and the silences in it. */
function draw(envelope: Envelope, { points, fromMs = 0, toMs = Infinity }: WaveformRange): Waveform {
  const first = Math.min(envelope.heard.length, Math.floor(fromMs / binMs));
  const end = Math.min(envelope.heard.length, Math.max(first, Math.ceil(toMs / binMs)));
  const peaks = (side: Uint8Array) => peaksOf(side.subarray(first, end), points);
  return {
    durationMs: envelope.durationMs,
    fromMs: first * binMs,
    toMs: Math.min(end * binMs, envelope.durationMs),
    channels: [
      { speaker: 'payor', peaks: peaks(envelope.heard) },
      { speaker: 'agent', peaks: peaks(envelope.said) },
    ],
    silences: silencesOf(envelope, first, end),
  };
}

function peaksOf(side: Uint8Array, points: number): number[] {
  const count = Math.min(points, side.length);
  return Array.from({ length: count }, (_, n) => {
    const from = Math.floor((n * side.length) / count);
    const to = Math.floor(((n + 1) * side.length) / count);
    let most = 0;
    for (let bin = from; bin < to; bin += 1) most = Math.max(most, side[bin] ?? 0);
    return Math.round((1_000 * magnitude(most)) / loudestSample) / 1_000;
  });
}

/** Where neither side is heard for longer than one waits between two sentences. */
function silencesOf({ heard, said, durationMs }: Envelope, first: number, end: number): Waveform['silences'] {
  const silences: { startMs: number; endMs: number }[] = [];
  let since = first;
  for (let bin = first; bin <= end; bin += 1) {
    const loud = magnitude(Math.max(heard[bin] ?? 0, said[bin] ?? 0)) >= silencePeak;
    if (bin < end && !loud) continue;
    if ((bin - since) * binMs >= shortestSilenceMs)
      silences.push({ startMs: since * binMs, endMs: Math.min(bin * binMs, durationMs) });
    since = bin + 1;
  }
  return silences;
}

/** The sample that seven bits of µ-law stand for. */
const magnitude = (code: number) => mulawToLinear(~code);
