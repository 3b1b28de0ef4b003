import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { makeAuditRoutes } from '../http/audit-routes.ts';
import { makeKeyRoutes } from '../http/key-routes.ts';
import type { Routes } from '../http/route.ts';
import { makeSessionRoutes } from '../http/session-routes.ts';
import { makeOwnRoutes } from '../http/user-own-routes.ts';
import { makeUserRoutes } from '../http/user-routes.ts';
import { makeAttempts } from '../identity/attempts.ts';
import { makeAuthenticator } from '../identity/authenticator.ts';
import { makeApiKeyDesk } from '../identity/key-desk.ts';
import { makeKeyReader } from '../identity/key-reader.ts';
import { makeLinkTaker } from '../identity/links.ts';
import { makePeopleDesk } from '../identity/people-desk.ts';
import { makeSessionReader } from '../identity/sessions.ts';
import { makeSignInLibrary } from '../identity/sign-in-library.ts';
import { makeSignIn } from '../identity/sign-in.ts';
import type { Authenticator } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ApiKeyDesk, AuditReader, PeopleDesk, SignInDesk } from '../kernel/identity.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AuditTrail } from '../kernel/phi.ts';

export interface IdentityOptions {
  db: Database;
  /** The address of the same database: sign-in keeps a few connections of its own. */
  databaseUrl: string;
  config: Pick<Config, 'encryptionKey' | 'publicBaseUrl' | 'session'>;
  audit: AuditTrail;
  clock: Clock;
  logger: Logger;
}

export interface Identity {
  authenticator: Authenticator;
  keys: ApiKeyDesk;
  people: PeopleDesk;
  signIn: SignInDesk;
  /** Where pages may stand that use sessions. */
  origins: readonly string[];
  close(): Promise<void>;
}

/** Who may: keys, people, organizations. */
export function composeIdentity(options: IdentityOptions): Identity {
  const { db, databaseUrl, config, audit, clock, logger } = options;
  const { publicBaseUrl, encryptionKey: masterKey } = config;
  const { idleMs, longestMs } = config.session;
  const library = makeSignInLibrary({ databaseUrl, masterKey, publicBaseUrl, idleMs, logger });
  const keyReader = makeKeyReader({ databaseUrl, logger });
  const attempts = makeAttempts({ db, clock, masterKey });
  const sessions = makeSessionReader({ db, library, clock, longestMs, publicBaseUrl });
  return {
    authenticator: { ...makeAuthenticator({ db: keyReader, clock }), sessions },
    keys: makeApiKeyDesk({ db, clock }),
    people: makePeopleDesk({ db, library, clock, publicBaseUrl }),
    signIn: {
      ...makeSignIn({ db, library, sessions, attempts, audit, logger }),
      ...makeLinkTaker({ db, library, attempts, audit, clock }),
    },
    origins: sessions.origins,
    async close() {
      await library.close();
      await keyReader.close();
    },
  };
}

export interface IdentityPorts {
  identity: Pick<Identity, 'keys' | 'people' | 'signIn' | 'origins'>;
  reader: AuditReader;
  audit: AuditTrail;
}

/** Keys, people, sign-in and the audit, as routes. */
export function makeIdentityRoutes({ identity, reader, audit }: IdentityPorts): readonly Routes[] {
  const { keys, people, signIn, origins } = identity;
  return [
    makeSessionRoutes({ desk: signIn, origins }),
    makeOwnRoutes({ people, keys, audit }),
    makeUserRoutes({ people, audit }),
    makeKeyRoutes({ desk: keys, audit }),
    makeAuditRoutes({ reader, audit }),
  ];
}
