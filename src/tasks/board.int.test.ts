import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { makeTaskDoors } from '../main/tasks.ts';
import { addOrganization, fresh, intakeWorld, principalOf, problemOf } from './testing/world.ts';

const { db } = useTestDatabase();
let principal: Principal;
let world: ReturnType<typeof intakeWorld>;
let tasks: ReturnType<typeof makeTaskDoors>;

beforeEach(async () => {
  principal = principalOf(await addOrganization(db));
  world = intakeWorld(db);
  tasks = makeTaskDoors(world.options);
});

async function queued(more: Record<string, unknown> = {}): Promise<string> {
  return (await tasks.desk.accept(principal, fresh(more))).task.id;
}

let calls = 0;
/** Puts tasks on one call that is alive. */
async function onCall(...taskIds: string[]): Promise<string> {
  const callId = `call_board_${++calls}`;
  await db.tenant(principal, async (tx) => {
    await sql`insert into calls (id, organization_id, to_number, from_number, state)
      values (${callId}, ${principal.organizationId}, '+13035550142', '+13035550100', 'live')`.execute(tx);
    for (const [position, id] of taskIds.entries()) {
      await sql`insert into calls_call_tasks values (${callId}, ${id}, ${principal.organizationId}, ${position})`.execute(
        tx,
      );
      await sql`update call_tasks set state = 'calling', attempts = 1 where id = ${id}`.execute(tx);
    }
  });
  return callId;
}

/** Ends a task as the writer of outcomes does. */
async function ended(
  taskId: string,
  callId: string,
  state: 'completed' | 'failed' = 'completed',
): Promise<void> {
  const { organizationId } = principal;
  await db.tenant(principal, async (tx) => {
    const { revision } = await tx
      .selectFrom('call_tasks')
      .select('revision')
      .where('id', '=', taskId)
      .executeTakeFirstOrThrow();
    const sealed = await world.options.codec.seal(
      organizationId,
      `outcomes.sealed:${taskId}`,
      Buffer.from(JSON.stringify({ taskId, state, revision })),
    );
    await tx
      .insertInto('outcomes')
      .values({ task_id: taskId, organization_id: organizationId, call_id: callId, revision, state, sealed })
      .execute();
    await sql`update call_tasks set state = ${state}, finished_at = now() where id = ${taskId}`.execute(tx);
    await sql`update calls set state = 'ended' where id = ${callId}`.execute(tx);
  });
}

const commands = () =>
  db.tenant(principal, (tx) =>
    tx.selectFrom('call_commands').select(['call_id', 'kind', 'task_id']).execute(),
  );

const toldOf = (taskId: string) =>
  world.events.told.filter((event) => event.taskId === taskId).map(({ type }) => type);

