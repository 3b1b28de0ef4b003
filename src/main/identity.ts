import type { Database } from '../db/database.ts';
import { makeAuthenticator } from '../identity/authenticator.ts';
import { makeApiKeyDesk } from '../identity/key-desk.ts';
import type { Authenticator } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ApiKeyDesk } from '../kernel/identity.ts';

export interface Identity {
  authenticator: Authenticator;
  keys: ApiKeyDesk;
}

/** Who may: keys, people, organizations. */
export function composeIdentity(options: { db: Database; clock: Clock }): Identity {
  return { authenticator: makeAuthenticator(options), keys: makeApiKeyDesk(options) };
}
