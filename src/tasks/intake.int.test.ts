import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import type { RowResult } from '../kernel/task-work.ts';
import { makeTaskBatches } from './batches.ts';
import { makeIntake } from './intake.ts';
import { goodRequest } from './testing/claim-status.ts';
import { addOrganization, found, fresh, intakeWorld, principalOf } from './testing/world.ts';

const { db } = useTestDatabase();
let organizationId: string;
let principal: Principal;
let world: ReturnType<typeof intakeWorld>;

beforeEach(async () => {
  organizationId = await addOrganization(db);
  principal = principalOf(organizationId);
  world = intakeWorld(db);
});

const accept = (bodies: readonly unknown[], who = principal) =>
  makeTaskBatches({ intake: makeIntake(world.options) }).accept(who, bodies);

const kinds = (results: readonly RowResult[]) => results.map(({ kind }) => kind);

function refusalOf(result: RowResult | undefined) {
  if (result?.kind !== 'refused') throw new Error('It was not refused.');
  const { status, code, problems } = result.problem;
  return { status, code, pointers: problems.map(({ pointer }) => pointer) };
}

const taskCount = () =>
  db.tenant(organizationId, async (tx) => (await tx.selectFrom('call_tasks').select('id').execute()).length);

describe('many requests at once', () => {
  it('become a task each, with one event each and one wake-up for all', async () => {
    const { batchId, results } = await accept([fresh(), fresh(), fresh()]);
    expect(kinds(results)).toEqual(['created', 'created', 'created']);
    const rows = await db.tenant(organizationId, (tx) =>
      tx.selectFrom('call_tasks').select(['batch_id', 'created_by', 'practice_id']).execute(),
    );
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatchObject({ batch_id: batchId, created_by: 'key_1' });
    expect(new Set(rows.map(({ practice_id }) => practice_id)).size).toBe(1);
    expect(world.events.told.map(({ type }) => type)).toEqual(Array(3).fill('task.created'));
    expect(world.queue.sent).toHaveLength(1);
    expect([world.payors.asked, world.practices.filed]).toEqual([1, 1]);
  });

  it('are each refused for themselves, by row', async () => {
    const bad = fresh({ inputs: { ...goodRequest.inputs, npi: '1234567890' }, payor: { name: 'Nobody' } });
    const { results } = await accept([fresh(), bad, null, fresh()]);
    expect(kinds(results)).toEqual(['created', 'refused', 'refused', 'created']);
    expect(refusalOf(results[1])).toMatchObject({ status: 400, pointers: ['/inputs/npi', '/payor/name'] });
    expect(results[1]).toMatchObject({ externalId: bad.externalId });
    expect(await taskCount()).toBe(2);
  });

  it('make one task of the same request sent twice in one batch, and a conflict of another one', async () => {
    const body = fresh();
    const other = { ...body, inputs: { ...body.inputs, memberId: 'X1' } };
    const { results } = await accept([body, body, other]);
    expect(kinds(results)).toEqual(['created', 'repeated', 'refused']);
    expect(refusalOf(results[2])).toEqual({ status: 409, code: 'conflict', pointers: ['/inputs/memberId'] });
    expect(await taskCount()).toBe(1);
  });

  it('take the second of one externalId where the first was refused', async () => {
    const good = fresh();
    const { results } = await accept([{ ...good, payor: { name: 'Nobody' } }, good]);
    expect(kinds(results)).toEqual(['refused', 'created']);
  });

  it('change nothing when they are sent again', async () => {
    const bodies = [fresh(), fresh()];
    const first = await accept(bodies);
    const again = await accept(bodies);
    expect(kinds(again.results)).toEqual(['repeated', 'repeated']);
    expect(again.results.map((result) => 'taskId' in result && result.taskId)).toEqual(
      first.results.map((result) => 'taskId' in result && result.taskId),
    );
    expect(world.events.told).toHaveLength(2);
  });

  it('make each task once where ten batches of the same requests arrive together', async () => {
    const bodies = Array.from({ length: 20 }, () => fresh());
    const inAnotherOrder = (n: number) => [...bodies.slice(n * 2), ...bodies.slice(0, n * 2)];
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => accept(inAnotherOrder(n))));
    const all = answers.flatMap(({ results }) => kinds(results));
    expect(all.filter((kind) => kind === 'created')).toHaveLength(20);
    expect(all.filter((kind) => kind === 'repeated')).toHaveLength(180);
    expect(await taskCount()).toBe(20);
    expect(world.events.told).toHaveLength(20);
  });

  it('are more than one chunk where they must be', async () => {
    const { results } = await accept(Array.from({ length: 1_000 }, () => fresh()));
    expect(new Set(kinds(results))).toEqual(new Set(['created']));
    expect(await taskCount()).toBe(1_000);
    expect(world.queue.sent).toHaveLength(2);
  });
});

