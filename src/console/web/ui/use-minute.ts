import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;

/** The present, as milliseconds, to the minute: for ages that need not be exact. */
export const useMinute = () =>
  useSyncExternalStore(
    (listener) => {
      const timer = setInterval(listener, minuteMs / 4);
      return () => clearInterval(timer);
    },
    () => Math.floor(Date.now() / minuteMs) * minuteMs,
  );
