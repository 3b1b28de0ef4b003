import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import type { HandedLink } from '../kernel/identity.ts';
import { writeLink } from './links.ts';

/** What whoever runs the server does by a command, before and beside the API. Refusals are Errors for that person. */
export interface IdentityCommands {
  newOrganization(name: string): Promise<{ organizationId: string }>;
  /** An organization by id or by name; without either, the only one that there is. */
  findOrganization(idOrName: string | undefined): Promise<{ id: string; name: string }>;
  inviteOwner(organizationId: string, email: string): Promise<HandedLink>;
  /** A link by which a person sets a new password, also one who belongs to several organizations. */
  passwordLink(email: string): Promise<HandedLink>;
}

export function makeIdentityCommands(options: {
  db: Database;
  clock: Clock;
  publicBaseUrl: string;
}): IdentityCommands {
  const { db, clock, publicBaseUrl } = options;
  const by = (organizationId: string) => ({ organizationId, madeBy: null, clock, publicBaseUrl });

  return {
    newOrganization: (name) =>
      db.system(async (tx) => {
        const organizationId = makeId('org');
        await tx.insertInto('organizations').values({ id: organizationId, name }).execute();
        return { organizationId };
      }),

    findOrganization: (idOrName) =>
      db.system(async (tx) => {
        const all = await tx
          .selectFrom('organizations')
          .select(['id', 'name'])
          .orderBy('created_at')
          .execute();
        const found =
          idOrName === undefined ? all : all.filter((each) => each.id === idOrName || each.name === idOrName);
        const [one, ...others] = found;
        if (one === undefined)
          throw new Error('There is no such organization; make one with --new-organization.');
        if (others.length > 0)
          throw new Error(`Name one by its id: ${found.map((each) => each.id).join(', ')}.`);
        return one;
      }),

    inviteOwner(organizationId, email) {
      if (!z.email().safeParse(email).success) throw new Error('That is no e-mail address.');
      const target = { purpose: 'invitation', email, role: 'owner', practiceIds: null } as const;
      return db.system((tx) => writeLink(tx, target, by(organizationId)));
    },

    passwordLink: (email) =>
      db.system(async (tx) => {
        const person = await tx
          .selectFrom('memberships')
          .innerJoin('auth.user', 'auth.user.id', 'memberships.user_id')
          .select(['memberships.organization_id', 'memberships.user_id'])
          .where('auth.user.email', '=', email.toLowerCase())
          .executeTakeFirst();
        if (person === undefined) throw new Error('Nobody signs in with this address.');
        return writeLink(tx, { purpose: 'password', userId: person.user_id }, by(person.organization_id));
      }),
  };
}
