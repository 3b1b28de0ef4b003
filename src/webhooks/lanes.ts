import type { AttemptResult } from './attempt.ts';

/** Attempts that one receiver gets at once. */
const mostOfLane = 4;

/** Attempts of one node at once: a slow receiver holds its own few for 20 s, and leaves the rest to others. */
const mostOfNode = 128;

/** However long a receiver asks to be left alone, this node looks again after an hour. */
const longestPauseMs = 3_600_000;

interface Lane {
  inFlight: number;
  limit: number;
  pausedUntilMs: number;
}

export interface Lanes {
  /** How many more attempts this receiver may get now. */
  roomOf(name: string, nowMs: number): number;
  begin(name: string): void;
  /** Takes note of what came back; tells which receivers were short of room on this node and may try again. */
  end(name: string, result: AttemptResult | undefined, nowMs: number): readonly string[];
}

/** Who is being asked how much. A receiver that struggles is asked one thing at a time until it answers well. */
export function makeLanes(): Lanes {
  const lanes = new Map<string, Lane>();
  const hungry = new Set<string>();
  let inFlight = 0;

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { inFlight: 0, limit: mostOfLane, pausedUntilMs: 0 };
    lanes.set(name, lane);
    return lane;
  }

  return {
    roomOf(name, nowMs) {
      const lane = laneOf(name);
      if (nowMs < lane.pausedUntilMs) return 0;
      const own = lane.limit - lane.inFlight;
      const shared = mostOfNode - inFlight;
      if (own > 0 && shared <= 0) hungry.add(name);
      return Math.max(0, Math.min(own, shared));
    },
    begin(name) {
      laneOf(name).inFlight++;
      inFlight++;
    },
    end(name, result, nowMs) {
      const lane = laneOf(name);
      lane.inFlight--;
      inFlight--;
      if (result?.kind === 'delivered') lane.limit = Math.min(lane.limit + 1, mostOfLane);
      else if (result !== undefined && isStruggling(result)) lane.limit = 1;
      const pauseMs = result?.kind === 'refused' ? pauseAskedBy(result) : 0;
      if (pauseMs > 0) lane.pausedUntilMs = nowMs + pauseMs;
      const waiting = [...hungry];
      hungry.clear();
      const quiet = lane.inFlight === 0 && lane.limit === mostOfLane && lane.pausedUntilMs <= nowMs;
      if (quiet) lanes.delete(name);
      return waiting;
    },
  };
}

function isStruggling(result: AttemptResult): boolean {
  if (result.kind === 'unreachable') return result.reason === 'timeout';
  return result.kind === 'refused' && [429, 502, 503, 504].includes(result.status);
}

/** Who says when to come back to everybody (429, 503) is left alone by everything meanwhile. */
function pauseAskedBy(result: { status: number; retryAfterMs: number | undefined }): number {
  if (result.status !== 429 && result.status !== 503) return 0;
  return Math.min(result.retryAfterMs ?? 0, longestPauseMs);
}
