import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import type { Role } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { HandedLink, SignInDesk, Visit } from '../kernel/identity.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { hashOfKey, randomText } from './api-keys.ts';
import type { Attempts } from './attempts.ts';
import type { SignInLibrary } from './sign-in-library.ts';

/** An invitation may wait in somebody's mail over a holiday; a new password is set while people talk. */
const invitationMs = 7 * 24 * 3_600_000;
const passwordMs = 24 * 3_600_000;
const secretLength = 43;

/** Where the page that takes the link stands. The secret is in the fragment, which browsers send to nobody. */
const pages = { invitation: '/console/join', password: '/console/new-password' } as const;

type Purpose = keyof typeof pages;

export type LinkTarget =
  | { purpose: 'invitation'; email: string; role: Role; practiceIds: readonly string[] | null }
  | { purpose: 'password'; userId: string };

/** Writes a link inside a transaction of the organization. */
export async function writeLink(
  tx: Tx,
  target: LinkTarget,
  by: { organizationId: string; madeBy: string | null; clock: Clock; publicBaseUrl: string },
): Promise<HandedLink> {
  const secret = randomText(secretLength);
  const id = makeId('link');
  const now = by.clock.now();
  const expiresAt = new Date(now + (target.purpose === 'invitation' ? invitationMs : passwordMs));
  await tx
    .insertInto('sign_in_links')
    .values({
      id,
      organization_id: by.organizationId,
      purpose: target.purpose,
      secret_hash: hashOfKey(secret),
      ...(target.purpose === 'invitation'
        ? {
            email: target.email.toLowerCase(),
            role: target.role,
            practice_ids: target.practiceIds === null ? null : [...target.practiceIds],
          }
        : { user_id: target.userId }),
      made_by: by.madeBy,
      created_at: new Date(now),
      expires_at: expiresAt,
    })
    .execute();
  return {
    id,
    link: `${by.publicBaseUrl}${pages[target.purpose]}#${secret}`,
    expiresAt: expiresAt.toISOString(),
  };
}

export interface LinkTakerOptions {
  db: Database;
  library: SignInLibrary;
  attempts: Attempts;
  audit: AuditTrail;
  clock: Clock;
}

const gone = () =>
  new ProblemError('not_found', 404, 'This link is not good any more. Ask for another.', [
    { pointer: '/token', detail: 'is used, expired or unknown' },
  ]);

/** What happens where a link is opened. */
export function makeLinkTaker(
  options: LinkTakerOptions,
): Pick<SignInDesk, 'acceptInvitation' | 'setPassword'> {
  const { db, library, attempts, audit, clock } = options;

  /** Looks without using: what follows may yet be refused. Tries count by address. */
  async function find(visit: Visit, token: string, purpose: Purpose): Promise<LinkRow> {
    await attempts.begin({ address: visit.address });
    const row = await db.system((tx) => unused(tx, token, purpose, clock));
    if (row === undefined) throw gone();
    await attempts.succeeded({ address: visit.address });
    return row;
  }

  /** Marks it used and does the rest in the same transaction: of two at once, one finds it gone. */
  const use = (token: string, purpose: Purpose, work: (tx: Tx, row: LinkRow) => Promise<void>) =>
    db.system(async (tx) => {
      const row = await unused(tx, token, purpose, clock, 'update');
      if (row === undefined) throw gone();
      await tx
        .updateTable('sign_in_links')
        .set({ used_at: new Date(clock.now()) })
        .where('id', '=', row.id)
        .execute();
      await work(tx, row);
    });

  return {
    async acceptInvitation(visit, { token, name, password }) {
      const { email, role } = await find(visit, token, 'invitation');
      if (email === null || role === null) throw gone();
      const userId = await accountOf({ visit, email, name, password });
      let organizationId = '';
      await use(token, 'invitation', async (tx, row) => {
        organizationId = row.organization_id;
        await tx
          .insertInto('memberships')
          .values({
            organization_id: row.organization_id,
            user_id: userId,
            role,
            practice_ids: row.practice_ids,
            created_at: new Date(clock.now()),
          })
          .onConflict((conflict) =>
            // An owner stays one: an old invitation must not take away the last.
            conflict
              .columns(['organization_id', 'user_id'])
              .doUpdateSet({ role, practice_ids: row.practice_ids, disabled_at: null })
              .where('memberships.role', '<>', 'owner'),
          )
          .execute();
      });
      await audit.record(entry(visit, organizationId, userId, 'user.join'));
      return { email };
    },

    async setPassword(visit, { token, password }) {
      await find(visit, token, 'password');
      const { password: hashing, internalAdapter } = await library.$context;
      const hash = await hashing.hash(password);
      await use(token, 'password', async (_tx, row) => {
        if (row.user_id === null) throw gone();
        await internalAdapter.updatePassword(row.user_id, hash);
        await internalAdapter.deleteUserSessions(row.user_id);
        await audit.record(entry(visit, row.organization_id, row.user_id, 'password.set'));
      });
    },
  };

  /** A new account, or the one that has this address, if the password is its own. */
  async function accountOf(given: {
    visit: Visit;
    email: string;
    name: string;
    password: string;
  }): Promise<string> {
    const { visit, email, name, password } = given;
    const { password: hashing, internalAdapter } = await library.$context;
    const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const own = known?.accounts.find((account) => account.providerId === 'credential')?.password;
    if (known !== null && own !== undefined && own !== null) {
      const attempt = { account: email, address: visit.address };
      await attempts.begin(attempt);
      if (!(await hashing.verify({ hash: own, password })))
        throw new ProblemError('invalid_request', 400, 'There is an account with this address already.', [
          { pointer: '/password', detail: 'must be the password of your account' },
        ]);
      await attempts.succeeded(attempt);
      return known.user.id;
    }
    const user =
      known?.user ??
      (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email-password' }));
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await hashing.hash(password),
    });
    return user.id;
  }
}

type LinkRow = Selectable<Tables['sign_in_links']>;

function unused(
  tx: Tx,
  token: string,
  purpose: Purpose,
  clock: Clock,
  lock?: 'update',
): Promise<LinkRow | undefined> {
  return tx
    .selectFrom('sign_in_links')
    .selectAll()
    .where('secret_hash', '=', hashOfKey(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(clock.now()))
    .$if(lock === 'update', (query) => query.forUpdate())
    .executeTakeFirst();
}

function entry(visit: Visit, organizationId: string, userId: string, action: string) {
  return {
    organizationId,
    actor: userId,
    action,
    subject: userId,
    requestId: visit.requestId,
    address: visit.address,
  };
}
