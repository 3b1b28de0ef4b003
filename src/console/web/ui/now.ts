import { useEffect, useState } from 'react';

/** The time in milliseconds since 1970, told anew this often: for what counts on between two messages of the server. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
