import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import type { AuditEntry, AuditFilter } from '../kernel/identity.ts';
import { makeAuditReader } from './audit-reader.ts';
import { makeAuditTrail } from './audit.ts';

const { db } = useTestDatabase();
const trail = makeAuditTrail({ db });
const reader = makeAuditReader({ db });
const asked = (organizationId: string): Principal => ({
  organizationId,
  practiceIds: null,
  kind: 'key',
  actorId: 'key_a',
  scopes: ['audit:read'],
});

beforeAll(async () => {
  await db.system((tx) =>
    tx
      .insertInto('organizations')
      .values([
        { id: 'org_a', name: 'A' },
        { id: 'org_b', name: 'B' },
      ])
      .execute(),
  );
  for (const [organizationId, actor, action, subject] of [
    ['org_a', 'key_a', 'task.create', 'task_1'],
    ['org_a', 'usr_a', 'task.read', 'task_1'],
    ['org_a', 'usr_a', 'key.rotate', 'key_a'],
    ['org_a', 'unknown', 'session.begin.refused', 'usr_a'],
    ['org_b', 'key_b', 'task.read', 'task_2'],
  ] as const)
    await trail.record({ organizationId, actor, action, subject, requestId: 'req_1', address: '192.0.2.1' });
  await db.system((tx) =>
    tx
      .insertInto('audit_log')
      .values({
        id: 'aud_00000000000000000000000000',
        organization_id: 'org_a',
        actor: 'usr_a',
        action: 'call.read',
        subject: 'call_1',
        at: new Date('2020-01-01T00:00:00Z'),
      })
      .execute(),
  );
});

async function found(filter: AuditFilter, limit = 50): Promise<readonly AuditEntry[]> {
  return (await reader.read(asked('org_a'), filter, { limit })).data;
}
const actions = async (filter: AuditFilter) => (await found(filter)).map((entry) => entry.action);

describe('the audit', () => {
  it('is read newest first, with who, what, which record and from where', async () => {
    expect((await found({}))[0]).toMatchObject({
      actor: 'unknown',
      action: 'session.begin.refused',
      subject: 'usr_a',
      requestId: 'req_1',
      address: '192.0.2.1',
    });
    expect(await actions({})).toHaveLength(5);
  });

  it('is found by who, what, which record and when', async () => {
    expect(await actions({ actor: 'key_a' })).toEqual(['task.create']);
    expect(await actions({ subject: 'task_1' })).toEqual(['task.read', 'task.create']);
    expect(await actions({ action: 'task.read' })).toEqual(['task.read']);
    expect(await actions({ action: 'task.*' })).toEqual(['task.read', 'task.create']);
    expect(await actions({ action: 't%.*' })).toEqual([]);
    expect(await actions({ to: '2021-01-01T00:00:00Z' })).toEqual(['call.read']);
    expect(await actions({ from: '2021-01-01T00:00:00Z', actor: 'usr_a' })).toEqual([
      'key.rotate',
      'task.read',
    ]);
  });

  it('is read to its end page by page, each entry once', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await reader.read(asked('org_a'), {}, { limit: 2, cursor });
      seen.push(...page.data.map((entry) => entry.id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    const foreign = { limit: 2, cursor: 'bm90IG91cnM' };
    await expect(reader.read(asked('org_a'), {}, foreign)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it.each(['holdfast_app', 'holdfast_system'] as const)('is only ever added to by %s', async (role) => {
    const inRole = <T>(statement: ReturnType<typeof sql<T>>) =>
      role === 'holdfast_app'
        ? db.tenant('org_a', (tx) => statement.execute(tx))
        : db.system((tx) => statement.execute(tx));
    for (const statement of [
      sql`update audit_log set actor = 'somebody else'`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
      sql`alter table audit_log disable trigger all`,
    ])
      await expect(inRole(statement)).rejects.toThrow(/permission denied|append-only|must be owner/);
    expect(await actions({})).toHaveLength(5);
  });
});
