import type { Database, Tx } from '../db/database.ts';
import { scopesOfRole, scopesWithin, type Role, type SessionReader } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SignInLibrary } from './sign-in-library.ts';

export interface SessionReaderOptions {
  db: Database;
  library: SignInLibrary;
  clock: Clock;
  /** However much it is used, a session ends after so long. */
  longestMs: number;
  publicBaseUrl: string;
}

/** People's sessions, asked anew with each request: what was revoked or taken away counts at once. */
export function makeSessionReader(options: SessionReaderOptions): SessionReader {
  const { db, library, clock, longestMs, publicBaseUrl } = options;
  return {
    origins: [new URL(publicBaseUrl).origin],
    async read(cookie, by = 'person') {
      const { response, headers } = await library.api.getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: by === 'page' },
        returnHeaders: true,
      });
      if (response === null) return undefined;
      const { session, user } = response;
      return db.system(async (tx) => {
        if (session.createdAt.getTime() + longestMs <= clock.now()) {
          await tx.deleteFrom('auth.session').where('id', '=', session.id).execute();
          return undefined;
        }
        const place = await placeOf(tx, user.id, session.organizationId ?? null);
        if (place === undefined) return undefined;
        const hasSecondFactor = user.twoFactorEnabled === true;
        return {
          principal: {
            organizationId: place.organizationId,
            practiceIds: place.practiceIds,
            kind: 'user',
            actorId: user.id,
            scopes: scopesWithin(place.practiceIds, scopesOfRole[place.role]),
          },
          sessionId: session.id,
          role: place.role,
          person: { id: user.id, name: user.name, email: user.email, hasSecondFactor },
          lacksSecondFactor: place.demandsSecondFactor && !hasSecondFactor,
          cookies: headers.getSetCookie(),
        };
      });
    },
  };
}

interface Place {
  organizationId: string;
  role: Role;
  practiceIds: string[] | null;
  demandsSecondFactor: boolean;
}

/** The organization that was chosen, or else the first of those that the person belongs to. */
async function placeOf(tx: Tx, userId: string, chosen: string | null): Promise<Place | undefined> {
  const places = await tx
    .selectFrom('memberships')
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .select([
      'memberships.organization_id as organizationId',
      'memberships.role',
      'memberships.practice_ids as practiceIds',
      'organizations.require_second_factor as demandsSecondFactor',
    ])
    .where('memberships.user_id', '=', userId)
    .where('memberships.disabled_at', 'is', null)
    .orderBy('memberships.created_at')
    .orderBy('memberships.organization_id')
    .execute();
  return places.find((place) => place.organizationId === chosen) ?? places[0];
}
