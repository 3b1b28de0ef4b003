import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../db/testing/test-database.ts';
import { addOrganization, addPayor, addPractice } from '../../dialing/testing/world.ts';
import type { TenantScope } from '../../kernel/access.ts';
import type { InsightFilter, InsightGrouping } from '../../kernel/insights.ts';
import { makePast } from '../testing/past.ts';
import { makeInsightsDesk } from './insights.ts';

const { db } = useTestDatabase();
const desk = makeInsightsDesk({ db });

let organizationId: string;
let all: TenantScope;
let past: ReturnType<typeof makePast>;
beforeEach(async () => {
  organizationId = await addOrganization(db);
  all = { organizationId, practiceIds: null };
  past = makePast(db, organizationId);
});

const march = { from: '2026-03-02', to: '2026-03-04' };
/** A minute of the second of March, in the organization's zone (New York) the hour before noon. */
const at = (minute: number, day = 2) => new Date(Date.UTC(2026, 2, day, 16, minute)).toISOString();

const ask = (by: InsightGrouping = 'day', more: Partial<InsightFilter> = {}, scope = all) =>
  desk.insights(scope, { ...march, ...more }, by);

async function setRate(centsPerMinute: number) {
  await db.system((tx) =>
    tx
      .insertInto('dial_limits')
      .values({ organization_id: organizationId, cents_per_minute: centsPerMinute, updated_by: 'test' })
      .execute(),
  );
}

describe('tasks', () => {
  it('count once each by how their newest asking ended; canceled ones apart', async () => {
    for (const state of ['completed', 'completed', 'completed', 'partial', 'failed', 'canceled'] as const)
      await past.task({ finishedAt: at(0), state });
    const { totals } = await ask();
    expect(totals.tasks).toEqual({ ended: 5, completed: 3, partial: 1, failed: 1, canceled: 1 });
    expect(totals.successRate).toBe(3 / 5);
  });

  it('are first-call completions where the first attempt of the first asking completed them', async () => {
    await past.task({ finishedAt: at(0) });
    await past.task({ finishedAt: at(0), attempts: 2 });
    await past.task({ finishedAt: at(0), revision: 2 });
    await past.task({ finishedAt: at(0), state: 'partial' });
    const { totals } = await ask();
    expect([totals.firstCallCompletions, totals.firstCallCompletionRate]).toEqual([1, 1 / 4]);
  });

  it('that were not completed count by their reason, the most frequent first', async () => {
    await past.task({ finishedAt: at(0), state: 'failed', reason: 'closed' });
    await past.task({ finishedAt: at(0), state: 'failed', reason: 'hold_timeout' });
    await past.task({ finishedAt: at(0), state: 'partial', reason: 'hold_timeout' });
    await past.task({ finishedAt: at(0), state: 'partial' });
    // What its earlier call met is no reason of a task that was completed after all, or taken back.
    await past.task({ finishedAt: at(0), reason: 'busy' });
    await past.task({ finishedAt: at(0), state: 'canceled', reason: 'canceled' });
    expect((await ask()).totals.reasons).toEqual([
      { reason: 'hold_timeout', partial: 1, failed: 1 },
      { reason: null, partial: 1, failed: 0 },
      { reason: 'closed', partial: 0, failed: 1 },
    ]);
  });

  it('of which nothing ended have no rates', async () => {
    const { totals, corrections, webhooks } = await ask();
    expect(totals).toMatchObject({
      successRate: null,
      firstCallCompletionRate: null,
      needsReviewRate: null,
      correctionRate: null,
      holdSeconds: { calls: 0, median: null, p95: null },
      costCents: null,
      costCentsPerTask: null,
    });
    expect(corrections).toEqual([]);
    expect(webhooks).toMatchObject({ delivered: 0, delaySeconds: { median: null, p95: null } });
  });
});

