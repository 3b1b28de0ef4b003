import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../db/testing/test-database.ts';
import {
  addOrganization,
  addPractice,
  addTask,
  makeSilentQueue,
  testCodec,
} from '../../dialing/testing/world.ts';
import { allScopes, type Principal } from '../../kernel/access.ts';
import type { CallTask, CallTypeCatalogue } from '../../kernel/call-task.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import { ProblemError, VersionConflict } from '../../kernel/errors.ts';
import { makeId } from '../../kernel/ids.ts';
import { outcomeContext, type Answer, type Outcome } from '../../kernel/outcome.ts';
import type { Transcript } from '../../kernel/result.ts';
import type { Reviewer } from '../../kernel/review.ts';
import { openJson } from '../../kernel/sealed-json.ts';
import { makeSearchHash } from '../../privacy/search-hash.ts';
import { retryTask } from '../../tasks/retry.ts';
import { makeEventOutbox } from '../../webhooks/outbox.ts';
import { makeWebhookSecrets } from '../../webhooks/secrets.ts';
import { makeOutcomeWriter } from '../outcome-writer.ts';
import { makeReviewDesk } from './desk.ts';
import { closeForRetry } from './send-back.ts';

const { db } = useTestDatabase();
const clock = makeManualClock(Date.parse('2026-03-10T10:00:00.000Z'));
const today = () => '2026-03-10';
const searchHash = makeSearchHash(new Uint8Array(32).fill(3));
const queue = makeSilentQueue();
const secrets = makeWebhookSecrets({ db, codec: testCodec });
const announcer = makeEventOutbox({ db, codec: testCodec, secrets, queue, clock });

const callTypes: CallTypeCatalogue = new Map([
  [
    'claim_status',
    {
      callType: 'claim_status',
      title: 'Claim status',
      inputs: [{ name: 'memberId', label: 'Member ID', kind: 'identifier', required: true }],
      fields: [
        {
          name: 'status',
          label: 'Status',
          type: 'enum',
          requirement: 'required',
          values: [
            { value: 'paid', say: 'paid' },
            { value: 'denied', say: 'denied' },
          ],
        },
        {
          name: 'paidAmount',
          label: 'Paid amount',
          type: 'money',
          requirement: 'conditional',
          when: { field: 'status', in: ['paid'] },
        },
        { name: 'allowedAmount', label: 'Allowed amount', type: 'money', requirement: 'optional' },
        { name: 'checkNumber', label: 'Check number', type: 'identifier', requirement: 'optional' },
      ],
      checks: [{ kind: 'at_most', name: 'paid at most allowed', left: 'paidAmount', right: 'allowedAmount' }],
    },
  ],
]);

const said = (quote: string) => ({
  turn: 't1',
  questionTurn: null,
  speaker: 'representative' as const,
  quote,
  offsetMs: 1_000,
  confidence: 0.9,
});
const answer = (value: Answer['value'], status: Answer['status'] = 'answered'): Answer => ({
  value,
  status,
  evidence: said('it was one fifty'),
  confirmed: false,
});

const transcript: Transcript = {
  callId: 'set by each test',
  turns: [
    {
      turn: 't7',
      speaker: 'representative',
      text: 'the check number is 0012345',
      startMs: 5_000,
      endMs: 8_000,
      words: 'the check number is 0012345'.split(' ').map((text, at) => ({
        text,
        startMs: 5_000 + at * 500,
        endMs: 5_400 + at * 500,
        confidence: 0.8,
        estimated: false,
      })),
    },
    { turn: 't8', speaker: 'agent', text: 'is it 0099999', startMs: 8_100, endMs: 9_000, words: [] },
  ],
  phases: [],
};

const tasks = new Map<string, CallTask>();
const loadTasks = (_organizationId: string, ids: readonly string[]) =>
  Promise.resolve(ids.flatMap((id) => tasks.get(id) ?? []));
const writer = makeOutcomeWriter({ callTypes, codec: testCodec, announcer, clock, today, searchHash });
const desk = makeReviewDesk({
  db,
  codec: testCodec,
  loadTasks,
  callTypes,
  announcer,
  searchHash,
  transcript: (_scope, callId) => Promise.resolve({ ...transcript, callId }),
  retry: (principal, taskId, wish, within) =>
    retryTask(
      { db, codec: testCodec, events: announcer, queue, clock, closeReview: closeForRetry },
      principal,
      taskId,
      wish,
      within,
    ),
  clock,
  today,
});

let organizationId: string;
let practiceId: string;
let otherPractice: string;

beforeAll(async () => {
  organizationId = await addOrganization(db);
  practiceId = await addPractice(db, organizationId);
  otherPractice = await addPractice(db, organizationId);
});

