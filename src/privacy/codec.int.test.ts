import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeAuditTrail } from './audit.ts';
import { makePhiCodec, SealError } from './codec.ts';

const { db } = useTestDatabase();
const masterKey = new Uint8Array(32).fill(3);
const codec = makePhiCodec({ masterKey, db });
const secret = Buffer.from('member W4471908');

beforeAll(() =>
  db.system((tx) =>
    tx
      .insertInto('organizations')
      .values(['org_a', 'org_b', 'org_c'].map((id) => ({ id, name: id })))
      .execute(),
  ),
);

describe('the codec', () => {
  it('opens what it sealed, in another process too', async () => {
    const sealed = await codec.seal('org_a', 'call_tasks.inputs:1', secret);
    expect(Buffer.from(sealed).includes('W4471908')).toBe(false);
    const elsewhere = makePhiCodec({ masterKey, db });
    expect(Buffer.from(await elsewhere.open('org_a', 'call_tasks.inputs:1', sealed))).toEqual(secret);
  });

  it('never seals the same value to the same bytes', async () => {
    const first = await codec.seal('org_a', 'x', secret);
    expect(await codec.seal('org_a', 'x', secret)).not.toEqual(first);
  });

  it('refuses a sealed value in another row or organization', async () => {
    const sealed = await codec.seal('org_a', 'call_tasks.inputs:1', secret);
    await codec.seal('org_b', 'call_tasks.inputs:1', secret);
    await expect(codec.open('org_a', 'call_tasks.inputs:2', sealed)).rejects.toThrow(SealError);
    await expect(codec.open('org_b', 'call_tasks.inputs:1', sealed)).rejects.toThrow(SealError);
  });

  it('refuses a value of which any one byte was changed', async () => {
    const sealed = await codec.seal('org_a', 'x', secret);
    for (const [at] of sealed.entries()) {
      const damaged = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      await expect(codec.open('org_a', 'x', damaged)).rejects.toThrow(SealError);
    }
    await expect(codec.open('org_a', 'x', sealed.subarray(0, 20))).rejects.toThrow(SealError);
  });

  it('refuses everything under another master key', async () => {
    const sealed = await codec.seal('org_a', 'x', secret);
    const stranger = makePhiCodec({ masterKey: new Uint8Array(32).fill(4), db });
    await expect(stranger.open('org_a', 'x', sealed)).rejects.toThrow(SealError);
  });

  it('makes one key where two processes seal the first value at once', async () => {
    const processes = [1, 2, 3, 4].map(() => makePhiCodec({ masterKey, db }));
    const sealed = await Promise.all(processes.map((each) => each.seal('org_c', 'x', secret)));
    for (const value of sealed) expect(Buffer.from(await codec.open('org_c', 'x', value))).toEqual(secret);
  });
});

describe('the audit trail', () => {
  it('records who did what to which row', async () => {
    const audit = makeAuditTrail({ db });
    await audit.record({ organizationId: 'org_a', actor: 'key_1', action: 'task.read', subject: 'task_1' });
    const rows = await db.tenant('org_a', (tx) => tx.selectFrom('audit_log').selectAll().execute());
    expect(rows).toMatchObject([
      { organization_id: 'org_a', actor: 'key_1', action: 'task.read', subject: 'task_1' },
    ]);
  });
});
