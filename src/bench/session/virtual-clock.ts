import type { Clock } from '../../kernel/clock.ts';

/** A clock that jumps from timer to timer. Milliseconds since the call was placed. */
export interface VirtualClock extends Clock {
  /** When the next timer rings; Infinity where there is none. */
  nextAtMs(): number;
  /** Moves time to `atMs` and rings what is due by then in order, letting promises settle in between. */
  run(atMs: number): Promise<void>;
}

interface Entry {
  dueMs: number;
  order: number;
  ring: () => void;
}

export function makeVirtualClock(): VirtualClock {
  let nowMs = 0;
  let order = 0;
  /** A binary heap, the earliest first. */
  const heap: Entry[] = [];
  const cancelled = new Set<Entry>();

  const isBefore = (a: Entry, b: Entry) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
  const peek = (): Entry | undefined => {
    for (;;) {
      const first = heap[0];
      if (first === undefined || !cancelled.has(first)) return first;
      cancelled.delete(first);
      pop(heap, isBefore);
    }
  };

  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    nextAtMs: () => peek()?.dueMs ?? Infinity,
    after(delayMs, ring) {
      const entry: Entry = { dueMs: nowMs + Math.max(0, delayMs), order: (order += 1), ring };
      push(heap, entry, isBefore);
      let rung = false;
      entry.ring = () => {
        rung = true;
        ring();
      };
      return {
        cancel: () => {
          if (!rung) cancelled.add(entry);
        },
      };
    },
    async run(atMs) {
      for (;;) {
        await settled();
        const first = peek();
        if (first === undefined || first.dueMs > atMs) break;
        pop(heap, isBefore);
        nowMs = Math.max(nowMs, first.dueMs);
        first.ring();
      }
      nowMs = Math.max(nowMs, atMs);
    },
  };
}

/** Resolves when every promise that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function push(heap: Entry[], entry: Entry, isBefore: (a: Entry, b: Entry) => boolean): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(entry, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[], isBefore: (a: Entry, b: Entry) => boolean): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = heap[left + 1];
    const below = heap[left];
    if (below === undefined) break;
    const [child, index] = right !== undefined && isBefore(right, below) ? [right, left + 1] : [below, left];
    if (!isBefore(child, last)) break;
    heap[at] = child;
    at = index;
  }
  heap[at] = last;
}
