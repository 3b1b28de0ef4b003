const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before each attempt, the first at once: the table that the Standard Webhooks specification suggests. */
const waitsMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Receivers that fail together should not be asked again together. */
const jitter = 0.1;

/** No receiver may put a retry off for longer than the table's longest wait. */
const longestWaitMs = 24 * hour;

/**
 * Milliseconds until the next attempt after `made` attempts failed; undefined where the table has ended. `random` is
 * in [0, 1). A receiver's Retry-After can lengthen the wait, never shorten it.
 */
export function waitAfter(
  made: number,
  random: number,
  retryAfterMs: number | undefined,
): number | undefined {
  const wait = waitsMs[made];
  if (wait === undefined) return undefined;
  const spread = Math.round(wait * (1 + jitter * random));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, longestWaitMs));
}

/** Milliseconds that a Retry-After header asks for, in seconds or as an HTTP date; undefined where it makes no sense. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * second;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) || !/[a-z]{3}/i.test(text) ? undefined : Math.max(0, atMs - nowMs);
}
