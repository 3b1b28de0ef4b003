import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeInbox } from '../db/inbox.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { silentLogger } from '../kernel/logger.ts';
import { takeMessages, tasksIn, tasksRefused } from './inbox.ts';
import { makeIntake } from './intake.ts';
import { addOrganization, fresh, intakeWorld } from './testing/world.ts';

const { db, url } = useTestDatabase();
let organizationId: string;
const producer = new PgBoss({ connectionString: url, supervise: false, schedule: false });
const inbox = makeInbox({ url, name: tasksIn, refused: tasksRefused, logger: silentLogger });

beforeAll(async () => {
  organizationId = await addOrganization(db);
  const { options } = intakeWorld(db);
  await inbox.start((messages) => takeMessages(options, makeIntake(options), messages));
  await producer.start();
});
afterAll(async () => {
  await inbox.stop();
  await producer.stop({ graceful: false });
});

const taskOf = (externalId: string) =>
  db.tenant(organizationId, (tx) =>
    tx
      .selectFrom('call_tasks')
      .select(['state', 'created_by'])
      .where('external_id', '=', externalId)
      .executeTakeFirst(),
  );

describe('the queue for producers that share the database', () => {
  it('makes a task of a message, and keeps nothing of the message', async () => {
    const request = fresh();
    const id = (await producer.send(tasksIn, { organizationId, request })) ?? '';
    await vi.waitFor(async () => expect(await producer.findJobs(tasksIn, { id })).toEqual([]), {
      timeout: 20_000,
    });
    expect(await taskOf(request.externalId)).toEqual({ state: 'queued', created_by: 'queue:tasks.in' });
  });

  it('answers what it refuses under the id of the message, without what was sent', async () => {
    const request = fresh({ payor: { name: 'Zebulon' }, surprise: 'Zebulon' });
    const id = (await producer.send(tasksIn, { organizationId, request })) ?? '';
    const refusal = await vi.waitFor(
      async () => {
        const [job] = await producer.findJobs<Record<string, unknown>>(tasksRefused, { id });
        if (job === undefined) throw new Error('There is no answer yet.');
        return job.data;
      },
      { timeout: 20_000 },
    );
    expect(refusal).toMatchObject({ organizationId, externalId: request.externalId, status: 400 });
    expect(JSON.stringify(refusal)).not.toContain('Zebulon');
    await vi.waitFor(async () => expect(await producer.findJobs(tasksIn, { id })).toEqual([]), {
      timeout: 20_000,
    });
  });
});

describe('messages', () => {
  it('are each answered for themselves, also where they are no messages', async () => {
    const { options } = intakeWorld(db);
    const [good, again] = [fresh(), fresh()];
    const answers = await takeMessages(options, makeIntake(options), [
      { id: '1', data: { organizationId, request: good } },
      { id: '2', data: { organizationId: 'org_nowhere', request: again } },
      { id: '3', data: null },
      { id: '4', data: { organizationId, request: good } },
      { id: '5', data: { organizationId, request: {} } },
    ]);
    expect(new Map(answers.map(({ id, refusal }) => [id, refusal === undefined]))).toEqual(
      new Map([
        ['1', true],
        ['2', false],
        ['3', false],
        ['4', true],
        ['5', false],
      ]),
    );
    expect(answers).toHaveLength(5);
  });
});
