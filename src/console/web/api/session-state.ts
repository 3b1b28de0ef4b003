/**
 * Whether this page has a session, as far as it knows: one place that the client, the streams and the frame agree on.
 * Nothing is asked of the API while there is none.
 */
let goesOn = true;
const listeners = new Set<() => void>();

export const sessionGoesOn = () => goesOn;

/** Told by whoever was refused for want of a session. */
export const sessionEnded = () => change(false);

/** Told after signing in. */
export const sessionBegun = () => change(true);

function change(now: boolean): void {
  if (goesOn === now) return;
  goesOn = now;
  for (const listener of listeners) listener();
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
