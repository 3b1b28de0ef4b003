import { useSyncExternalStore } from 'react';

/**
 * What is searched for. It may be a member id, which belongs in no address and no history: it is kept in this page's
 * memory, from the inbox to a review and back, and gone when the page is.
 */
let text = '';
const listeners = new Set<() => void>();

export function setSearchText(now: string): void {
  text = now.trim();
  for (const listener of listeners) listener();
}

export const useSearchText = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => text,
  );
