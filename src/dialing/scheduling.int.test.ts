import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { PauseScope } from '../kernel/dialing.ts';
import { chooseNext, lockChoosing } from './choose-next.ts';
import { keepHouse } from './housekeeping.ts';
import { pause, resume } from './pauses.ts';
import {
  addLine,
  addOrganization,
  addPayor,
  addPractice,
  addTask,
  makeTestStore,
  roomyLimits,
} from './testing/world.ts';

const { db } = useTestDatabase();
const line = '+13035550140';
let organizationId: string;
let payorId: string;

beforeEach(async () => {
  await db.system(async (tx) => {
    for (const table of [
      'call_commands',
      'calls_call_tasks',
      'call_status_callbacks',
      'calls',
      'call_tasks',
      'dial_limits',
      'dial_turns',
    ] as const)
      await tx.deleteFrom(table).execute();
    await tx.updateTable('dial_pauses').set({ ended_at: new Date() }).execute();
  });
  organizationId = await addOrganization(db);
  payorId = await addPayor(db, 1);
});

/** The tasks of the next call at that moment, or why there is none. */
async function chosenAt(at: Date | string, limits = roomyLimits): Promise<string> {
  const choice = await db.system((tx) =>
    chooseNext(tx, limits, {
      node: 'node_a',
      from: '+13035550100',
      leaseMs: 60_000,
      recordingAllowed: false,
      at: new Date(at),
    }),
  );
  return choice.kind === 'call' ? choice.taskIds.join(' ') : choice.kind;
}

async function chosenOneAfterTheOther(at: Date | string, times: number): Promise<string[]> {
  const chosen: string[] = [];
  for (let count = 0; count < times; count++) chosen.push(await chosenAt(at));
  return chosen;
}

async function setPayor(changes: Record<string, unknown>): Promise<void> {
  await db.system((tx) => tx.updateTable('payors').set(changes).where('id', '=', payorId).execute());
}

async function setLimits(limits: Record<string, number>): Promise<void> {
  await db.system((tx) =>
    tx
      .insertInto('dial_limits')
      .values({
        organization_id: organizationId,
        calls_at_once: null,
        minutes_per_day: null,
        cents_per_day: null,
        updated_by: 'test',
        ...limits,
      })
      .execute(),
  );
}

/** Wednesday morning in Denver. */
const wednesday = '2026-06-03T16:00:00Z';

describe('opening hours', () => {
  const hours = { wednesday: [{ from: '08:00', to: '12:00' }], thursday: [{ from: '08:00', to: '12:00' }] };

  test('a task waits until its line opens, in the zone of the line, and is called at that minute', async () => {
    await addLine(db, payorId, { phoneNumber: line, hours });
    const task = await addTask(db, organizationId, { payorId, phoneNumber: line });
    expect(await chosenAt('2026-06-03T13:59:59Z')).toBe('nothing');
    expect(await chosenAt('2026-06-03T14:00:00Z')).toBe(task.id);
  });

  test('after the line has closed nobody is called there until it opens again', async () => {
    await addLine(db, payorId, { phoneNumber: line, hours });
    const first = await addTask(db, organizationId, { payorId, phoneNumber: line });
    const second = await addTask(db, organizationId, { payorId, phoneNumber: line });
    expect(await chosenAt('2026-06-03T17:59:59Z')).toBe(first.id);
    expect(await chosenAt('2026-06-03T18:00:00Z')).toBe('nothing');
    expect(await chosenAt('2026-06-04T13:00:00Z')).toBe('nothing');
    expect(await chosenAt('2026-06-04T14:00:00Z')).toBe(second.id);
  });

  test('a closed line holds up no other', async () => {
    await addLine(db, payorId, { phoneNumber: line, hours: {} });
    await addTask(db, organizationId, { payorId, phoneNumber: line, priority: 10 });
    const open = await addTask(db, organizationId, { payorId, phoneNumber: '+13035550141' });
    expect(await chosenOneAfterTheOther(wednesday, 2)).toEqual([open.id, 'nothing']);
  });

  test('what changes in the directory counts at once', async () => {
    await addLine(db, payorId, { phoneNumber: line, hours: {} });
    const task = await addTask(db, organizationId, { payorId, phoneNumber: line });
    expect(await chosenAt(wednesday)).toBe('nothing');
    await db.system((tx) =>
      tx
        .updateTable('payor_lines')
        .set({ hours: JSON.stringify(hours) })
        .where('payor_id', '=', payorId)
        .execute(),
    );
    expect(await chosenAt(wednesday)).toBe(task.id);
  });

  test("an organization's own hours of a shared payor count for it alone", async () => {
    await addLine(db, payorId, { phoneNumber: line, hours: {} });
    const other = await addOrganization(db);
    await addTask(db, other, { payorId, phoneNumber: line });
    const task = await addTask(db, organizationId, { payorId, phoneNumber: line });
    await db.tenant(organizationId, (tx) =>
      tx
        .insertInto('payor_lines')
        .values({
          id: `line_${organizationId}`,
          payor_id: payorId,
          organization_id: organizationId,
          purpose: 'provider',
          phone_number: line,
          time_zone: 'America/Denver',
          hours: JSON.stringify(hours),
        })
        .execute(),
    );
    expect(await chosenOneAfterTheOther(wednesday, 2)).toEqual([task.id, 'nothing']);
  });
});

