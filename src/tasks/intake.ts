import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTaskState, CallTaskView, CallTypeCatalogue, RequestOrigin } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError, type FieldProblem } from '../kernel/errors.ts';
import type { EventAnnouncer } from '../kernel/event.ts';
import { localDate, practiceTimeZone } from '../kernel/local-date.ts';
import type { PayorLookup } from '../kernel/payor.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { PracticeLookup } from '../kernel/practice.ts';
import type { RowResult } from '../kernel/task-work.ts';
import { differences, isIdentical, makeFingerprinter, type Fingerprint } from './fingerprint.ts';
import { makeLookups, type Lookups } from './lookups.ts';
import { withRecentPayors, withRecentPractices } from './recent.ts';
import { insertTasks, OvertakenError, type AcceptedTask } from './new-tasks.ts';
import { makeRequestReader, type ReadRequest, type TaskRequest } from './task-request.ts';

export interface IntakeOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  codec: PhiCodec;
  /** 32 bytes, from which the key of request fingerprints is derived. */
  masterKey: Uint8Array;
  callTypes: CallTypeCatalogue;
  payors: PayorLookup;
  practices: PracticeLookup;
  events: EventAnnouncer<Tx>;
  webhookAllowHosts: readonly string[];
  clock: Clock;
}

/** What became of a request; the task itself where it was the only one. */
export type Taken = RowResult & { task?: CallTaskView | undefined };

export interface RunOptions {
  batchId?: string | undefined;
  /** Everything is checked and nothing is kept. */
  dryRun?: boolean | undefined;
  /** From where a single request came: then its record in the audit is written with the task. */
  origin?: RequestOrigin | undefined;
}

/** One run of intake: several chunks of one batch or file, by one principal. */
export interface IntakeRun {
  /**
   * Takes a chunk: its tasks, their events and the wake-up that has them dialed are one transaction. Results in the
   * order of the bodies.
   */
  take(bodies: readonly unknown[], options?: RunOptions): Promise<Taken[]>;
}

/** A chunk that meets the same other chunks again and again has a fault. */
const mostTurns = 5;

interface Row {
  read: ReadRequest;
  fingerprint: Fingerprint;
  result: Taken | undefined;
}

interface Known {
  id: string;
  state: CallTaskState;
  body_hash: Fingerprint;
}

/** What is wrong with a request, and how it is refused. */
type Refusal = { problems: readonly FieldProblem[]; forbidden: boolean };

/** Where requests become tasks: the one way in, for one, for many, for files and for the queue. */
export function makeIntake(options: IntakeOptions): (principal: Principal) => IntakeRun {
  const fingerprintOf = makeFingerprinter(options.masterKey);
  const readTaskRequest = makeRequestReader({
    callTypes: options.callTypes,
    webhookAllowHosts: options.webhookAllowHosts,
    today: () => localDate(options.clock.now(), practiceTimeZone),
  });
  const payors = withRecentPayors(options.payors, options.clock);
  const practices = withRecentPractices(options.practices, options.clock);
  return (principal) => {
    const lookups = makeLookups(payors, practices, principal);
    return {
      async take(bodies, run = {}) {
        const rows = bodies.map((body): Row => {
          const read = readTaskRequest(body);
          const fingerprint = read.ok ? fingerprintOf(principal.organizationId, read.request) : {};
          return { read, fingerprint, result: undefined };
        });
        // A request whose externalId stands in an earlier row waits for what becomes of that row.
        for (let open = rows; open.length > 0; open = rows.filter(({ result }) => result === undefined)) {
          const firsts = firstOfEach(open);
          await takeFirsts(options, principal, lookups, firsts, run);
          for (const row of open) row.result ??= settledBy(firsts, row);
        }
        return rows.map(({ result }) => {
          if (result === undefined) throw new Error('A request was left without a result.');
          return result;
        });
      },
    };
  };
}

function firstOfEach(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ read }) => {
    if (!read.ok) return true;
    if (seen.has(read.request.externalId)) return false;
    seen.add(read.request.externalId);
    return true;
  });
}

/** What an earlier row of the same externalId means for this one; undefined where it stands for itself. */
function settledBy(firsts: readonly Row[], row: Row): RowResult | undefined {
  const first = firsts.find(({ read }) => isSameId(read, row.read));
  if (first?.result === undefined) return undefined;
  if (first.result.kind === 'refused')
    return isIdentical(first.fingerprint, row.fingerprint) ? first.result : undefined;
  const differing = differences(first.fingerprint, row.fingerprint);
  if (differing.length === 0)
    return first.result.kind === 'created' ? { ...first.result, kind: 'repeated' } : first.result;
  return refusedAs(row.read, conflict(differing));
}

function isSameId(one: ReadRequest, other: ReadRequest): boolean {
  return one.ok && other.ok && one.request.externalId === other.request.externalId;
}

