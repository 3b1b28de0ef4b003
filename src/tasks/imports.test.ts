import { describe, expect, it } from 'vitest';
import { ProblemError } from '../kernel/errors.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { ImportRow, ImportWish, RowCounts, RowResult, TaskImport } from '../kernel/task-work.ts';
import type { ImportRecords } from './import-record.ts';
import { makeTaskImports } from './imports.ts';
import { claimStatusOnly } from './testing/claim-status.ts';
import { principalOf } from './testing/world.ts';

/** Keeps what was noted last. */
function makeRecords(): ImportRecords & { last: (RowCounts & { state: string }) | undefined } {
  return {
    last: undefined,
    begin: () => Promise.resolve(),
    note(_principal, id, counts, state) {
      this.last = { ...counts, state };
      const times = { startedAt: '2026-03-02T12:00:00.000Z', updatedAt: '2026-03-02T12:00:00.000Z' };
      const noted: TaskImport = { id, dryRun: false, state, ...counts, ...times };
      return Promise.resolve(noted);
    },
    get: () => Promise.resolve(undefined),
    list: () => Promise.resolve({ data: [], nextCursor: null }),
  };
}

/** Takes everything whose externalId does not begin with `bad`, and keeps the bodies. */
function makeWorld() {
  const bodies: Record<string, unknown>[] = [];
  let most = 0;
  const records = makeRecords();
  const imports = makeTaskImports({
    intake: () => ({
      take: (chunk) => {
        most = Math.max(most, chunk.length);
        bodies.push(...(chunk as Record<string, unknown>[]));
        return Promise.resolve(chunk.map((body) => resultOf(body as { externalId: string })));
      },
    }),
    records,
    callTypes: claimStatusOnly,
    logger: silentLogger,
  });
  return { imports, records, bodies, mostAtOnce: () => most };
}

function resultOf({ externalId }: { externalId: string }): RowResult {
  if (!externalId.startsWith('bad'))
    return { kind: 'created', externalId, taskId: 'task_1', state: 'queued' };
  const problem = new ProblemError('invalid_request', 400, 'No.', [
    { pointer: '/inputs/billedAmount', detail: 'must be cents' },
    { pointer: '/inputs/patientDateOfBirth', detail: 'must be ISO' },
    { pointer: '/inputs/memberId', detail: 'is required' },
    { pointer: '/practice', detail: 'is required' },
  ]);
  return { kind: 'refused', externalId, problem };
}

async function* utf8(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    await Promise.resolve();
    yield new TextEncoder().encode(text);
  }
}

async function run(
  world: ReturnType<typeof makeWorld>,
  bytes: AsyncIterable<Uint8Array>,
  wish: Partial<ImportWish> = {},
) {
  const rows: ImportRow[] = [];
  const going = world.imports.run(principalOf('org_a'), bytes, {
    dryRun: false,
    mapping: {},
    defaults: {},
    ...wish,
  });
  for (;;) {
    const next = await going.next();
    if (next.done === true) return { rows, ...next.value };
    rows.push(next.value.row);
  }
}

async function refusalOf(text: string, wish: Partial<ImportWish> = {}) {
  const error: unknown = await run(makeWorld(), utf8(text), wish).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problems.map(({ pointer }) => pointer);
  throw new Error('It was not refused.', { cause: error });
}

