/** µ-law bytes → results: segments speech, runs the decoder over it, reports partials and finals. Blocking. */
import { decodeMulaw } from '../audio/mulaw.ts';
import { makeWidener } from '../audio/resample.ts';
import type { Decoder, HeardWord } from './pocketsphinx.ts';
import { blockSamples, makeSegmenter, type SegmentEvent } from './segmenter.ts';
import type { RecognitionResult } from './types.ts';

/** How often a running segment is reported. */
const partialEveryMs = 200;

/** Before held notes are told from speech, this much of them has passed. */
const tuneOnsetMs = 1300;

export interface Recognizer {
  feed(mulaw: Uint8Array): void;
  finalize(): void;
}

export function makeRecognizer(
  decoder: Decoder,
  endpointingMs: number,
  report: (result: RecognitionResult) => void,
  image?: number,
): Recognizer {
  const segmenter = makeSegmenter(endpointingMs);
  let widen = makeWidener(image);
  let rest = new Uint8Array();
  let segment: { startMs: number; reportedMs: number; text: string } | undefined;

  const emit = (
    words: HeardWord[],
    startMs: number,
    end: { final: boolean; endpointed: boolean; atMs: number },
  ): void => {
    const placed = words.map((word) => ({
      ...word,
      startMs: startMs + word.startMs,
      endMs: startMs + word.endMs,
    }));
    report({
      final: end.final,
      text: placed.map(({ word }) => word).join(' '),
      words: placed,
      startMs: placed[0]?.startMs ?? startMs,
      endMs: placed.at(-1)?.endMs ?? end.atMs,
      endpointed: end.endpointed,
    });
  };

  const handle = (event: SegmentEvent): void => {
    switch (event.kind) {
      case 'start':
        widen = makeWidener(image);
        segment = { startMs: event.atMs, reportedMs: segmenter.positionMs(), text: '' };
        decoder.start();
        decoder.process(widen(event.samples));
        return;
      case 'speech': {
        decoder.process(widen(event.samples));
        const nowMs = segmenter.positionMs();
        if (!segment || nowMs - segment.reportedMs < partialEveryMs) return;
        segment.reportedMs = nowMs;
        const words = decoder.partial();
        if (words.length > 0) emit(words, segment.startMs, { final: false, endpointed: false, atMs: nowMs });
        return;
      }
      case 'end': {
        const startMs = segment?.startMs ?? event.atMs;
        // The onset of a tune may pass for a word or two; a longer stretch before it was speech.
        const spokenMs = (event.musicFromMs ?? Infinity) - startMs;
        const words = decoder.end().filter((word) => spokenMs > tuneOnsetMs && word.startMs < spokenMs - 100);
        segment = undefined;
        if (words.length > 0)
          emit(words, startMs, { final: true, endpointed: event.endpointed, atMs: event.atMs });
        return;
      }
    }
  };

  return {
    feed(mulaw) {
      const all = new Uint8Array(rest.length + mulaw.length);
      all.set(rest);
      all.set(mulaw, rest.length);
      let at = 0;
      for (; at + blockSamples <= all.length; at += blockSamples) {
        segmenter.push(decodeMulaw(all.subarray(at, at + blockSamples))).forEach(handle);
      }
      rest = all.slice(at);
    },
    finalize: () => {
      segmenter.flush().forEach(handle);
    },
  };
}
