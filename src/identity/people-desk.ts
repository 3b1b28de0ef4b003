import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import { scopesOfRole, type Principal, type Role } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { MemberView, OrganizationView, PeopleDesk } from '../kernel/identity.ts';
import { idOfCursor, pageOfRows } from './cursor.ts';
import { writeLink } from './links.ts';
import type { SignInLibrary } from './sign-in-library.ts';

export interface PeopleDeskOptions {
  db: Database;
  library: SignInLibrary;
  clock: Clock;
  publicBaseUrl: string;
}

/** People and their organization, inside the asker's own. */
export function makePeopleDesk(options: PeopleDeskOptions): PeopleDesk {
  const { db, library, clock, publicBaseUrl } = options;

  /** In the asker's organization; what belongs to the account itself follows under the system's role. */
  async function isOurs(principal: Principal, userId: string): Promise<boolean> {
    return (await memberFor(principal, userId)) !== undefined;
  }

  async function memberFor(principal: Principal, userId: string): Promise<MemberView | undefined> {
    return db.tenant(principal, async (tx) => {
      const row = await memberOf(tx, userId);
      return row && viewOf(row);
    });
  }

  /** Whoever sets a password or takes a second factor off could become that person: never one with more rights. */
  async function isOursToOpen(principal: Principal, userId: string): Promise<boolean> {
    const member = await memberFor(principal, userId);
    if (member === undefined) return false;
    demandReach(principal, member.role);
    await demandOnlyOurs(principal, userId);
    return true;
  }

  async function demandOnlyOurs(principal: Principal, userId: string): Promise<void> {
    const elsewhere = await db.system((tx) =>
      tx
        .selectFrom('memberships')
        .select('organization_id')
        .where('user_id', '=', userId)
        .where('organization_id', '<>', principal.organizationId)
        .executeTakeFirst(),
    );
    if (elsewhere !== undefined)
      throw new ProblemError(
        'conflict',
        409,
        'This account is also used elsewhere: whoever runs the server does this with a command.',
      );
  }

  return {
    list: (principal, { limit, cursor }) =>
      db.tenant(principal, async (tx) => {
        const after = idOfCursor(cursor);
        const rows = await members(tx)
          .$if(after !== undefined, (query) => query.where('memberships.user_id', '<', after ?? ''))
          .orderBy('memberships.user_id', 'desc')
          .limit(limit + 1)
          .execute();
        const { data, nextCursor } = pageOfRows(
          rows.map((row) => ({ ...row, id: row.user_id })),
          limit,
        );
        return { data: data.map(viewOf), nextCursor };
      }),

    get: memberFor,

    invite: (principal, wanted) =>
      db.tenant(principal, async (tx) => {
        demandReach(principal, wanted.role);
        await demandPractices(tx, wanted.role, wanted.practiceIds);
        return writeLink(
          tx,
          { purpose: 'invitation', ...wanted },
          { organizationId: principal.organizationId, madeBy: principal.actorId, clock, publicBaseUrl },
        );
      }),

    change: (principal, userId, changes) =>
      db.tenant(principal, async (tx) => {
        // Whoever changes an owner waits for whoever else does: two at once must not remove the last two.
        await tx
          .selectFrom('memberships')
          .select('user_id')
          .where('role', '=', 'owner')
          .orderBy('user_id')
          .forUpdate()
          .execute();
        const row = await memberOf(tx, userId);
        if (row === undefined) return undefined;
        const role = changes.role ?? row.role;
        demandReach(principal, row.role);
        demandReach(principal, role);
        const practiceIds = changes.practiceIds === undefined ? row.practice_ids : changes.practiceIds;
        await demandPractices(tx, role, practiceIds);
        const disabled = changes.disabled ?? row.disabled_at !== null;
        if (role !== 'owner' || disabled) await demandAnotherOwner(tx, userId);
        await tx
          .updateTable('memberships')
          .set({
            role,
            practice_ids: practiceIds === null ? null : [...practiceIds],
            disabled_at: disabled ? (row.disabled_at ?? new Date(clock.now())) : null,
          })
          .where('user_id', '=', userId)
          .execute();
        const changed = await memberOf(tx, userId);
        return changed && viewOf(changed);
      }),

    async linkForPassword(principal, userId) {
      if (!(await isOursToOpen(principal, userId))) return undefined;
      return db.tenant(principal, (tx) =>
        writeLink(
          tx,
          { purpose: 'password', userId },
          { organizationId: principal.organizationId, madeBy: principal.actorId, clock, publicBaseUrl },
        ),
      );
    },

    async removeSecondFactor(principal, userId) {
      if (!(await isOursToOpen(principal, userId))) return undefined;
      await withoutSecondFactor(library, userId);
      return memberFor(principal, userId);
    },

    async sessionsOf(principal, userId, current) {
      if (!(await isOurs(principal, userId))) return undefined;
      const rows = await db.system((tx) =>
        tx
          .selectFrom('auth.session')
          .select(['id', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'])
          .where('userId', '=', userId)
          .where('expiresAt', '>', new Date(clock.now()))
          .orderBy('createdAt', 'desc')
          .execute(),
      );
      return rows.map((row) => ({
        id: row.id,
        userAgent: row.userAgent === '' ? null : row.userAgent,
        startedAt: row.createdAt.toISOString(),
        lastSeenAt: row.updatedAt.toISOString(),
        endsAt: row.expiresAt.toISOString(),
        current: row.id === current,
      }));
    },

    async endSessions(principal, userId, sessionId) {
      if (!(await isOurs(principal, userId))) return undefined;
      const ended = await db.system((tx) =>
        tx
          .deleteFrom('auth.session')
          .where('userId', '=', userId)
          .$if(sessionId !== null, (query) => query.where('id', '=', sessionId ?? ''))
          .returning('id')
          .execute(),
      );
      return ended.length;
    },

    organization: (principal) => db.tenant(principal, organizationOf),

    changeOrganization: (principal, changes) =>
      db.tenant(principal, async (tx) => {
        const before = await organizationOf(tx);
        await tx
          .updateTable('organizations')
          .set({
            name: changes.name ?? before.name,
            time_zone: changes.timeZone ?? before.timeZone,
            require_second_factor: changes.requireSecondFactor ?? before.requireSecondFactor,
          })
          .where('id', '=', before.id)
          .execute();
        return organizationOf(tx);
      }),

    organizationsOf: (userId) => db.system((tx) => placesOf(tx, userId)),

    chooseOrganization: (userId, sessionId, organizationId) =>
      db.system(async (tx) => {
        const places = await placesOf(tx, userId);
        if (!places.some((place) => place.id === organizationId)) return false;
        await tx
          .updateTable('auth.session')
          .set({ organizationId })
          .where('id', '=', sessionId)
          .where('userId', '=', userId)
          .execute();
        return true;
      }),
  };
}

/** Nobody gives a role, or touches somebody in a role, that may more than they do. */
function demandReach(principal: Principal, role: Role): void {
  if (!scopesOfRole[role].every((scope) => principal.scopes.includes(scope)))
    throw new ProblemError('forbidden', 403, `The role ${role} reaches further than you do.`);
}

/** Takes the second factor off an account, and ends its sessions. */
async function withoutSecondFactor(library: SignInLibrary, userId: string): Promise<void> {
  const { adapter, internalAdapter } = await library.$context;
  await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: userId }] });
  await internalAdapter.updateUser(userId, { twoFactorEnabled: false });
  await internalAdapter.deleteUserSessions(userId);
}