describe('an import', () => {
  it('makes a request of each row, and tells rows by the line of the file', async () => {
    const world = makeWorld();
    const text = 'externalId,payor.name,memberId,billedAmount,priority\na,P,W1,25000,2\n\nbad,P,"W\n2",x,\n';
    const { rows, import: done } = await run(world, utf8(text));
    expect(world.bodies).toEqual([
      {
        externalId: 'a',
        payor: { name: 'P' },
        inputs: { memberId: 'W1', billedAmount: 25_000 },
        priority: 2,
      },
      { externalId: 'bad', payor: { name: 'P' }, inputs: { memberId: 'W\n2', billedAmount: 'x' } },
    ]);
    expect(rows.map(({ row, result }) => [row, result.kind])).toEqual([
      [2, 'created'],
      [4, 'refused'],
    ]);
    expect(done).toMatchObject({ state: 'finished', rows: 2, created: 1, refused: 1 });
  });

  it('takes columns by a mapping, amounts in dollars and dates as people write them', async () => {
    const world = makeWorld();
    const text = 'Claim #;Billed;Born;Notes\nc1;"$1,250.00";3/4/1982;private\nc2;12,50;1982-03-04;\n';
    await run(world, utf8(text), {
      mapping: {
        'Claim #': 'externalId',
        Billed: 'inputs.billedAmount:dollars',
        Born: 'patientDateOfBirth:mdy',
        Notes: null,
      },
      defaults: { callType: 'claim_status', payor: { name: 'P' } },
    });
    const shared = { callType: 'claim_status', payor: { name: 'P' } };
    expect(world.bodies).toEqual([
      { ...shared, externalId: 'c1', inputs: { billedAmount: 125_000, patientDateOfBirth: '1982-03-04' } },
      { ...shared, externalId: 'c2', inputs: { billedAmount: '12,50', patientDateOfBirth: '1982-03-04' } },
    ]);
  });

  it("lets a row's own payor and practice take the place of the shared ones", async () => {
    const world = makeWorld();
    await run(world, utf8('externalId,payor.payorId,practice.npi\na,pay_2,1\nb,,\n'), {
      defaults: { payor: { name: 'P' }, practiceId: 'prac_1' },
    });
    expect(world.bodies).toEqual([
      { externalId: 'a', payor: { payorId: 'pay_2' }, practice: { npi: '1' }, inputs: {} },
      { externalId: 'b', payor: { name: 'P' }, practiceId: 'prac_1', inputs: {} },
    ]);
  });

  it('refuses a row of another length and takes the others', async () => {
    const { rows } = await run(makeWorld(), utf8('externalId,memberId\na\nb,W\nc,W,x\n'));
    expect(rows.map(({ row, result }) => [row, result.kind])).toEqual([
      [2, 'refused'],
      [3, 'created'],
      [4, 'refused'],
    ]);
  });

  it('tells what is wrong with a row by the columns of the file and as their cells are written', async () => {
    const { rows } = await run(makeWorld(), utf8('Claim #,Billed,Born,memberId\nbad,x,y,\n'), {
      mapping: {
        'Claim #': 'externalId',
        Billed: 'billedAmount:dollars',
        Born: 'inputs.patientDateOfBirth:mdy',
      },
    });
    const result = rows[0]?.result;
    expect(result?.kind === 'refused' && result.problem.problems).toEqual([
      { pointer: '/inputs/billedAmount', column: 'Billed', detail: 'must be an amount such as 80.00' },
      {
        pointer: '/inputs/patientDateOfBirth',
        column: 'Born',
        detail: 'must be a date such as 03/31/2026 (month/day/year)',
      },
      { pointer: '/inputs/memberId', column: 'memberId', detail: 'is required' },
      { pointer: '/practice', detail: 'is required' },
    ]);
  });

  it.each([
    ['membrId', 'no such member of a request; near it are memberId'],
    ['memberId:euros', 'after the colon there may be dollars or mdy'],
    ['memberId:dollars', 'dollars is for inputs of money only'],
  ])('says why %s is nothing that a column can give', async (target, why) => {
    await expect(
      run(makeWorld(), utf8('externalId,Card\n'), { mapping: { Card: target } }),
    ).rejects.toMatchObject({
      problems: [
        { pointer: '/columns/2', detail: expect.stringMatching(new RegExp(`"Card".*${why}`)) as string },
      ],
    });
  });

  it('refuses a file whose columns are not understood, and repeats nothing of it', async () => {
    expect(await refusalOf('externalId,Zebulon\n')).toEqual(['/columns/2']);
    expect(await refusalOf('memberId,inputs.memberId\n')).toEqual(['/columns/2', '/columns']);
    expect(await refusalOf('externalId\n', { mapping: { Nothing: 'memberId' } })).toEqual(['/query/mapping']);
    expect(await refusalOf('externalId\n', { defaults: { inputs: {} } })).toEqual(['/query/defaults']);
    expect(await refusalOf('externalId,m\n', { mapping: { m: 'memberId:dollars' } })).toEqual(['/columns/2']);
  });

  it('that cannot be read on keeps the rows before, and says so', async () => {
    const world = makeWorld();
    const { rows, import: done, stopped } = await run(world, utf8('externalId\na\nb\n', 'c,"x'));
    expect(rows).toHaveLength(2);
    expect(done).toMatchObject({ state: 'broken_off', rows: 2, created: 2 });
    expect(stopped?.message).toContain('never closed');
  });

  it('whose sender vanishes keeps the rows before', async () => {
    async function* vanishing() {
      yield* utf8(`externalId\na\nb\n${'c'.repeat(40)}`);
      throw new Error('aborted');
    }
    const { import: done, stopped } = await run(makeWorld(), vanishing());
    expect(done).toMatchObject({ state: 'broken_off', created: 2 });
    expect(stopped?.code).toBe('unavailable');
  });

  it('whose reader goes away stops and is noted as broken off', async () => {
    const world = makeWorld();
    const text = `externalId\n${'a\n'.repeat(1_200)}`;
    const wish = { dryRun: false, mapping: {}, defaults: {} };
    for await (const _ of world.imports.run(principalOf('org_a'), utf8(text), wish)) break;
    expect(world.records.last).toMatchObject({ state: 'broken_off', rows: 500 });
  });

  it('of 50,000 rows holds a few thousand at a time', async () => {
    const world = makeWorld();
    const rowCount = 50_000;
    let sent = 0;
    let mostAhead = 0;
    async function* long() {
      yield new TextEncoder().encode('externalId,memberId,patientLastName\n');
      while (sent < rowCount) {
        sent += 100;
        mostAhead = Math.max(mostAhead, sent - world.bodies.length);
        await Promise.resolve();
        yield new TextEncoder().encode('c,W4471908,Sample\n'.repeat(100));
      }
    }
    const { import: done } = await run(world, long());
    expect(done).toMatchObject({ state: 'finished', rows: rowCount, created: rowCount });
    expect(world.mostAtOnce()).toBe(500);
    expect(mostAhead).toBeLessThan(6_000);
  });
});