describe('days', () => {
  it("are the organization's own: they begin and end at its midnight, also where the clock is changed", async () => {
    // New York is five hours behind UTC until the 8th of March at two, and four after it.
    await past.task({ finishedAt: '2026-03-08T04:59:59Z' });
    await past.task({ finishedAt: '2026-03-08T05:00:00Z' });
    await past.task({ finishedAt: '2026-03-09T03:59:59Z' });
    await past.task({ finishedAt: '2026-03-09T04:00:00Z' });
    const day = await ask('day', { from: '2026-03-08', to: '2026-03-08' });
    expect([day.totals.tasks.ended, day.timeZone]).toEqual([2, 'America/New_York']);
    const { series } = await ask('day', { from: '2026-03-06', to: '2026-03-09' });
    expect(series.map(({ key, tasks }) => [key, tasks.ended])).toEqual([
      ['2026-03-06', 0],
      ['2026-03-07', 1],
      ['2026-03-08', 2],
      ['2026-03-09', 1],
    ]);
  });

  it('make weeks that begin on Monday; the first and the last count what lies in the span', async () => {
    // The first of March 2026 is a Sunday.
    for (const day of [1, 2, 8, 9, 10]) await past.task({ finishedAt: at(0, day) });
    const { rows, totals } = await ask('week', { from: '2026-03-01', to: '2026-03-09' });
    expect(rows.map(({ key, tasks }) => [key, tasks.ended])).toEqual([
      ['2026-02-23', 1],
      ['2026-03-02', 2],
      ['2026-03-09', 1],
    ]);
    expect(totals.tasks.ended).toBe(4);
  });

  it('that lie the wrong way round, or are too many, are refused', async () => {
    await expect(ask('day', { from: '2026-03-05' })).rejects.toMatchObject({ status: 400 });
    await expect(ask('day', { from: '2025-01-27' })).rejects.toMatchObject({ status: 400 });
    expect((await ask('day', { from: '2025-01-29' })).series).toHaveLength(400);
  });
});

describe('calls', () => {
  it('tell how long they were on hold and how long not: median and 95th percentile of the answered ones', async () => {
    for (const [holdSeconds, activeSeconds] of [
      [100, 10],
      [200, 20],
      [300, 30],
      [400, 40],
      [1_000, 50],
    ] as const)
      await past.call({ endedAt: at(0), minutes: 10, holdSeconds, activeSeconds });
    // Neither one that nobody answered nor one of which it was not measured.
    await past.call({ endedAt: at(0), minutes: null, holdSeconds: 0, activeSeconds: 0 });
    await past.call({ endedAt: at(0), minutes: 10 });
    const { totals } = await ask();
    // Rank 1 + 0.95 × 4 = 4.8 of five: 400 + 0.8 × 600.
    expect(totals.holdSeconds).toEqual({ calls: 5, median: 300, p95: 880 });
    expect(totals.activeSeconds).toEqual({ calls: 5, median: 30, p95: 48 });
    expect(totals.calls).toEqual({ ended: 7, answered: 6, minutes: 60 });
  });

  it('cost their minutes, which the tasks that ended in the same span share', async () => {
    await setRate(2.5);
    await past.call({ endedAt: at(0), minutes: 30 });
    await past.call({ endedAt: at(0), minutes: 10.4 });
    await past.call({ endedAt: at(0), minutes: null });
    for (const state of ['completed', 'partial', 'failed', 'canceled'] as const)
      await past.task({ finishedAt: at(0), state });
    const { totals, centsPerMinute } = await ask();
    expect([centsPerMinute, totals.costCents, totals.costCentsPerTask]).toEqual([2.5, 101, 33.7]);
  });

  it('cost nothing that anybody knows where no rate is set', async () => {
    await past.call({ endedAt: at(0), minutes: 30 });
    await past.task({ finishedAt: at(0) });
    expect((await ask()).totals).toMatchObject({ costCents: null, costCentsPerTask: null });
  });

  it('that the carrier never took are none', async () => {
    await past.call({ endedAt: at(0), minutes: null, carrierSid: null });
    expect((await ask()).totals.calls.ended).toBe(0);
  });
});