describe('the place in line', () => {
  const created = (time: string) => new Date(`2026-06-03T${time}:00Z`);

  test('a priority is worth half an hour of waiting a step, so that nobody waits for ever', async () => {
    const low = await addTask(db, organizationId, { payorId, priority: -1, createdAt: created('10:00') });
    const plain = await addTask(db, organizationId, { payorId, createdAt: created('10:29') });
    const late = await addTask(db, organizationId, { payorId, createdAt: created('10:31') });
    const high = await addTask(db, organizationId, { payorId, priority: 2, createdAt: created('10:59') });
    expect(await chosenOneAfterTheOther(wednesday, 4)).toEqual([high.id, plain.id, low.id, late.id]);
  });

  test('what is due soon comes before what came in since', async () => {
    const early = await addTask(db, organizationId, { payorId, createdAt: created('10:00') });
    const due = await addTask(db, organizationId, {
      payorId,
      createdAt: created('12:00'),
      dueBy: new Date('2026-06-03T20:00:00Z'),
    });
    const lazy = await addTask(db, organizationId, {
      payorId,
      createdAt: created('12:00'),
      dueBy: new Date('2026-06-09T20:00:00Z'),
    });
    expect(await chosenOneAfterTheOther(wednesday, 3)).toEqual([due.id, early.id, lazy.id]);
  });

  test('nothing is begun after it was due', async () => {
    const dueBy = new Date(wednesday);
    const task = await addTask(db, organizationId, { payorId, dueBy });
    expect(await chosenAt(dueBy)).toBe('nothing');
    expect(await chosenAt(new Date(dueBy.getTime() - 1))).toBe(task.id);
  });

  test('whoever has to wait for a time gets in line when it has come', async () => {
    const notBefore = new Date(Date.now() + 86_400_000);
    const task = await addTask(db, organizationId, { payorId, notBefore });
    expect(await chosenAt(new Date(notBefore.getTime() - 1_000))).toBe('nothing');
    expect(await chosenAt(notBefore)).toBe(task.id);
  });

  test('housekeeping lets in line whose time has come, and reads the hours of every line', async () => {
    await addLine(db, payorId, { phoneNumber: line, hours: {} });
    const notBefore = new Date(Date.now() + 86_400_000);
    await addTask(db, organizationId, { payorId, phoneNumber: line, notBefore });
    await keepHouse(db, () => notBefore);
    const states = await db.system(async (tx) => ({
      ready: await tx.selectFrom('call_tasks').select('ready').execute(),
      stale: await tx
        .selectFrom('dial_lines')
        .select('phone_number')
        .where('recheck_at', '<=', notBefore)
        .execute(),
    }));
    expect(states).toEqual({ ready: [{ ready: true }], stale: [] });
  });
});

