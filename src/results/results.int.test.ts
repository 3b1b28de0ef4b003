import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization, addPractice, addTask, beginCall, testCodec } from '../dialing/testing/world.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import type { Answer, Outcome } from '../kernel/outcome.ts';
import { makeResultsDesk } from './results.ts';

const { db } = useTestDatabase();
const masterKey = new Uint8Array(32).fill(9);
const clock = makeManualClock(Date.parse('2026-03-02T12:00:00Z'));
const fields = ['status', 'paid', 'repName', 'denialReason'].map((name) => ({
  name,
  label: name,
  type: 'text' as const,
  requirement: 'optional' as const,
}));
const callTypes: CallTypeCatalogue = new Map([
  ['claim_status', { callType: 'claim_status', title: 'Claim status', inputs: [], fields, checks: [] }],
]);
const nothing = () => Promise.resolve(undefined);
const nothingSeen = { timeline: nothing, recording: nothing, waveform: nothing };
const desk = makeResultsDesk({
  db,
  codec: testCodec,
  viewer: nothingSeen,
  callTypes,
  masterKey,
  clock,
});

let organizationId: string;
let all: TenantScope;
beforeEach(async () => {
  organizationId = await addOrganization(db);
  all = { organizationId, practiceIds: null };
});

const said = (value: Answer['value'], status: Answer['status'] = 'answered'): Answer => ({
  value,
  status,
  confirmed: true,
  evidence: {
    turn: 't4',
    questionTurn: 's3',
    speaker: 'representative',
    quote: 'one twenty',
    offsetMs: 61_449,
    confidence: 0.9,
  },
});

/** A task that ended at that minute of the day, with its outcome. */
async function ended(
  minute: number,
  more: { fields?: Outcome['fields']; practiceId?: string; state?: Outcome['state'] } = {},
) {
  const task = await addTask(db, organizationId);
  const { id: callId } = await beginCall(db);
  const finishedAt = new Date(Date.UTC(2026, 2, 2, 0, minute));
  const state = more.state ?? 'completed';
  const outcome: Outcome = {
    taskId: task.id,
    callId,
    callType: 'claim_status',
    state,
    fields: more.fields ?? {},
    missingFields: [],
    failure: null,
    checks: [],
    needsReview: false,
    finishedAt: finishedAt.toISOString(),
  };
  await db.tenant(organizationId, async (tx) => {
    await tx
      .updateTable('call_tasks')
      .set({ state, finished_at: finishedAt, practice_id: more.practiceId ?? null })
      .where('id', '=', task.id)
      .execute();
    await tx
      .updateTable('calls')
      .set({ practice_id: more.practiceId ?? null, state: 'ended' })
      .where('id', '=', callId)
      .execute();
    const sealed = await testCodec.seal(
      organizationId,
      `outcomes.sealed:${task.id}`,
      Buffer.from(JSON.stringify(outcome)),
    );
    await tx
      .insertInto('outcomes')
      .values({ task_id: task.id, organization_id: organizationId, call_id: callId, state, sealed })
      .execute();
  });
  return { taskId: task.id, callId };
}

const day = { callType: 'claim_status', from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };

async function rowsOf(scope: TenantScope, filter = {}): Promise<Record<string, string>[]> {
  const lines: string[] = [];
  for await (const line of desk.exportCsv(scope, { ...day, ...filter }) ?? []) lines.push(line);
  return parse(lines.join(''), { columns: true });
}