/** Rows of different externalIds: those known already are answered, the others judged, and what passes inserted. */
async function takeFirsts(
  options: IntakeOptions,
  principal: Principal,
  lookups: Lookups,
  rows: readonly Row[],
  run: RunOptions,
): Promise<void> {
  // A repetition gets its answer whatever became of the directory or of the key's scopes meanwhile. A single request
  // is rarely one: it is looked up only where it cannot be accepted or somebody came first.
  const alone = rows.length === 1 && run.dryRun !== true;
  if (!alone) await settleKnown(options.db, principal, rows);
  const accepted: { row: Row; task: AcceptedTask }[] = [];
  for (const row of rows) {
    if (row.result !== undefined) continue;
    const judged = await judge(options, lookups, row, run.dryRun === true);
    if ('problems' in judged) {
      if (alone) await settleKnown(options.db, principal, rows);
      row.result ??= refusedAs(row.read, refusal(judged));
    } else if (run.dryRun === true)
      row.result = { kind: 'acceptable', externalId: judged.request.externalId };
    else accepted.push({ row, task: judged });
  }
  // Batches of the same rows in another order lock them in the same order, or they would wait for each other.
  let left = accepted.sort((a, b) => compareText(lockOrder(a.task), lockOrder(b.task)));
  for (let turn = 1; left.length > 0; turn++) {
    try {
      const inserted = await insertTasks(
        options,
        principal,
        left.map(({ task }) => task),
        run,
      );
      for (const [index, { row, task }] of left.entries())
        row.result = {
          kind: 'created',
          externalId: task.request.externalId,
          taskId: inserted[index]?.id ?? '',
          state: 'queued',
          task: alone ? inserted[index]?.view() : undefined,
        };
      return;
    } catch (error) {
      if (isDeadlock(error) && turn < mostTurns) continue;
      if (!(error instanceof OvertakenError)) throw error;
      // Others came first with some of them: those are answered with what is there, the rest goes in anew.
      await settleKnown(
        options.db,
        principal,
        left.map(({ row }) => row),
      );
      for (const { row, task } of left)
        if (row.result === undefined && error.externalIds.has(task.request.externalId))
          row.result = refusedAs(row.read, unseen());
      left = left.filter(({ row }) => row.result === undefined);
    }
  }
}

/** First what many rows share, and what is put on record of it with the first of them; then the row itself. */
function lockOrder({ to, onBehalf, request }: AcceptedTask): string {
  return [to.payorId ?? '', to.phoneNumber, onBehalf.practiceId ?? '', request.externalId].join('\n');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The database gave up this transaction so that another one could go on: nothing of it was written. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}

/** Answers the rows whose externalId has a task: the same request gets that task, another one is a conflict. */
async function settleKnown(db: Database, principal: Principal, rows: readonly Row[]): Promise<void> {
  const asked = new Map(
    rows.flatMap((row) =>
      row.read.ok && row.result === undefined ? [[row.read.request.externalId, row]] : [],
    ),
  );
  if (asked.size === 0) return;
  const found = await db.tenant(principal, (tx) =>
    tx
      .selectFrom('call_tasks')
      .select(['id', 'external_id', 'state', 'body_hash'])
      .where('external_id', 'in', [...asked.keys()])
      .execute(),
  );
  for (const { external_id, ...known } of found) {
    const row = asked.get(external_id);
    if (row !== undefined) row.result = compare(row, external_id, known);
  }
}

function compare(row: Row, externalId: string, known: Known): RowResult {
  const differing = differences(known.body_hash, row.fingerprint);
  if (differing.length > 0) return refusedAs(row.read, conflict(differing));
  return { kind: 'repeated', externalId, taskId: known.id, state: known.state };
}

/** Everything that is wrong with a request, or what is needed to make a task of it. */
async function judge(
  { callTypes, clock }: IntakeOptions,
  lookups: Lookups,
  { read, fingerprint }: Row,
  dryRun: boolean,
): Promise<Refusal | AcceptedTask> {
  const problems: FieldProblem[] = read.ok ? [] : [...read.problems];
  const { payor, callType } = read;
  const to =
    payor === undefined || callType === undefined ? undefined : await lookups.destinationOf(payor, callType);
  let forbidden = to?.ok === false && to.forbidden === true;
  if (to?.ok === false) problems.push(to.problem);
  if (!read.ok || to === undefined) return { problems, forbidden: false };

  const { request } = read;
  const ownMissing = to.ok ? missingInputs(to.value.requiredInputs, request, callTypes) : [];
  problems.push(...ownMissing);
  if (request.dueBy !== undefined && Date.parse(request.dueBy) <= clock.now())
    problems.push({ pointer: '/dueBy', detail: 'must lie ahead' });
  const noWebhook = lookups.refusalOfWebhook(request.webhookUrl);
  if (noWebhook !== undefined) {
    problems.push(noWebhook);
    forbidden = true;
  }
  // A practice is put on file only for what will be accepted.
  const filing = problems.length === 0 && !dryRun;
  const onBehalf = await lookups.practiceOf(request, filing);
  if (!onBehalf.ok) {
    problems.push(onBehalf.problem);
    forbidden ||= onBehalf.forbidden === true;
  }
  if (!to.ok || !onBehalf.ok || problems.length > 0) return { problems, forbidden };
  return { request, fingerprint, to: to.value, onBehalf: onBehalf.value };
}

/** What this payor wants beside the call type's own inputs. */
function missingInputs(
  required: readonly string[],
  request: TaskRequest,
  callTypes: CallTypeCatalogue,
): FieldProblem[] {
  const inputs = callTypes.get(request.callType)?.inputs ?? [];
  return required
    .filter((name) => request.inputs[name] === undefined && inputs.some((input) => input.name === name))
    .map((name) => ({ pointer: `/inputs/${name}`, detail: 'is required by this payor' }));
}

function refusal({ problems, forbidden }: Refusal): ProblemError {
  return forbidden
    ? new ProblemError('forbidden', 403, 'This key may not queue such a task.', problems)
    : new ProblemError('invalid_request', 400, 'The task cannot be accepted as it is.', problems);
}

function conflict(differing: readonly string[]): ProblemError {
  return new ProblemError(
    'conflict',
    409,
    'There is a task under this externalId already, and it was asked for differently.',
    differing.map((pointer) => ({ pointer, detail: 'differs from the first request' })),
  );
}

function unseen(): ProblemError {
  return new ProblemError(
    'conflict',
    409,
    'There is a task under this externalId already, of a practice that this key is not for.',
  );
}

function refusedAs(read: ReadRequest, problem: ProblemError): RowResult {
  return { kind: 'refused', externalId: read.externalId, problem };
}
