import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeTaskDoors } from '../main/tasks.ts';
import { makeOutcomeWriter } from '../outcomes/outcome-writer.ts';
import { makeTaskExpiry } from './expire.ts';
import { makeTaskLoader } from './task-store.ts';
import { addOrganization, fresh, intakeWorld, principalOf } from './testing/world.ts';

const { db } = useTestDatabase();
const hourMs = 3_600_000;
let principal: Principal;
let world: ReturnType<typeof intakeWorld>;
let doors: ReturnType<typeof makeTaskDoors>;

beforeEach(async () => {
  principal = principalOf(await addOrganization(db));
  world = intakeWorld(db);
  doors = makeTaskDoors(world.options);
});

function makeExpiry() {
  const { codec, callTypes, events } = world.options;
  return makeTaskExpiry({
    db,
    loadTasks: makeTaskLoader({ db, codec }),
    outcomes: makeOutcomeWriter({
      callTypes,
      codec,
      announcer: events,
      clock: world.clock,
      today: () => '2026-03-02',
    }),
    callTypes,
    clock: world.clock,
    logger: silentLogger,
  });
}

const queued = async (more: Record<string, unknown>) =>
  (await doors.desk.accept(principal, fresh(more))).task.id;
const due = { dueBy: '2026-03-02T13:00:00Z' };

describe('a task that was not called in time', () => {
  it('ends as failed, with an outcome that says so, and is told like any other end', async () => {
    const id = await queued(due);
    const expiry = makeExpiry();
    expect(await expiry.expireDue()).toBe(0);
    await world.clock.advance(2 * hourMs);
    expect(await expiry.expireDue()).toBe(1);
    const task = await doors.desk.get(principal, id);
    expect(task).toMatchObject({ state: 'failed', lastReason: 'expired', waiting: null });
    expect(task?.outcome).toMatchObject({ callId: null, failure: { reason: 'expired', fault: 'ours' } });
    expect(world.events.told.map(({ type, taskId }) => [type, taskId])).toEqual([
      ['task.created', id],
      ['task.failed', id],
    ]);
  });

  it('ends once, however many look', async () => {
    await queued(due);
    await world.clock.advance(2 * hourMs);
    const counts = await Promise.all([1, 2, 3].map(() => makeExpiry().expireDue()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(world.events.told.filter(({ type }) => type === 'task.failed')).toHaveLength(1);
  });

  it('is left alone where it was taken back, moved, or has no such time', async () => {
    const [canceled, moved] = [await queued(due), await queued(due)];
    await queued({});
    await doors.board.cancel(principal, canceled);
    await doors.board.change(principal, moved, { dueBy: '2026-03-03T13:00:00Z' });
    await world.clock.advance(2 * hourMs);
    expect(await makeExpiry().expireDue()).toBe(0);
  });

  it('is found while the server runs', async () => {
    const id = await queued(due);
    const expiry = makeExpiry();
    expiry.start();
    await world.clock.advance(hourMs + 20_000);
    await expiry.stop();
    expect(await doors.desk.get(principal, id)).toMatchObject({ state: 'failed' });
  });
});