describe('a list of tasks', () => {
  it('goes through all of them in pages, the newest first, each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await queued());
    const { results } = await tasks.batches.accept(
      principal,
      Array.from({ length: 6 }, () => fresh()),
    );
    for (const result of results) if (result.kind === 'created') ids.push(result.taskId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tasks.board.list(principal, {}, { limit: 2, cursor });
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(seen.at(-1)).toBe(ids[0]);
  });

  it('shows neither what was asked nor what came back', async () => {
    await queued();
    const page = await tasks.board.list(principal, {}, { limit: 10 });
    expect(JSON.stringify(page)).not.toMatch(/W4471908|Jordan|inputs|outcome/);
  });

  it('holds what matches every filter', async () => {
    const [first, second] = [await queued({ externalId: 'wanted' }), await queued()];
    const callId = await onCall(second);
    await ended(second, callId, 'failed');
    const idsOf = async (filters: Parameters<typeof tasks.board.list>[1]) =>
      (await tasks.board.list(principal, filters, { limit: 10 })).data.map(({ id }) => id);
    expect(await idsOf({ states: ['queued', 'calling'] })).toEqual([first]);
    expect(await idsOf({ states: ['failed'], callType: 'claim_status', payorId: 'pay_1' })).toEqual([second]);
    expect(await idsOf({ externalId: 'wanted' })).toEqual([first]);
    expect(await idsOf({ externalId: 'wanted', states: ['failed'] })).toEqual([]);
    expect(await idsOf({ needsReview: true })).toEqual([]);
    expect(await idsOf({ createdTo: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await idsOf({ updatedSince: '2020-01-01T00:00:00Z' })).toEqual([second, first]);
  });

  it('is only of the organization, and of the practices that the key is for', async () => {
    const id = await queued();
    const { practiceId } = (await tasks.desk.get(principal, id)) ?? {};
    const list = (who: Principal) => tasks.board.list(who, {}, { limit: 10 });
    expect((await list(principalOf(await addOrganization(db)))).data).toEqual([]);
    expect((await list({ ...principal, practiceIds: ['prac_other'] })).data).toEqual([]);
    expect((await list({ ...principal, practiceIds: [practiceId ?? ''] })).data).toHaveLength(1);
  });

  it('refuses a cursor that is none', async () => {
    const problem = await problemOf(tasks.board.list(principal, {}, { limit: 10, cursor: 'x' }));
    expect(problem.problems.map(({ pointer }) => pointer)).toEqual(['/query/cursor']);
  });
});

describe('a change', () => {
  it('of priority and times is kept, told, and wakes the dialer up', async () => {
    const id = await queued();
    const sent = world.queue.sent.length;
    const task = await tasks.board.change(principal, id, {
      priority: 7,
      notBefore: '2026-03-03T14:00:00Z',
      dueBy: '2026-03-04T14:00:00Z',
    });
    expect(task).toMatchObject({
      priority: 7,
      notBefore: '2026-03-03T14:00:00.000Z',
      dueBy: '2026-03-04T14:00:00.000Z',
    });
    expect(world.events.told.at(-1)?.thin).toMatchObject({ changed: ['priority', 'notBefore', 'dueBy'] });
    expect(world.queue.sent[sent]?.delayMs).toBe(26 * 3_600_000);
    expect(await tasks.board.change(principal, id, { dueBy: null })).toMatchObject({ dueBy: null });
  });

  it('of notBefore to null means now', async () => {
    const id = await queued({ notBefore: '2026-03-03T14:00:00Z' });
    expect(await tasks.board.change(principal, id, { notBefore: null })).toMatchObject({
      notBefore: '2026-03-02T12:00:00.000Z',
    });
    expect(toldOf(id)).toEqual(['task.created', 'task.updated']);
    await tasks.board.change(principal, id, { notBefore: null });
    expect(toldOf(id)).toEqual(['task.created', 'task.updated']);
    expect(world.queue.sent.at(-1)?.delayMs).toBe(0);
  });

  it('that changes nothing tells nothing', async () => {
    const id = await queued({ priority: 3 });
    await tasks.board.change(principal, id, { priority: 3 });
    expect(toldOf(id)).toEqual(['task.created']);
  });

  it('is refused with the reason where the task does not wait', async () => {
    const id = await queued();
    await onCall(id);
    const problem = await problemOf(tasks.board.change(principal, id, { priority: 1 }));
    expect([problem.status, problem.message]).toEqual([409, expect.stringContaining('on a call')]);
  });

  it.each([
    [{ dueBy: '2026-03-01T00:00:00Z' }, '/dueBy'],
    [{ dueBy: '2026-03-05T00:00:00Z', notBefore: '2026-03-06T00:00:00Z' }, '/dueBy'],
  ])('to times at which nobody could call is refused: %j', async (change, pointer) => {
    const id = await queued();
    const problem = await problemOf(tasks.board.change(principal, id, change));
    expect(problem.problems.map((one) => one.pointer)).toContain(pointer);
  });
});

describe('canceling', () => {
  it('takes a waiting task back at once, and is told once however often it is asked for', async () => {
    const id = await queued();
    const answers = await Promise.all([1, 2, 3].map(() => tasks.board.cancel(principal, id)));
    for (const task of answers) expect(task).toMatchObject({ state: 'canceled', lastReason: 'canceled' });
    expect(toldOf(id)).toEqual(['task.created', 'task.canceled']);
    expect(await commands()).toEqual([]);
  });

  it('tells the call that the task is on, about that task only', async () => {
    const [id, other] = [await queued(), await queued()];
    const callId = await onCall(id, other);
    expect(await tasks.board.cancel(principal, id)).toMatchObject({ state: 'canceled' });
    expect(await commands()).toEqual([{ call_id: callId, kind: 'cancel', task_id: id }]);
    expect(await tasks.desk.get(principal, other)).toMatchObject({ state: 'calling' });
  });

  it('is refused where the task has ended', async () => {
    const id = await queued();
    await ended(id, await onCall(id));
    expect((await problemOf(tasks.board.cancel(principal, id))).status).toBe(409);
  });

  it('finds no task of others', async () => {
    const id = await queued();
    expect(await tasks.board.cancel(principalOf(await addOrganization(db)), id)).toBeUndefined();
    expect(await tasks.board.cancel({ ...principal, practiceIds: ['prac_other'] }, id)).toBeUndefined();
  });
});

describe('asking again', () => {
  it('queues the next revision with all its attempts, and keeps what came of it before', async () => {
    const id = await queued();
    await ended(id, await onCall(id), 'failed');
    const task = await tasks.board.retry(principal, id, { note: 'Jordan called: new card' });
    expect(task).toMatchObject({
      state: 'queued',
      revision: 2,
      attempts: 0,
      outcome: null,
      finishedAt: null,
    });
    expect(world.events.told.at(-1)).toMatchObject({ type: 'task.updated', revision: 2 });
    await ended(id, await onCall(id));
    const askings = await tasks.board.askings(principal, id);
    expect(askings?.map(({ revision, note, outcome }) => [revision, note, outcome?.state])).toEqual([
      [1, null, 'failed'],
      [2, 'Jordan called: new card', 'completed'],
    ]);
    expect((await tasks.desk.get(principal, id))?.outcome).toMatchObject({ state: 'completed' });
  });

  it('shows how each asking ended', async () => {
    const id = await queued();
    await tasks.board.cancel(principal, id);
    expect(await tasks.board.askings(principal, id)).toMatchObject([
      { state: 'canceled', reason: 'canceled', finishedAt: expect.any(String) as string },
    ]);
    await tasks.board.retry(principal, id, {});
    await ended(id, await onCall(id), 'failed');
    await tasks.board.retry(principal, id, {});
    const askings = await tasks.board.askings(principal, id);
    expect(askings?.map(({ state, reason }) => [state, reason])).toEqual([
      ['canceled', 'canceled'],
      ['failed', askings?.[1]?.outcome?.failure?.reason ?? null],
      ['queued', null],
    ]);
  });

  it('keeps the note sealed', async () => {
    const id = await queued();
    await tasks.board.cancel(principal, id);
    await tasks.board.retry(principal, id, { note: 'Jordan called' });
    const rows = await db.tenant(principal, (tx) => tx.selectFrom('task_askings').selectAll().execute());
    expect(Buffer.from(rows[0]?.note ?? []).toString('latin1')).not.toContain('Jordan');
  });

  it('happens once where it is asked for twice at the same time', async () => {
    const id = await queued();
    await tasks.board.cancel(principal, id);
    const answers = await Promise.allSettled([1, 2, 3].map(() => tasks.board.retry(principal, id, {})));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await tasks.desk.get(principal, id)).toMatchObject({ state: 'queued', revision: 2 });
  });

  it('is refused while the task waits, and while the call that it was taken from goes on', async () => {
    const id = await queued();
    expect((await problemOf(tasks.board.retry(principal, id, {}))).message).toContain('waits');
    await onCall(id);
    await tasks.board.cancel(principal, id);
    expect((await problemOf(tasks.board.retry(principal, id, {}))).message).toContain('has not ended yet');
  });

  it.each([
    ['keeps a notBefore that lies ahead', {}, '2026-03-03T14:00:00.000Z'],
    ['takes another notBefore', { notBefore: '2026-03-04T14:00:00Z' }, '2026-03-04T14:00:00.000Z'],
    ['is at once where notBefore is null', { notBefore: null }, '2026-03-02T12:00:00.000Z'],
  ])('%s', async (_what, wish, notBefore) => {
    const id = await queued({ notBefore: '2026-03-03T14:00:00Z' });
    await tasks.board.cancel(principal, id);
    expect(await tasks.board.retry(principal, id, wish)).toMatchObject({ notBefore });
    expect(world.queue.sent.at(-1)?.delayMs).toBe(Date.parse(notBefore) - world.clock.now());
  });

  it('lets a dueBy that has passed fall away', async () => {
    const id = await queued({ dueBy: '2026-03-02T13:00:00Z' });
    await tasks.board.cancel(principal, id);
    await world.clock.advance(2 * 3_600_000);
    expect(await tasks.board.retry(principal, id, {})).toMatchObject({ dueBy: null });
  });
});

describe('an outcome', () => {
  it('is shown only to those who may read results', async () => {
    const id = await queued();
    await ended(id, await onCall(id));
    const reader = { ...principal, scopes: ['tasks:read' as const] };
    expect((await tasks.desk.get(reader, id))?.outcome).toBeNull();
    expect((await tasks.desk.get(principal, id))?.outcome).not.toBeNull();
  });
});