describe('outcomes as CSV', () => {
  it('are a row a task, oldest first, over as many pages as it takes', async () => {
    const template = await ended(0);
    // The rest are copies: two hundred calls through their tables take long.
    await db.system(async (tx) => {
      const task = await tx
        .selectFrom('call_tasks')
        .selectAll()
        .where('id', '=', template.taskId)
        .executeTakeFirstOrThrow();
      const outcome = await tx
        .selectFrom('outcomes')
        .selectAll()
        .where('task_id', '=', template.taskId)
        .executeTakeFirstOrThrow();
      for (let n = 1; n <= 400; n += 1) {
        const id = makeId('task');
        const body = {
          taskId: id,
          callId: null,
          fields: {},
          missingFields: [],
          failure: null,
          state: 'failed',
        };
        const sealed = await testCodec.seal(
          organizationId,
          `outcomes.sealed:${id}`,
          Buffer.from(JSON.stringify(body)),
        );
        await tx
          .insertInto('call_tasks')
          .values({
            id,
            organization_id: organizationId,
            call_type: task.call_type,
            external_id: `copy-${n}`,
            state: 'failed',
            payor_name: task.payor_name,
            payor_phone: task.payor_phone,
            practice: JSON.stringify(task.practice),
            inputs: task.inputs,
            body_hash: '{}',
            // Many of one minute: the id decides between them.
            finished_at: new Date(Date.UTC(2026, 2, 2, 1, Math.floor(n / 150))),
          })
          .execute();
        await tx
          .insertInto('outcomes')
          .values({ ...outcome, task_id: id, state: 'failed', sealed, created_at: new Date() })
          .execute();
      }
    });
    const rows = await rowsOf(all);
    expect(rows).toHaveLength(401);
    expect(new Set(rows.map((row) => row.taskId)).size).toBe(401);
    expect(rows[0]?.taskId).toBe(template.taskId);
    expect(await rowsOf(all, { state: 'completed' })).toHaveLength(1);
  });

  it('show each value with its status, and nothing that a spreadsheet would run', async () => {
    await ended(1, {
      fields: {
        paid: said(12_000),
        status: said('paid', 'doubtful'),
        repName: said('=HYPERLINK("x")'),
        denialReason: { value: null, status: 'not_applicable', confirmed: false, evidence: null },
      },
    });
    const [row] = await rowsOf(all);
    expect(row).toMatchObject({
      state: 'completed',
      paid: '12000',
      'paid.status': 'answered',
      status: 'paid',
      'status.status': 'doubtful',
      repName: `'=HYPERLINK("x")`,
    });
  });

  it('hold nothing that ended at another time, in another organization, or in a practice that is not seen', async () => {
    const mine = await addPractice(db, organizationId);
    const other = await addPractice(db, organizationId);
    const seen = await ended(3, { practiceId: mine });
    await ended(4, { practiceId: other });
    await ended(5);
    expect(await rowsOf(all)).toHaveLength(3);
    expect((await rowsOf({ organizationId, practiceIds: [mine] })).map((row) => row.taskId)).toEqual([
      seen.taskId,
    ]);
    expect(await rowsOf(all, { to: '2026-03-02T00:04:00Z' })).toHaveLength(1);
    expect(await rowsOf({ organizationId: await addOrganization(db), practiceIds: null })).toEqual([]);
  });

  it('are not to be had of a call type that does not exist', () => {
    expect(desk.exportCsv(all, { ...day, callType: 'weather' })).toBeUndefined();
  });
});

describe('the place of a value', () => {
  it('is its turn and its second; what was not said has none', async () => {
    const { taskId, callId } = await ended(6, {
      fields: {
        paid: said(12_000),
        allowed: { value: null, status: 'not_asked', confirmed: false, evidence: null },
      },
    });
    expect(await desk.evidence(all, taskId)).toMatchObject([
      { field: 'paid', callId, turn: 't4', quote: 'one twenty', atSeconds: 61.4 },
    ]);
    const elsewhere = { organizationId: await addOrganization(db), practiceIds: null };
    expect(await desk.evidence(elsewhere, taskId)).toBeUndefined();
  });
});

describe('a link', () => {
  const target = (callId: string) => ({ organizationId, madeBy: 'key_1', callId, shows: 'vtt' as const });

  it('shows what it was made for until it expires', async () => {
    const { callId } = await ended(7);
    const link = await desk.link(all, target(callId), 300);
    expect(desk.openLink(link?.token ?? '')).toEqual(target(callId));
    await clock.advance(300_000);
    expect(desk.openLink(link?.token ?? '')).toBeUndefined();
  });

  it('cannot be changed, or made under another key', async () => {
    const { callId } = await ended(8);
    const token = (await desk.link(all, target(callId), 300))?.token ?? '';
    const [payload = '', signature = ''] = token.split('.');
    const changed = Buffer.from(
      Buffer.from(payload, 'base64url').toString('utf8').replace('vtt', 'text'),
    ).toString('base64url');
    for (const forged of ['', '.', payload, `${payload}.`, `${changed}.${signature}`, `${payload}.AAAA`])
      expect(desk.openLink(forged)).toBeUndefined();
    const elsewhere = makeResultsDesk({
      db,
      codec: testCodec,
      viewer: nothingSeen,
      callTypes,
      masterKey: new Uint8Array(32).fill(1),
      clock,
    });
    expect(elsewhere.openLink(token)).toBeUndefined();
  });

  it('is not made for a call that is not seen', async () => {
    const { callId } = await ended(9, { practiceId: await addPractice(db, organizationId) });
    const limited = { organizationId, practiceIds: [await addPractice(db, organizationId)] };
    expect(await desk.link(limited, target(callId), 300)).toBeUndefined();
  });
});