describe('fairness', () => {
  test('organizations take turns, whatever one of them has queued', async () => {
    const many: string[] = [];
    for (let count = 0; count < 4; count++)
      many.push((await addTask(db, organizationId, { payorId, priority: 10 })).id);
    const other = await addOrganization(db);
    const few = [(await addTask(db, other, { payorId })).id, (await addTask(db, other, { payorId })).id];
    const chosen = await chosenOneAfterTheOther(wednesday, 5);
    expect(chosen.map((id) => few.includes(id))).toEqual(
      chosen[0] === few[0] ? [true, false, true, false, false] : [false, true, false, true, false],
    );
    expect(chosen.filter((id) => many.includes(id))).toEqual(many.slice(0, 3));
  });

  test('with one place on the server they take turns all the same', async () => {
    const store = makeTestStore(db);
    const other = await addOrganization(db);
    for (let count = 0; count < 3; count++) {
      await addTask(db, organizationId, { payorId });
      await addTask(db, other, { payorId });
    }
    const callers: string[] = [];
    for (let minute = 0; minute < 4; minute++) {
      await chosenAt(new Date(Date.parse(wednesday) + minute * 60_000));
      const [call] = await db.system((tx) =>
        tx.selectFrom('calls').selectAll().where('state', '<>', 'ended').execute(),
      );
      callers.push(call?.organization_id ?? '');
      await store.finish(call?.id ?? '', call?.fence ?? 0, []);
    }
    expect(callers.slice(0, 2)).toEqual(callers.slice(2));
    expect(new Set(callers)).toEqual(new Set([organizationId, other]));
  });

  test('practices of one organization take turns, but what is due within two hours goes ahead', async () => {
    const [large, small] = [await addPractice(db, organizationId), await addPractice(db, organizationId)];
    const many = [];
    for (let count = 0; count < 3; count++)
      many.push(
        await addTask(db, organizationId, {
          payorId,
          practiceId: large,
          createdAt: new Date(`2026-06-01T0${count}:00:00Z`),
        }),
      );
    const one = await addTask(db, organizationId, { payorId, practiceId: small });
    const pressing = await addTask(db, organizationId, {
      payorId,
      practiceId: large,
      dueBy: new Date('2026-06-03T17:30:00Z'),
    });
    expect(await chosenOneAfterTheOther(wednesday, 4)).toEqual([
      pressing.id,
      one.id,
      many[0]?.id,
      many[1]?.id,
    ]);
    const calls = await db.system((tx) =>
      tx.selectFrom('calls').select(['practice_id', 'payor_id']).orderBy('id').execute(),
    );
    expect(calls.map(({ practice_id }) => practice_id)).toEqual([large, small, large, large]);
    expect(new Set(calls.map(({ payor_id }) => payor_id))).toEqual(new Set([payorId]));
  });
});

describe('limits', () => {
  async function addTasks(count: number) {
    for (let n = 0; n < count; n++) await addTask(db, organizationId, { payorId, phoneNumber: line });
  }
  const made = (chosen: string[]) => chosen.filter((id) => id.startsWith('task')).length;

  test('a line has so many calls at once and no more, whoever calls it', async () => {
    await addLine(db, payorId, { phoneNumber: line, callsAtOnce: 2 });
    await addTasks(2);
    await addTask(db, await addOrganization(db), { payorId, phoneNumber: line });
    expect(made(await chosenOneAfterTheOther(wednesday, 3))).toBe(2);
  });

  test('a payor has so many calls at once over all of its lines', async () => {
    await setPayor({ max_concurrent_calls: 1 });
    await addTasks(1);
    await addTask(db, organizationId, { payorId, phoneNumber: '+13035550141' });
    expect(made(await chosenOneAfterTheOther(wednesday, 2))).toBe(1);
  });

  test('a payor gets so many calls in any minute', async () => {
    await setPayor({ calls_per_minute: 2 });
    await addTasks(4);
    expect(made(await chosenOneAfterTheOther(wednesday, 3))).toBe(2);
    expect(await chosenAt('2026-06-03T16:00:59Z')).toBe('nothing');
    expect(await chosenAt('2026-06-03T16:01:00Z')).toMatch('task');
  });

  test('an organization has so many calls at once', async () => {
    await setLimits({ calls_at_once: 1 });
    await addTasks(2);
    const others = await addTask(db, await addOrganization(db), { payorId });
    const chosen = await chosenOneAfterTheOther(wednesday, 3);
    expect([made(chosen), chosen.includes(others.id), chosen[2]]).toEqual([2, true, 'nothing']);
  });

  test('nodes that choose at once stay within the limit of a line together', async () => {
    await addLine(db, payorId, { phoneNumber: line, callsAtOnce: 2 });
    await addTasks(6);
    const chosen = await Promise.all(Array.from({ length: 6 }, () => chosenAt(wednesday)));
    expect(made(chosen)).toBe(2);
  });

  test('a payor that refuses machines is not called by one, until that is taken back', async () => {
    await setPayor({ refuses_automation: true });
    await addTasks(1);
    expect(await chosenAt(wednesday)).toBe('nothing');
    await setPayor({ refuses_automation: false });
    expect(await chosenAt(wednesday)).toMatch('task');
  });
});

