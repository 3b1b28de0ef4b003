import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { makeAttempts } from './attempts.ts';

const { db } = useTestDatabase();
const clock = makeManualClock(Date.parse('2026-03-02T12:00:00Z'));
const masterKey = new Uint8Array(32).fill(3);
const attempts = makeAttempts({ db, clock, masterKey });

const tries = async (count: number, account: string, address = '192.0.2.1') => {
  const made = await Promise.allSettled(
    Array.from({ length: count }, () => attempts.begin({ account, address })),
  );
  return made.filter((each) => each.status === 'rejected').length;
};

describe('attempts', () => {
  it('are ten an account in a quarter of an hour, also where they come all at once', async () => {
    expect(await tries(13, 'one@clinic.example')).toBe(3);
    await clock.advance(15 * 60_000);
    expect(await tries(10, 'ONE@clinic.example')).toBe(0);
    expect(await tries(1, 'one@clinic.example')).toBe(1);
  });

  it('begin anew for an account that was got right', async () => {
    const attempt = { account: 'two@clinic.example', address: '192.0.2.2' };
    expect(await tries(9, attempt.account, attempt.address)).toBe(0);
    await attempts.begin(attempt);
    await attempts.succeeded(attempt);
    expect(await tries(10, attempt.account, attempt.address)).toBe(0);
  });

  it('are sixty an address, whatever accounts are tried', async () => {
    for (let n = 0; n < 12; n++) expect(await tries(5, `${n}@clinic.example`, '192.0.2.3')).toBe(0);
    expect(await tries(2, 'more@clinic.example', '192.0.2.3')).toBe(2);
  });

  it('are kept without telling whose they are', async () => {
    const rows = await db.system((tx) => tx.selectFrom('auth.attempts').select('key').execute());
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.key.length === 32)).toBe(true);
  });
});

describe('a code', () => {
  it('is good once for an account, also where it comes twice at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => attempts.isFirstUse('usr_1', '123456')));
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await attempts.isFirstUse('usr_2', '123456')).toBe(true);
  });

  it('may come again by chance a while later, before and after what ran out was removed', async () => {
    expect(await attempts.isFirstUse('usr_3', '654321')).toBe(true);
    await clock.advance(15 * 60_000);
    expect(await attempts.isFirstUse('usr_3', '654321')).toBe(true);
    await clock.advance(15 * 60_000);
    await attempts.tidy();
    const rows = await db.system((tx) => tx.selectFrom('auth.attempts').select('key').execute());
    expect(rows).toEqual([]);
  });
});