describe('reviews', () => {
  it('tell what the machine left in doubt, whatever people made of it since', async () => {
    await past.task({ finishedAt: at(0), review: { state: 'approved', reasons: ['doubtful_value'] } });
    await past.task({ finishedAt: at(0), review: { state: 'open', reasons: ['failed_check', 'partial'] } });
    await past.task({ finishedAt: at(0), review: { state: 'open', reasons: ['partial'] }, state: 'partial' });
    await past.task({ finishedAt: at(0), review: { state: 'clear' } });
    // Asked again: the doubts of the asking before are not those of this one.
    await past.task({
      finishedAt: at(0),
      revision: 2,
      review: { state: 'approved', reasons: ['doubtful_value'], revision: 1 },
    });
    const { totals } = await ask();
    expect([totals.needsReview, totals.needsReviewRate]).toEqual([2, 2 / 5]);
  });

  it('correct a task where they change an answer of it; confirming one corrects nothing', async () => {
    await past.task({ finishedAt: at(0), review: { state: 'approved' } });
    await past.task({ finishedAt: at(0), review: { state: 'approved' }, corrections: [['paid', 'confirm']] });
    await past.task({
      finishedAt: at(0),
      review: { state: 'open' },
      corrections: [
        ['paid', 'correct'],
        ['status', 'reject'],
      ],
    });
    await past.task({ finishedAt: at(0), review: { state: 'open' } });
    await past.task({ finishedAt: at(0), review: { state: 'clear' } });
    const { totals } = await ask();
    expect([totals.reviewed, totals.corrected, totals.correctionRate]).toEqual([3, 1, 1 / 3]);
  });

  it('tell by field what was done to it last, of the tasks that somebody decided', async () => {
    const approved = { finishedAt: at(0), review: { state: 'approved' } } as const;
    await past.task({
      ...approved,
      corrections: [
        ['paid', 'correct'],
        ['paid', 'correct'],
      ],
    });
    await past.task({
      ...approved,
      corrections: [
        ['paid', 'correct'],
        ['paid', 'confirm'],
      ],
    });
    await past.task({
      ...approved,
      corrections: [
        ['paid', 'reject'],
        ['status', 'add'],
      ],
    });
    await past.task(approved);
    await past.task({ ...approved, callType: 'eligibility', corrections: [['paid', 'confirm']] });
    await past.task({ ...approved, finishedAt: at(0, 9), corrections: [['paid', 'correct']] });
    const none = { correct: 0, confirm: 0, reject: 0, add: 0 };
    expect((await ask()).corrections).toEqual([
      {
        callType: 'claim_status',
        field: 'paid',
        actions: { ...none, correct: 1, confirm: 1, reject: 1 },
        reviewed: 4,
        correctionRate: 2 / 4,
      },
      {
        callType: 'claim_status',
        field: 'status',
        actions: { ...none, add: 1 },
        reviewed: 4,
        correctionRate: 1 / 4,
      },
      {
        callType: 'eligibility',
        field: 'paid',
        actions: { ...none, confirm: 1 },
        reviewed: 1,
        correctionRate: 0,
      },
    ]);
  });
});

describe('groups', () => {
  it('have a row each with all its figures, those with most tasks first, and add up to the whole', async () => {
    await setRate(10);
    const payorId = await addPayor(db, 1);
    const filed = { id: payorId, name: 'Blue Mesa', phone: '+13035550143' };
    const elsewhere = { id: null, name: 'Valley Mutual', phone: '+13035550144' };
    await past.task({ finishedAt: at(0), payor: elsewhere, usState: 'CO' });
    await past.task({ finishedAt: at(0), payor: filed, usState: 'CO', state: 'failed', reason: 'closed' });
    await past.task({ finishedAt: at(0, 3), payor: filed, callType: 'eligibility' });
    await past.call({
      endedAt: at(0),
      payor: filed,
      minutes: 5,
      holdSeconds: 60,
      activeSeconds: 9,
      usState: 'CO',
    });
    await past.call({ endedAt: at(0), payor: elsewhere, minutes: 1, callType: 'eligibility' });

    const byPayor = (await ask('payor')).rows;
    expect(byPayor.map((row) => [row.key, row.label, row.tasks.ended, row.successRate])).toEqual([
      [payorId, 'Blue Mesa', 2, 1 / 2],
      ['+13035550144', 'Valley Mutual', 1, 1],
    ]);
    expect(byPayor[0]).toMatchObject({
      reasons: [{ reason: 'closed', failed: 1 }],
      holdSeconds: { calls: 1, median: 60 },
      costCents: 50,
      costCentsPerTask: 25,
    });
    expect((await ask('state')).rows.map((row) => [row.key, row.tasks.ended, row.calls.ended])).toEqual([
      ['CO', 2, 1],
      [null, 1, 1],
    ]);
    expect((await ask('callType')).rows.map((row) => [row.key, row.tasks.ended, row.calls.minutes])).toEqual([
      ['claim_status', 2, 5],
      ['eligibility', 1, 1],
    ]);
    const { rows, totals, series } = await ask('payor');
    for (const parts of [rows, series]) {
      expect(parts.reduce((sum, { tasks }) => sum + tasks.ended, 0)).toBe(totals.tasks.ended);
      expect(parts.reduce((sum, { costCents }) => sum + (costCents ?? 0), 0)).toBe(totals.costCents);
    }
  });

  it('have a row where only calls ended', async () => {
    const payorId = await addPayor(db, 1);
    await past.call({ endedAt: at(0), minutes: 1, payor: { id: payorId, name: '', phone: '+13035550143' } });
    expect((await ask('payor')).rows).toMatchObject([
      { key: payorId, label: `Payor ${payorId}`, tasks: { ended: 0 }, calls: { ended: 1 } },
    ]);
  });

  it('can be looked into: by payor, by its number, by practice, call type and state', async () => {
    const practiceId = await addPractice(db, organizationId);
    const payor = { id: null, name: 'Valley Mutual', phone: '+13035550144' };
    const one = await past.task({
      finishedAt: at(0),
      practiceId,
      usState: 'UT',
      callType: 'eligibility',
      payor,
    });
    await past.call({
      endedAt: at(0),
      minutes: 3,
      practiceId,
      usState: 'UT',
      callType: 'eligibility',
      payor,
    });
    await past.delivery({ taskId: one, practiceId, madeAt: at(1), state: 'delivered', afterSeconds: 4 });
    const other = await past.task({ finishedAt: at(0) });
    await past.call({ endedAt: at(0), minutes: 7 });
    await past.delivery({ taskId: other, madeAt: at(1), state: 'dead' });
    for (const filter of [
      { payorId: payor.phone },
      { practiceId },
      { callType: 'eligibility' },
      { state: 'UT' },
    ]) {
      const { totals, webhooks } = await ask('day', filter);
      expect([totals.tasks.ended, totals.calls.minutes, webhooks.delivered, webhooks.dead]).toEqual([
        1, 3, 1, 0,
      ]);
    }
    const { totals, webhooks } = await ask();
    expect([totals.tasks.ended, totals.calls.minutes, webhooks.delivered, webhooks.dead]).toEqual([
      2, 10, 1, 1,
    ]);
  });
});