describe('a request', () => {
  it('is refused where the payor wants more than it brings', async () => {
    world.payors.resolve = () => Promise.resolve(found({ requiredInputs: ['claimNumber', 'memberId'] }));
    const [result] = (await accept([fresh()])).results;
    expect(refusalOf(result)).toMatchObject({ status: 400, pointers: ['/inputs/claimNumber'] });
  });

  it('names a practice on file by its id', async () => {
    await accept([fresh()]);
    const [{ practice_id: practiceId }] = (await db.tenant(organizationId, (tx) =>
      tx.selectFrom('call_tasks').select('practice_id').execute(),
    )) as [{ practice_id: string }];
    const { practice: _inline, ...rest } = fresh();
    const [byId, unknown] = (
      await accept([
        { ...rest, practiceId },
        { ...rest, externalId: 'other', practiceId: 'prac_nowhere' },
      ])
    ).results;
    expect(byId).toMatchObject({ kind: 'created' });
    expect(refusalOf(unknown).pointers).toEqual(['/practiceId']);
  });

  it('files no practice where it is refused for something else', async () => {
    await accept([fresh({ payor: { name: 'Nobody' } })]);
    expect(world.practices.filed).toBe(0);
  });

  it('sends outcomes to an address of its own only for a key that may read them', async () => {
    const asked = fresh({ webhookUrl: 'https://billing.example/hook' });
    const writer = { ...principal, scopes: ['tasks:write' as const] };
    expect((await accept([asked], writer)).results.map(refusalOf)).toEqual([
      { status: 403, code: 'forbidden', pointers: ['/webhookUrl'] },
    ]);
    expect((await accept([asked])).results).toMatchObject([{ kind: 'created' }]);
  });

  it('is refused from a key that is for other practices, and taken from one that is for this', async () => {
    const [first] = (await accept([fresh()])).results;
    const practiceIds = await db.tenant(organizationId, async (tx) =>
      (await tx.selectFrom('call_tasks').select('practice_id').execute()).map((row) => row.practice_id ?? ''),
    );
    const theirs = (await accept([fresh()], { ...principal, practiceIds })).results[0];
    expect(theirs).toMatchObject({ kind: 'created' });
    const others = { ...principal, practiceIds: ['prac_other'] };
    const results = (await accept([fresh(), { ...fresh(), externalId: first?.externalId }], others)).results;
    expect(results.map(refusalOf)).toEqual([
      { status: 403, code: 'forbidden', pointers: ['/practice'] },
      { status: 403, code: 'forbidden', pointers: ['/practice'] },
    ]);
  });

  it('is told that an externalId is taken also where its task is of a practice that the key is not for', async () => {
    const body = fresh();
    await accept([body]);
    const elsewhere = { ...body, practice: { ...body.practice, taxId: '840000009' } };
    const filed = await world.practices.onFile(principal, elsewhere.practice);
    if (filed.kind !== 'found') throw new Error('The practice was not filed.');
    const [result] = (await accept([elsewhere], { ...principal, practiceIds: [filed.practiceId] })).results;
    expect(refusalOf(result)).toEqual({ status: 409, code: 'conflict', pointers: [] });
  });

  it('is refused where its dueBy has passed, but not where it is a repetition', async () => {
    const body = fresh({ dueBy: '2026-03-02T13:00:00Z' });
    expect(kinds((await accept([body])).results)).toEqual(['created']);
    await world.clock.advance(2 * 3_600_000);
    expect(kinds((await accept([body])).results)).toEqual(['repeated']);
    const late = (await accept([{ ...body, externalId: 'late' }])).results[0];
    expect(refusalOf(late).pointers).toEqual(['/dueBy']);
  });

  it('leaves nothing behind in a dry run', async () => {
    const take = makeIntake(world.options)(principal);
    const body = fresh();
    const results = await take.take([body, fresh({ payor: {} })], { dryRun: true });
    expect(kinds(results)).toEqual(['acceptable', 'refused']);
    expect([await taskCount(), world.practices.filed, world.events.told.length]).toEqual([0, 0, 0]);
  });
});