const principal = (more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  actorId: 'user_robin',
  organizationId,
  practiceIds: null,
  scopes: allScopes,
  ...more,
});
const reviewer = (more: Partial<Principal> = {}): Reviewer => ({
  principal: principal(more),
  origin: { requestId: 'req_1', address: '192.0.2.1' },
});

/** A task whose call brought these answers. */
async function ended(answers: Record<string, Answer>): Promise<CallTask> {
  const added = await addTask(db, organizationId, { practiceId, webhookUrl: 'https://billing.test/hook' });
  const task = { ...added, inputs: { memberId: 'W4471908' } };
  tasks.set(task.id, task);
  await end(task, answers);
  return task;
}

async function end(task: CallTask, answers: Record<string, Answer>): Promise<void> {
  const prepared = await writer.prepare(task, null, {
    taskId: task.id,
    answers,
    required: [],
    failure: null,
  });
  await db.tenant(organizationId, (tx) => prepared.write(tx));
}

const doubtful = () => ended({ status: answer('paid'), paidAmount: answer(15_000, 'doubtful') });

async function standing({ id }: CallTask) {
  const rows = await db.tenant(organizationId, async (tx) => ({
    review: await tx
      .selectFrom('task_reviews')
      .selectAll()
      .where('task_id', '=', id)
      .executeTakeFirstOrThrow(),
    task: await tx.selectFrom('call_tasks').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    sealed: await tx
      .selectFrom('outcomes')
      .select('sealed')
      .where('task_id', '=', id)
      .orderBy('revision', 'desc')
      .executeTakeFirstOrThrow(),
    corrections: await tx.selectFrom('task_corrections').selectAll().where('task_id', '=', id).execute(),
    events: await tx.selectFrom('events').selectAll().where('task_id', '=', id).orderBy('position').execute(),
    deliveries: await tx
      .selectFrom('webhook_deliveries')
      .innerJoin('events', 'events.id', 'webhook_deliveries.event_id')
      .select(['events.type', 'webhook_deliveries.url'])
      .where('events.task_id', '=', id)
      .orderBy('webhook_deliveries.position')
      .execute(),
    audit: await tx.selectFrom('audit_log').selectAll().where('subject', '=', id).execute(),
  }));
  const outcome = (await openJson(
    testCodec,
    organizationId,
    outcomeContext(id),
    rows.sealed.sealed,
  )) as Outcome;
  return { ...rows, outcome };
}

const refusalOf = async (work: Promise<unknown>): Promise<ProblemError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error('It was not refused.', { cause: error });
};

