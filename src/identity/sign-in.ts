import type { Database } from '../db/database.ts';
import type { SessionReader, SignedIn } from '../kernel/access.ts';
import { describeError, ProblemError } from '../kernel/errors.ts';
import type { SignInDesk, Visit } from '../kernel/identity.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { tooMany, type Attempt, type Attempts } from './attempts.ts';
import { askLibrary, type LibraryAnswer } from './library-call.ts';
import type { SignInLibrary } from './sign-in-library.ts';

export interface SignInOptions {
  db: Database;
  library: SignInLibrary;
  sessions: SessionReader;
  attempts: Attempts;
  audit: AuditTrail;
  logger: Logger;
}

type Session = Omit<SignInDesk, 'acceptInvitation' | 'setPassword'>;

const notRight = () =>
  new ProblemError('unauthorized', 401, 'The e-mail address or the password is not right.');
const wrongCode = () =>
  new ProblemError('unauthorized', 401, 'The code is not right, or it took too long: sign in again.');
const wrongPassword = () =>
  new ProblemError('invalid_request', 400, 'The password is not right.', [
    { pointer: '/password', detail: 'must be your present password' },
  ]);

/** Sessions of people, by the library's rules, with our limits before and our record behind each step. */
export function makeSignIn({ db, library, sessions, attempts, audit, logger }: SignInOptions): Session {
  const headersOf = (visit: Visit) =>
    new Headers({ cookie: visit.cookie, 'user-agent': visit.userAgent ?? '' });

  /** In every organization that the person belongs to: an account is the same in all of them. */
  async function note(visit: Visit, userId: string, actor: string, action: string): Promise<boolean> {
    const places = await db.system((tx) =>
      tx
        .selectFrom('memberships')
        .select('organization_id')
        .where('user_id', '=', userId)
        .where('disabled_at', 'is', null)
        .execute(),
    );
    for (const { organization_id: organizationId } of places)
      await audit.record({
        organizationId,
        actor,
        action,
        subject: userId,
        requestId: visit.requestId,
        address: visit.address,
      });
    return places.length > 0;
  }

  async function personOf(visit: Visit): Promise<SignedIn> {
    const signedIn = await sessions.read(visit.cookie);
    if (signedIn === undefined) throw new ProblemError('unauthorized', 401, 'Sign in first.');
    return signedIn;
  }

  /** One try that counts against account and address, and is on record where it fails. */
  async function tried<Response>(
    visit: Visit,
    attempt: Attempt,
    userId: string | undefined,
    action: string,
    call: () => Promise<{ headers: Headers; response: Response }>,
    refusal: () => ProblemError,
  ): Promise<Extract<LibraryAnswer<Response>, { kind: 'done' }>> {
    await attempts.begin(attempt);
    const answer = await askLibrary(call());
    if (answer.kind === 'done') {
      await attempts.succeeded(attempt);
      return answer;
    }
    // Not waited for: how long a refusal takes must not tell whether there is such an account.
    if (userId !== undefined)
      note(visit, userId, 'unknown', `${action}.refused`).catch((error: unknown) =>
        logger.error(describeError(error), 'refused sign-in not recorded'),
      );
    throw answer.kind === 'too_many' ? tooMany() : refusal();
  }

  /** A step that the signed-in person confirms by the password. */
  async function confirmed<Response>(
    visit: Visit,
    action: string,
    call: () => Promise<{ headers: Headers; response: Response }>,
    refusal: () => ProblemError = wrongPassword,
  ): Promise<{ response: Response; cookies: readonly string[] }> {
    const { person } = await personOf(visit);
    const attempt = { account: person.id, address: visit.address };
    const answer = await tried(visit, attempt, person.id, action, call, refusal);
    await note(visit, person.id, person.id, action);
    return answer;
  }

  async function endSession(token: string | undefined): Promise<void> {
    if (token !== undefined) await (await library.$context).internalAdapter.deleteSession(token);
  }

  /** A session was made: it is on record, or it is none. Somebody whom no organization has any more is nobody here. */
  async function begin(visit: Visit, userId: string, token: string | undefined): Promise<void> {
    if (!(await note(visit, userId, userId, 'session.begin'))) {
      await endSession(token);
      throw notRight();
    }
    await tidy();
  }

  /** What has run out is removed now and then: each time that somebody comes in. */
  async function tidy(): Promise<void> {
    const { adapter } = await library.$context;
    const where = [{ field: 'expiresAt', operator: 'lt' as const, value: new Date() }];
    await adapter.deleteMany({ model: 'session', where });
    await adapter.deleteMany({ model: 'verification', where });
    await attempts.tidy();
  }

  return {
    async signIn(visit, given) {
      const attempt = { account: given.email, address: visit.address };
      const userId = await idOf(db, given.email);
      const { response, cookies } = await tried(
        visit,
        attempt,
        userId,
        'session.begin',
        () => library.api.signInEmail({ body: given, headers: headersOf(visit), returnHeaders: true }),
        notRight,
      );
      if ('twoFactorRedirect' in response) return { cookies, secondFactorNeeded: true };
      await begin(visit, response.user.id, response.token);
      return { cookies, secondFactorNeeded: false };
    },

    async giveSecondFactor(visit, given) {
      const headers = headersOf(visit);
      const answer = await tried(
        visit,
        { address: visit.address },
        await challengedPerson(library, visit.cookie),
        'session.begin',
        () =>
          'code' in given
            ? library.api.verifyTOTP({ body: { code: given.code }, headers, returnHeaders: true })
            : library.api.verifyBackupCode({
                body: { code: given.backupCode },
                headers,
                returnHeaders: true,
              }),
        wrongCode,
      );
      const { token, user } = answer.response;
      // A code that somebody read over the shoulder is good for nothing any more.
      if ('code' in given && !(await attempts.isFirstUse(user.id, given.code))) {
        await endSession(token);
        throw wrongCode();
      }
      await begin(visit, user.id, token);
      return { cookies: answer.cookies };
    },

    async signOut(visit) {
      const signedIn = await sessions.read(visit.cookie);
      const answer = await askLibrary(
        library.api.signOut({ headers: headersOf(visit), returnHeaders: true }),
      );
      if (signedIn !== undefined) await note(visit, signedIn.person.id, signedIn.person.id, 'session.end');
      return { cookies: answer.kind === 'done' ? answer.cookies : [] };
    },

    async changePassword(visit, given) {
      const body = { ...given, revokeOtherSessions: true };
      const { cookies } = await confirmed(
        visit,
        'password.change',
        () => library.api.changePassword({ body, headers: headersOf(visit), returnHeaders: true }),
        () =>
          new ProblemError('invalid_request', 400, 'The password is not right.', [
            { pointer: '/currentPassword', detail: 'must be your present password' },
          ]),
      );
      return { cookies };
    },

    async beginSecondFactor(visit, given) {
      const { response, cookies } = await confirmed(visit, 'second_factor.begin', () =>
        library.api.enableTwoFactor({
          body: { ...given, method: 'totp' },
          headers: headersOf(visit),
          returnHeaders: true,
        }),
      );
      if (response.method !== 'totp') throw new Error('The library answered with another second factor.');
      return { cookies, totpUri: response.totpURI, backupCodes: response.backupCodes };
    },

    async confirmSecondFactor(visit, given) {
      const { cookies } = await confirmed(
        visit,
        'second_factor.confirm',
        () => library.api.verifyTOTP({ body: given, headers: headersOf(visit), returnHeaders: true }),
        () =>
          new ProblemError('invalid_request', 400, 'The code is not right.', [
            { pointer: '/code', detail: 'must be the code that the app shows at this moment' },
          ]),
      );
      return { cookies };
    },

    async endSecondFactor(visit, given) {
      const { cookies } = await confirmed(visit, 'second_factor.end', () =>
        library.api.disableTwoFactor({ body: given, headers: headersOf(visit), returnHeaders: true }),
      );
      return { cookies };
    },

    async newBackupCodes(visit, given) {
      const { response, cookies } = await confirmed(visit, 'second_factor.codes', () =>
        library.api.generateBackupCodes({ body: given, headers: headersOf(visit), returnHeaders: true }),
      );
      return { cookies, backupCodes: response.backupCodes };
    },
  };
}

async function idOf(db: Database, email: string): Promise<string | undefined> {
  const row = await db.system((tx) =>
    tx.selectFrom('auth.user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst(),
  );
  return row?.id;
}

/** Whose password was right a moment ago: for the record of a wrong code, and for nothing else. */
async function challengedPerson(library: SignInLibrary, cookie: string): Promise<string | undefined> {
  const challenge = /(?:^|;\s*)[^=;]*\.two_factor=([^;.]+)/.exec(cookie)?.[1];
  if (challenge === undefined) return undefined;
  const { internalAdapter } = await library.$context;
  return (await internalAdapter.findVerificationValue(decodeURIComponent(challenge)))?.value;
}
