/** Where speech begins and ends, by level: a pure machine over 20 ms blocks. */

import { makeMusicDetector, musicWindowMs } from './music.ts';

const blockMs = 20;
export const blockSamples = 160;

/** Kept from before the first loud block, so that soft first consonants are not lost. */
const prerollBlocks = 15;
/** Loud blocks among the last few that make a beginning. A click is one. */
const onsetBlocks = 3;
const onsetWindow = 6;
/** Shorter endpointing than this would cut words at their stops. */
const minEndpointMs = 160;
/** From here on any short pause ends the segment, and a little later anything does. */
const longMs = 14_000;
const longPauseMs = 80;
const maxMs = 20_000;

const quietDb = -46;
const aboveFloorDb = 9;
/** The first sound is taken for the floor up to here: louder than hiss is. */
const firstFloorDb = -42;
/** Blocks that must all be quieter before the floor falls. */
const floorBlocks = 3;

export type SegmentEvent =
  | { kind: 'start'; atMs: number; samples: Int16Array }
  | { kind: 'speech'; samples: Int16Array }
  | {
      kind: 'end';
      atMs: number;
      endpointed: boolean;
      /** Set when held notes and not silence ended it: what was heard from here on is none. */
      musicFromMs: number | undefined;
    };

const levelDb = (block: Int16Array): number => {
  const power = block.reduce((sum, sample) => sum + sample * sample, 0) / block.length;
  return 10 * Math.log10(power / 32_768 ** 2 + 1e-10);
};

const joined = (blocks: readonly Int16Array[]): Int16Array => {
  const all = new Int16Array(blocks.length * blockSamples);
  blocks.forEach((block, at) => {
    all.set(block, at * blockSamples);
  });
  return all;
};

interface Segmenter {
  /** Exactly one block of 8 kHz samples. */
  push(block: Int16Array): SegmentEvent[];
  /** Ends a running segment now. */
  flush(): SegmentEvent[];
  /** Audio seen. */
  positionMs(): number;
}

export function makeSegmenter(endpointingMs: number): Segmenter {
  const endMs = Math.max(minEndpointMs, endpointingMs);
  let recent: { block: Int16Array; loud: boolean }[] = [];
  let blocks = 0;
  let floorDb: number | undefined;
  let active: { startBlock: number; quietMs: number; musicFromMs: number | undefined } | undefined;
  const isMusic = makeMusicDetector();

  let lately: number[] = [];
  const isLoud = (db: number): boolean => {
    // A frame or two that the network lost are dead silent and say nothing of the line.
    lately = [...lately.slice(1 - floorBlocks), db];
    const level = Math.max(...lately);
    // The floor falls with them and rises slowly (about 2 dB a second), so speech does not lift it.
    // A line may begin with its hiss, but hardly with a voice that never pauses.
    const before = floorDb ?? Math.min(firstFloorDb, level);
    floorDb = Math.max(-80, level < before ? level : before + 0.04);
    return db > Math.max(quietDb, Math.min(-32, floorDb + aboveFloorDb));
  };
  const stop = (endpointed: boolean): SegmentEvent => {
    const musicFromMs = active?.musicFromMs;
    active = undefined;
    recent = [];
    return { kind: 'end', atMs: blocks * blockMs, endpointed, musicFromMs };
  };

  return {
    push(block) {
      const db = levelDb(block);
      const sounding = isLoud(db);
      const music = isMusic(block, db, sounding);
      const loud = sounding && !music;
      blocks += 1;
      if (!active) {
        recent = [...recent.slice(-prerollBlocks), { block, loud }];
        if (recent.slice(-onsetWindow).filter((one) => one.loud).length < onsetBlocks) return [];
        active = { startBlock: blocks - recent.length, quietMs: 0, musicFromMs: undefined };
        return [
          {
            kind: 'start',
            atMs: active.startBlock * blockMs,
            samples: joined(recent.map((one) => one.block)),
          },
        ];
      }
      active.quietMs = loud ? 0 : active.quietMs + blockMs;
      if (music) active.musicFromMs ??= blocks * blockMs - musicWindowMs;
      else if (loud) active.musicFromMs = undefined;
      const lengthMs = (blocks - active.startBlock) * blockMs;
      const speech: SegmentEvent = { kind: 'speech', samples: block };
      if (active.quietMs >= endMs) return [speech, stop(true)];
      if (lengthMs >= maxMs || (lengthMs >= longMs && active.quietMs >= longPauseMs))
        return [speech, stop(false)];
      return [speech];
    },
    flush: () => (active ? [stop(false)] : []),
    positionMs: () => blocks * blockMs,
  };
}