describe('values', () => {
  it('are corrected with what the machine had said kept, and told again with the right payload', async () => {
    const task = await doubtful();
    const change = {
      field: 'paidAmount',
      action: 'correct',
      value: 14_250,
      reason: 'She says one forty two fifty',
    } as const;
    expect(await desk.changeValues(reviewer(), task.id, 1, [change])).toBe(2);
    const now = await standing(task);
    expect(now.outcome).toMatchObject({ state: 'completed', needsReview: false, missingFields: [] });
    expect(now.outcome.fields.paidAmount).toMatchObject({
      value: 14_250,
      status: 'answered',
      review: { action: 'correct', by: 'user_robin', machineValue: 15_000, machineStatus: 'doubtful' },
    });
    expect(now.task).toMatchObject({ state: 'completed', needs_review: false });
    expect(now.review).toMatchObject({ state: 'open', version: 2, reasons: ['doubtful_value'] });
    const told = now.events.find(({ type }) => type === 'task.corrected');
    expect(told?.thin).toMatchObject({
      state: 'completed',
      needsReview: false,
      correctedFields: ['paidAmount'],
    });
    expect(JSON.stringify(told?.thin)).not.toContain('14250');
    const body = await openJson(
      testCodec,
      organizationId,
      `events.sealed:${told?.id}`,
      told?.sealed ?? new Uint8Array(),
    );
    expect(body).toMatchObject({
      type: 'task.corrected',
      data: { externalId: task.externalId, outcome: now.outcome },
    });
    expect(now.deliveries).toContainEqual({ type: 'task.corrected', url: 'https://billing.test/hook' });
    expect(now.audit.map(({ action }) => action)).toContain('task.value.correct');
    expect(Buffer.from(now.corrections[0]?.sealed ?? []).toString('latin1')).not.toContain('forty');
  });

  it('are judged anew: a correction that contradicts another value fails its check', async () => {
    const task = await ended({
      status: answer('paid'),
      paidAmount: answer(15_000),
      allowedAmount: answer(20_000),
    });
    expect((await standing(task)).review.state).toBe('clear');
    await desk.changeValues(reviewer(), task.id, 1, [
      { field: 'allowedAmount', action: 'correct', value: 10_000, reason: 'One hundred' },
    ]);
    const now = await standing(task);
    expect(now.outcome.checks).toEqual([
      { name: 'paid at most allowed', passed: false, fields: ['paidAmount', 'allowedAmount'] },
    ]);
    expect(now.review).toMatchObject({ state: 'open', reasons: ['failed_check'] });
    expect(now.task.needs_review).toBe(true);
  });

  it('open a branch: what it wants is missing then', async () => {
    const task = await ended({ status: answer('denied') });
    await desk.changeValues(reviewer(), task.id, 1, [
      { field: 'status', action: 'correct', value: 'paid', reason: 'Paid' },
    ]);
    expect((await standing(task)).outcome).toMatchObject({ state: 'partial', missingFields: ['paidAmount'] });
  });

  it('that are rejected are nothing, and nothing is claimed of the payor', async () => {
    const task = await doubtful();
    await desk.changeValues(reviewer(), task.id, 1, [
      { field: 'paidAmount', action: 'reject', reason: 'That was the billed amount' },
    ]);
    const { outcome } = await standing(task);
    expect(outcome.fields.paidAmount).toMatchObject({ value: null, status: 'not_asked', evidence: null });
    expect(outcome).toMatchObject({ state: 'partial', missingFields: ['paidAmount'] });
  });

  it('are added from a passage of a call of the task, and found by afterwards', async () => {
    const task = await doubtful();
    const callId = await addCall(task);
    const evidence = { callId, turn: 't7', quote: 'number is 0012345' };
    await desk.changeValues(reviewer(), task.id, 1, [
      { field: 'checkNumber', action: 'add', value: '0012345', reason: 'Heard', evidence },
    ]);
    const { outcome } = await standing(task);
    expect(outcome.fields.checkNumber?.evidence).toEqual({
      callId,
      turn: 't7',
      questionTurn: null,
      speaker: 'representative',
      quote: 'number is 0012345',
      offsetMs: 6_000,
      confidence: 0.8,
    });
    const keys = await db.tenant(organizationId, (tx) =>
      tx
        .selectFrom('task_search_keys')
        .select('kind')
        .where('task_id', '=', task.id)
        .orderBy('kind')
        .execute(),
    );
    expect(keys).toEqual([{ kind: 'check_number' }, { kind: 'member_id' }]);
  });

  it.each([
    ['other words', { turn: 't7', quote: 'number is 0099999' }, 'must quote words that stand in that turn'],
    [
      'words of ours',
      { turn: 't8', quote: 'is it 0099999' },
      'must be what the other side said: our own words prove nothing',
    ],
    ['another turn', { turn: 't9', quote: 'number' }, 'must name a turn of that call'],
  ])('are not added from %s', async (_what, passage, detail) => {
    const task = await doubtful();
    const evidence = { callId: await addCall(task), ...passage };
    const problem = await refusalOf(
      desk.changeValues(reviewer(), task.id, 1, [
        { field: 'checkNumber', action: 'add', value: '0099999', reason: 'Heard', evidence },
      ]),
    );
    expect(problem.problems).toEqual([{ pointer: '/changes/0/evidence', detail }]);
  });

  it('are refused all at once, each by its place, and nothing of them is saved', async () => {
    const task = await doubtful();
    const evidence = { callId: makeId('call'), turn: 't7', quote: 'number' };
    const problem = await refusalOf(
      desk.changeValues(reviewer(), task.id, 1, [
        { field: 'status', action: 'confirm' },
        { field: 'paidAmount', action: 'correct', value: 12.5, reason: 'x' },
        { field: 'checkNumber', action: 'add', value: '001', reason: 'x', evidence },
        { field: 'allowedAmount', action: 'confirm' },
        { field: 'nothing', action: 'confirm' },
        { field: 'status', action: 'reject', reason: 'x' },
      ]),
    );
    expect(problem.problems.map(({ pointer }) => pointer)).toEqual([
      '/changes/1/value',
      '/changes/2/evidence',
      '/changes/3/action',
      '/changes/4/field',
      '/changes/5/field',
    ]);
    const now = await standing(task);
    expect(now.review.version).toBe(1);
    expect(now.corrections).toEqual([]);
  });
});

