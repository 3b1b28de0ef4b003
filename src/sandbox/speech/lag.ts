/** How late something is, sample by sample, in milliseconds. */
export interface Lag {
  samples: number;
  medianMs: number;
  p95Ms: number;
  maxMs: number;
}

export interface LagMeter {
  note(ms: number): void;
  report(): Lag;
}

/** Hours of a sample a second. */
const mostKept = 20_000;

export function makeLagMeter(): LagMeter {
  let kept: number[] = [];
  return {
    note(ms) {
      kept.push(ms);
      if (kept.length > mostKept) kept = kept.slice(mostKept / 2);
    },
    report() {
      const sorted = [...kept].sort((a, b) => a - b);
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      return { samples: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), maxMs: sorted.at(-1) ?? 0 };
    },
  };
}