describe('caps of a day', () => {
  async function addCall(answeredAt: string, endedAt: string | null) {
    await db.system((tx) =>
      tx
        .insertInto('calls')
        .values({
          id: `call_${answeredAt}`,
          organization_id: organizationId,
          to_number: line,
          from_number: line,
          state: endedAt === null ? 'live' : 'ended',
          started_at: new Date(answeredAt),
          answered_at: new Date(answeredAt),
          ended_at: endedAt === null ? null : new Date(endedAt),
        })
        .execute(),
    );
  }

  test('minutes of the organization’s own day are counted, those of running calls too', async () => {
    await setLimits({ minutes_per_day: 60 });
    await addTask(db, organizationId, { payorId });
    // Midnight in New York is at four; half an hour of this call belongs to the day before.
    await addCall('2026-06-03T03:30:00Z', '2026-06-03T04:20:00Z');
    await addCall('2026-06-03T15:00:00Z', null);
    expect(await chosenAt('2026-06-03T15:40:00Z')).toBe('nothing');
    expect(await chosenAt('2026-06-03T15:39:00Z')).toMatch('task');
  });

  test('spending is reckoned by the minute, and the next day begins at nothing', async () => {
    await setLimits({ cents_per_day: 30, cents_per_minute: 1.5 });
    await addTask(db, organizationId, { payorId });
    await addCall('2026-06-03T10:00:00Z', '2026-06-03T10:20:00Z');
    expect(await chosenAt(wednesday)).toBe('nothing');
    expect(await chosenAt('2026-06-04T03:59:59Z')).toBe('nothing');
    expect(await chosenAt('2026-06-04T04:00:00Z')).toMatch('task');
  });
});

describe('the stop button', () => {
  const press = (scope: PauseScope, subject: string | null, of: string | null = organizationId) =>
    db.system((tx) =>
      pause(tx, {
        organizationId: of,
        scope,
        subject,
        reason: 'Somebody said so',
        runningCalls: 'continue',
        by: 'test',
      }),
    );

  test('holds back what it names and nothing else, and lets it go again', async () => {
    const practiceId = await addPractice(db, organizationId);
    const held = await addTask(db, organizationId, { payorId, phoneNumber: line, practiceId });
    const cases: [PauseScope, string | null][] = [
      ['organization', null],
      ['payor', payorId],
      ['line', line],
      ['practice', practiceId],
    ];
    for (const [scope, subject] of cases) {
      const { pause: pressed } = await press(scope, subject);
      expect([scope, await chosenAt(wednesday)]).toEqual([scope, 'nothing']);
      await db.system((tx) => resume(tx, pressed.id, 'test'));
    }
    for (const [scope, subject] of cases) if (subject !== null) await press(scope, 'something_else');
    await press('organization', null, await addOrganization(db));
    expect(await chosenAt(wednesday)).toBe(held.id);
  });

  test('one for everything stops every organization', async () => {
    await addTask(db, organizationId, { payorId });
    const { pause: pressed } = await press('everything', null, null);
    expect(await chosenAt(wednesday)).toBe('paused');
    await db.system((tx) => resume(tx, pressed.id, 'test'));
    expect(await chosenAt(wednesday)).toMatch('task');
  });

  test('pressing it twice is pressing it once', async () => {
    const first = await press('line', line);
    const second = await press('line', line);
    expect([first.created, second.created, second.pause.id]).toEqual([true, false, first.pause.id]);
  });

  test('a choice under way is waited for, and none begins that does not know of it', async () => {
    await addTask(db, organizationId, { payorId });
    let pressed: Promise<unknown> = Promise.resolve();
    const order: string[] = [];
    await db.system(async (tx) => {
      await lockChoosing(tx);
      pressed = press('organization', null).then(() => order.push('paused'));
      order.push('chosen');
    });
    await pressed;
    expect([order, await chosenAt(wednesday)]).toEqual([['chosen', 'paused'], 'nothing']);
  });
});