function placesOf(tx: Tx, userId: string) {
  return tx
    .selectFrom('memberships')
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .select(['organizations.id', 'organizations.name', 'memberships.role'])
    .where('memberships.user_id', '=', userId)
    .where('memberships.disabled_at', 'is', null)
    .orderBy('memberships.created_at')
    .execute();
}

function members(tx: Tx) {
  return tx
    .selectFrom('memberships')
    .innerJoin('auth.user', 'auth.user.id', 'memberships.user_id')
    .select([
      'memberships.user_id',
      'memberships.role',
      'memberships.practice_ids',
      'memberships.created_at',
      'memberships.disabled_at',
      'auth.user.name',
      'auth.user.email',
      'auth.user.twoFactorEnabled',
    ]);
}

type MemberRow = Pick<
  Selectable<Tables['memberships']>,
  'user_id' | 'role' | 'practice_ids' | 'created_at' | 'disabled_at'
> &
  Pick<Selectable<Tables['auth.user']>, 'name' | 'email' | 'twoFactorEnabled'>;

function memberOf(tx: Tx, userId: string): Promise<MemberRow | undefined> {
  return members(tx).where('memberships.user_id', '=', userId).executeTakeFirst();
}

async function demandPractices(tx: Tx, role: Role, practiceIds: readonly string[] | null): Promise<void> {
  if (practiceIds === null) return;
  if (role === 'owner')
    throw new ProblemError('invalid_request', 400, 'An owner is not limited to practices.', [
      { pointer: '/practiceIds', detail: 'must be null for an owner' },
    ]);
  const found = await tx
    .selectFrom('practices')
    .select('id')
    .where('id', 'in', [...practiceIds])
    .execute();
  const known = new Set(found.map((row) => row.id));
  const problems = practiceIds.flatMap((id, place) =>
    known.has(id) ? [] : [{ pointer: `/practiceIds/${place}`, detail: 'is no practice of yours' }],
  );
  if (problems.length > 0)
    throw new ProblemError('invalid_request', 400, 'There is no such practice.', problems);
}

async function demandAnotherOwner(tx: Tx, userId: string): Promise<void> {
  const other = await tx
    .selectFrom('memberships')
    .select('user_id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .where('user_id', '<>', userId)
    .executeTakeFirst();
  if (other !== undefined) return;
  const last = await tx
    .selectFrom('memberships')
    .select('user_id')
    .where('role', '=', 'owner')
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (last !== undefined)
    throw new ProblemError('conflict', 409, 'This is the last owner: make somebody else an owner first.');
}

async function organizationOf(tx: Tx): Promise<OrganizationView> {
  const row = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'time_zone', 'require_second_factor'])
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    requireSecondFactor: row.require_second_factor,
  };
}

function viewOf(row: MemberRow): MemberView {
  return {
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    practiceIds: row.practice_ids,
    hasSecondFactor: row.twoFactorEnabled === true,
    joinedAt: row.created_at.toISOString(),
    disabledAt: row.disabled_at?.toISOString() ?? null,
  };
}