describe('two reviewers', () => {
  it('do not overwrite each other: the second is told, and nothing of theirs is saved', async () => {
    const task = await doubtful();
    const tries = await Promise.allSettled(
      [14_000, 13_000].map((value, at) =>
        desk.changeValues(reviewer({ actorId: `user_${at}` }), task.id, 1, [
          { field: 'paidAmount', action: 'correct', value, reason: 'Heard so' },
        ]),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = tries.find((one) => one.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(VersionConflict);
    expect(refused?.reason).toHaveProperty('currentVersion', 2);
    const now = await standing(task);
    expect(now.corrections).toHaveLength(1);
    expect(now.events.filter(({ type }) => type === 'task.corrected')).toHaveLength(1);
    expect(now.outcome.fields.paidAmount?.review?.by).toBe(now.corrections[0]?.by);
  });

  it('cannot approve what somebody has just changed', async () => {
    const task = await doubtful();
    await desk.changeValues(reviewer(), task.id, 1, [{ field: 'paidAmount', action: 'confirm' }]);
    await expect(desk.approve(reviewer({ actorId: 'user_kim' }), task.id, 1)).rejects.toThrow(
      VersionConflict,
    );
    expect((await standing(task)).review.state).toBe('open');
  });
});

describe('a decision', () => {
  it('approves: no review is needed any more, and it is told by whom', async () => {
    const task = await doubtful();
    expect((await standing(task)).task.needs_review).toBe(true);
    expect(await desk.approve(reviewer(), task.id, 1)).toBe(2);
    const now = await standing(task);
    expect(now.task.needs_review).toBe(false);
    expect(now.outcome).toMatchObject({
      needsReview: false,
      approval: { by: 'user_robin', at: '2026-03-10T10:00:00.000Z' },
    });
    expect(now.deliveries).toContainEqual({ type: 'task.approved', url: 'https://billing.test/hook' });
    expect((await refusalOf(desk.approve(reviewer(), task.id, 2))).message).toContain('Reopen');
    expect(await desk.reopen(reviewer(), task.id, 2)).toBe(3);
    const again = await standing(task);
    expect(again.outcome.approval).toBeUndefined();
    expect(again.outcome.needsReview).toBe(true);
    expect(again.task.needs_review).toBe(true);
  });

  it('sends back: the task is asked again with the note, and its next outcome opens the review anew', async () => {
    const task = await doubtful();
    expect(await desk.sendBack(reviewer(), task.id, 1, { note: 'Ask for the check' })).toBe(2);
    const now = await standing(task);
    expect(now.task).toMatchObject({ state: 'queued', revision: 2 });
    expect(now.review).toMatchObject({ state: 'sent_back', version: 2, decided_by: 'user_robin' });
    expect((await refusalOf(desk.approve(reviewer(), task.id, 2))).message).toContain('asked again');
    await end({ ...task, revision: 2 }, { status: answer('denied') });
    expect((await standing(task)).review).toMatchObject({
      state: 'clear',
      revision: 2,
      version: 3,
      decided_by: null,
    });
  });

  it('that is based on an older version sends nothing back', async () => {
    const task = await doubtful();
    await desk.approve(reviewer(), task.id, 1);
    await expect(desk.sendBack(reviewer(), task.id, 1, { note: 'x' })).rejects.toThrow(VersionConflict);
    expect((await standing(task)).task).toMatchObject({ state: 'completed', revision: 1 });
  });

  it('is not made on tasks of practices that the reviewer is not for', async () => {
    const task = await doubtful();
    const stranger = reviewer({ practiceIds: [otherPractice] });
    const version = 1;
    expect(await desk.approve(stranger, task.id, version)).toBeUndefined();
    expect(await desk.changeValues(stranger, task.id, version, [])).toBeUndefined();
    expect(await desk.sendBack(stranger, task.id, version, { note: 'x' })).toBeUndefined();
    expect(await desk.assign(stranger, task.id, version, null)).toBeUndefined();
    expect(await desk.reopen(stranger, task.id, version)).toBeUndefined();
    expect(await desk.approve(reviewer({ practiceIds: [practiceId] }), task.id, version)).toBe(2);
  });

  it('on many harms none by one that is refused', async () => {
    const [first, second] = [await doubtful(), await doubtful()];
    await desk.assign(reviewer(), second.id, 1, null);
    const results = await desk.bulk(reviewer(), { action: 'approve' }, [
      { taskId: first.id, version: 1 },
      { taskId: second.id, version: 1 },
      { taskId: makeId('task'), version: 1 },
    ]);
    expect(results.map((one) => (one.ok ? one.version : one.problem.code))).toEqual([
      2,
      'conflict',
      'not_found',
    ]);
  });

  it('cannot assign to nobody that is there', async () => {
    const task = await doubtful();
    const problem = await refusalOf(desk.assign(reviewer(), task.id, 1, 'user_unknown'));
    expect(problem.problems[0]?.pointer).toBe('/assignee');
    expect((await standing(task)).review.version).toBe(1);
  });
});

async function addCall(task: CallTask): Promise<string> {
  const id = makeId('call');
  const owned = { organization_id: organizationId };
  await db.tenant(organizationId, async (tx) => {
    await tx
      .insertInto('calls')
      .values({
        ...owned,
        id,
        to_number: '+13035550142',
        from_number: '+13035550100',
        state: 'ended',
        practice_id: practiceId,
      })
      .execute();
    await tx
      .insertInto('calls_call_tasks')
      .values({ ...owned, call_id: id, task_id: task.id, position: 0 })
      .execute();
  });
  return id;
}
