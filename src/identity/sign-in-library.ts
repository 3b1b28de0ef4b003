import { hkdfSync } from 'node:crypto';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { Pool } from 'pg';
import type { Logger } from '../kernel/logger.ts';
import { makeId } from '../kernel/ids.ts';
import { randomText } from './api-keys.ts';

/** Shortest and longest password: length is what makes one strong, and hashing a book would keep the server busy. */
const passwordLength = { least: 12, most: 128 } as const;

/** Sign-ins are rare beside the rest of the work. */
const poolSize = 4;

export interface SignInLibraryOptions {
  /** A postgres:// address; the library's tables are in the schema `auth` there. */
  databaseUrl: string;
  /** 32 bytes, from which the secret that signs cookies and seals second factors is derived. */
  masterKey: Uint8Array;
  /** Where browsers reach us; over https cookies are marked Secure. */
  publicBaseUrl: string;
  /** A session that is not used for so long ends. */
  idleMs: number;
  logger: Logger;
}

/** What the library may do here. Routes of its own are not served: ours call those few that we want. */
export function signInOptions(options: Omit<SignInLibraryOptions, 'logger' | 'databaseUrl'>, pool: Pool) {
  const secret = hkdfSync('sha256', options.masterKey, new Uint8Array(), 'holdfast sign-in', 32);
  return {
    appName: 'Holdfast',
    baseURL: options.publicBaseUrl,
    basePath: '/auth',
    secret: Buffer.from(secret).toString('base64'),
    database: pool,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: options.idleMs / 1000,
      // Each use within a minute counts as one: spares a write a request.
      updateAge: 60,
      cookieCache: { enabled: false },
      additionalFields: {
        organizationId: { type: 'string', required: false, input: false },
      },
    },
    plugins: [twoFactor({ issuer: 'Holdfast' })],
    // Ours count in the database, by account and by address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages may quote what was typed; refusals are recorded by our routes.
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'holdfast',
      useSecureCookies: options.publicBaseUrl.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'strict' },
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) =>
          model === 'user' ? makeId('usr') : model === 'session' ? makeId('ses') : randomText(24),
      },
    },
  } satisfies BetterAuthOptions;
}

export type SignInLibrary = ReturnType<typeof makeSignInLibrary>;

/** The library on its own few connections, which see its schema and nothing else by name. */
export function makeSignInLibrary(options: SignInLibraryOptions) {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: poolSize,
    application_name: 'holdfast-sign-in',
    options: '-c search_path=auth',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 15_000,
  });
  pool.on('error', () => options.logger.warn({}, 'idle sign-in connection lost'));
  const library = betterAuth(signInOptions(options, pool));
  return { ...library, close: () => pool.end() };
}