describe('webhooks', () => {
  it('tell what became of the deliveries made out in the span, and how long the delivered ones took', async () => {
    const taskId = await past.task({ finishedAt: at(0) });
    for (const afterSeconds of [1, 2, 9])
      await past.delivery({ taskId, madeAt: at(1), state: 'delivered', afterSeconds });
    await past.delivery({ taskId, madeAt: at(1), state: 'delivered', afterSeconds: 500, isReplay: true });
    for (const state of ['pending', 'waiting', 'dead'] as const)
      await past.delivery({ taskId, madeAt: at(1), state });
    await past.delivery({ taskId, madeAt: at(1, 9), state: 'dead' });
    expect((await ask()).webhooks).toEqual({
      delivered: 4,
      pending: 2,
      dead: 1,
      replays: 1,
      // Rank 1 + 0.95 × 2 = 2.9 of three: 2 + 0.9 × 7.
      delaySeconds: { median: 2, p95: 8.3 },
    });
  });
});

describe('who sees some practices only', () => {
  it('is told of these alone, in every figure', async () => {
    await setRate(10);
    const mine = await addPractice(db, organizationId);
    const other = await addPractice(db, organizationId);
    for (const practiceId of [mine, other, other]) {
      const taskId = await past.task({
        finishedAt: at(0),
        practiceId,
        state: 'failed',
        reason: practiceId === mine ? 'closed' : 'busy',
        review: { state: 'approved', reasons: ['doubtful_value'] },
        corrections: [['paid', 'correct']],
      });
      await past.call({
        endedAt: at(0),
        practiceId,
        minutes: 6,
        holdSeconds: practiceId === mine ? 60 : 600,
      });
      await past.delivery({ taskId, practiceId, madeAt: at(1), state: 'delivered', afterSeconds: 1 });
    }
    const limited = { organizationId, practiceIds: [mine] };
    const seen = await ask('practice', {}, limited);
    expect(seen.rows.map(({ key, label }) => [key, label])).toEqual([[mine, 'Test practice']]);
    expect(seen.totals).toMatchObject({
      tasks: { ended: 1 },
      reasons: [{ reason: 'closed' }],
      needsReview: 1,
      corrected: 1,
      calls: { ended: 1, minutes: 6 },
      holdSeconds: { calls: 1, median: 60 },
      costCents: 60,
    });
    expect(seen.corrections).toMatchObject([{ field: 'paid', reviewed: 1, actions: { correct: 1 } }]);
    expect(seen.webhooks.delivered).toBe(1);
    expect((await ask('practice', { practiceId: other }, limited)).totals.tasks.ended).toBe(0);
    expect((await ask('practice')).totals.tasks.ended).toBe(3);
  });

  it('of another organization, of nothing', async () => {
    await past.task({ finishedAt: at(0) });
    const elsewhere = { organizationId: await addOrganization(db), practiceIds: null };
    expect((await ask('day', {}, elsewhere)).totals.tasks.ended).toBe(0);
  });
});
