import { createHmac, hkdfSync } from 'node:crypto';
import type { SearchHash } from '../kernel/search-key.ts';

/** Two identifiers of an organization that differ are told apart; a row of the index stays short. */
const hashBytes = 16;
/** Shorter ones are found everywhere and are no identifiers. */
const fewestCharacters = 4;

/**
 * Identifiers are sealed, so they are found by a keyed hash: whoever has the database alone can neither read them nor try
 * them out. The key is derived from the master key.
 */
export function makeSearchHash(masterKey: Uint8Array): SearchHash {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'holdfast search keys', 32));
  return (organizationId, identifier) => {
    const plain = identifier.toUpperCase().replace(/[^A-Z0-9]/g, '');
    if (plain.length < fewestCharacters) return undefined;
    return createHmac('sha256', key).update(`${organizationId}\0${plain}`).digest().subarray(0, hashBytes);
  };
}
