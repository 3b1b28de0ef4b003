import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';

/** An account takes ten wrong tries in a quarter of an hour; an address more, since an office shares one. */
const windowMs = 15 * 60_000;
const limits = { account: 10, address: 60 } as const;

type AttemptKind = keyof typeof limits;

/** What is tried: an account (by its e-mail address or id), from an address. */
export interface Attempt {
  account?: string | undefined;
  address: string;
}

export interface Attempts {
  /** Counts a try before it is made, so that many at once gain nothing. Refuses with 429 where there were too many. */
  begin(attempt: Attempt): Promise<void>;
  /** It was right: it does not count. */
  succeeded(attempt: Attempt): Promise<void>;
  /** True the first time that a code is used by an account, false where it was used a moment ago. */
  isFirstUse(account: string, code: string): Promise<boolean>;
  /** Removes what no longer counts. */
  tidy(): Promise<void>;
}

export const tooMany = (waitMs: number = windowMs) =>
  new ProblemError(
    'rate_limited',
    429,
    `Too many attempts. Try again in ${Math.max(1, Math.ceil(waitMs / 60_000))} minutes.`,
    [],
    Math.max(1, Math.ceil(waitMs / 1000)),
  );

/** Counts in the database, for all nodes together, under keyed hashes: nobody reads there who tried. */
export function makeAttempts(options: { db: Database; clock: Clock; masterKey: Uint8Array }): Attempts {
  const { db, clock, masterKey } = options;
  const keyOf = (kind: string, text: string) =>
    createHmac('sha256', masterKey).update(`attempt\0${kind}\0${text}`).digest();
  const keysOf = ({ account, address }: Attempt): { kind: AttemptKind; key: Buffer }[] => {
    const hash = (kind: AttemptKind, text: string) => ({ kind, key: keyOf(kind, text) });
    const ofAddress = hash('address', address);
    return account === undefined ? [ofAddress] : [ofAddress, hash('account', account.toLowerCase())];
  };

  return {
    async begin(attempt) {
      const now = new Date(clock.now());
      const fresh = new Date(clock.now() - windowMs);
      const waits = await db.system(async (tx) => {
        const found: number[] = [];
        for (const { kind, key } of keysOf(attempt)) {
          const counted = await tx
            .insertInto('auth.attempts')
            .values({ key, failures: 1, window_began: now })
            .onConflict((conflict) =>
              conflict.column('key').doUpdateSet({
                failures: sql`case when attempts.window_began <= ${fresh} then 1 else attempts.failures + 1 end`,
                window_began: sql`case when attempts.window_began <= ${fresh} then ${now} else attempts.window_began end`,
              }),
            )
            .returning(['failures', 'window_began'])
            .executeTakeFirstOrThrow();
          if (counted.failures > limits[kind]) found.push(counted.window_began.getTime() + windowMs);
        }
        return found;
      });
      if (waits.length === 0) return;
      throw tooMany(Math.max(...waits) - clock.now());
    },

    async succeeded(attempt) {
      await db.system(async (tx) => {
        for (const { kind, key } of keysOf(attempt))
          await tx
            .updateTable('auth.attempts')
            .set({ failures: kind === 'account' ? 0 : sql`greatest(failures - 1, 0)` })
            .where('key', '=', key)
            .execute();
      });
    },

    async isFirstUse(account, code) {
      const now = new Date(clock.now());
      const row = await db.system((tx) =>
        tx
          .insertInto('auth.attempts')
          .values({ key: keyOf('code', `${account}\0${code}`), failures: 0, window_began: now })
          // The same six digits may come again by chance on another day.
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet({ window_began: now })
              .where('auth.attempts.window_began', '<=', new Date(clock.now() - windowMs)),
          )
          .returning('key')
          .executeTakeFirst(),
      );
      return row !== undefined;
    },

    async tidy() {
      await db.system((tx) =>
        tx
          .deleteFrom('auth.attempts')
          .where('window_began', '<=', new Date(clock.now() - windowMs))
          .execute(),
      );
    },
  };
}
