/** Runs `task` when the signal aborts, at once if it has; the returned function takes it back. */
export function onAbort(signal: AbortSignal, task: () => void): () => void {
  if (signal.aborted) {
    task();
    return () => undefined;
  }
  signal.addEventListener('abort', task);
  return () => signal.removeEventListener('abort', task);
}
