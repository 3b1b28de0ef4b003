import { useState } from 'react';

/**
 * The secret of a link that was handed over: what stands behind # in the address. It is taken out of the address at
 * once, so that it stays in no history. Empty where the link has none.
 */
export function useLinkToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
