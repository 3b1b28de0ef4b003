import type { Database } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Principal, Scope } from '../kernel/access.ts';
import type { CallTaskDesk, CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import { localDate, practiceTimeZone } from '../kernel/local-date.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { Fingerprint } from './fingerprint.ts';
import { differences, makeFingerprinter } from './fingerprint.ts';
import { readTaskRequest, type RequestedPayor, type TaskRequest } from './task-request.ts';
import { inputsContext, viewTask } from './task-store.ts';

/** The payor directory and its number policy, as far as intake asks them. */
export interface PayorLookup {
  resolve(
    organizationId: string,
    name: string,
  ): Promise<
    | { kind: 'found'; payorId: string; name: string; phoneNumber: string }
    | { kind: 'unknown' }
    | { kind: 'ambiguous' }
  >;
  /** Why a number may not be dialed; undefined where it may. */
  refusalOfNumber(phoneNumber: string): string | undefined;
}

export interface TaskDeskOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  codec: PhiCodec;
  /** 32 bytes, from which the key of request fingerprints is derived. */
  masterKey: Uint8Array;
  callTypes: CallTypeCatalogue;
  payors: PayorLookup;
  webhookAllowHosts: readonly string[];
  clock: Clock;
}

type Destination =
  { kind: 'refused'; problem: FieldProblem; forbidden: boolean } | ({ kind: 'allowed' } & AllowedDestination);

interface AllowedDestination {
  payorId: string | null;
  name: string;
  phoneNumber: string;
}

const anyNumber: Scope = 'dial:any-number';

/** Where work comes in. A task and the wake-up that has it dialed are one transaction. */
export function makeTaskDesk(options: TaskDeskOptions): CallTaskDesk {
  const { db, queue, codec, clock } = options;
  const fingerprintOf = makeFingerprinter(options.masterKey);
  const rules = {
    callTypes: options.callTypes,
    webhookAllowHosts: options.webhookAllowHosts,
    today: () => localDate(clock.now(), practiceTimeZone),
  };

  /** The task first accepted under that externalId, if its request was the same; a conflict otherwise. */
  async function earlier(organizationId: string, externalId: string, fingerprint: Fingerprint) {
    const row = await db.tenant(organizationId, (tx) =>
      tx
        .selectFrom('call_tasks')
        .select(['id', 'body_hash'])
        .where('external_id', '=', externalId)
        .executeTakeFirst(),
    );
    if (row === undefined) return undefined;
    const differing = differences(row.body_hash, fingerprint);
    if (differing.length > 0)
      throw new ProblemError(
        'conflict',
        409,
        'There is a task under this externalId already, and it was asked for differently.',
        differing.map((pointer) => ({ pointer, detail: 'differs from the first request' })),
      );
    return row.id;
  }

  async function view(organizationId: string, taskId: string) {
    const found = await viewTask(options, organizationId, taskId);
    if (found === undefined) throw new Error('A task that was just accepted is gone.');
    return found;
  }

  /** Inserts task and wake-up; undefined where another request with that externalId came first. */
  async function insert(
    organizationId: string,
    request: TaskRequest,
    to: AllowedDestination,
    fingerprint: Fingerprint,
  ): Promise<string | undefined> {
    const id = makeId('task');
    const notBefore = request.notBefore === undefined ? undefined : new Date(request.notBefore);
    const inputs = await codec.seal(
      organizationId,
      inputsContext(id),
      Buffer.from(JSON.stringify(request.inputs)),
    );
    return db.tenant(organizationId, async (tx) => {
      const row = await tx
        .insertInto('call_tasks')
        .values({
          id,
          organization_id: organizationId,
          call_type: request.callType,
          external_id: request.externalId,
          payor_id: to.payorId,
          payor_name: to.name,
          payor_phone: to.phoneNumber,
          practice: JSON.stringify(request.practice),
          inputs,
          body_hash: JSON.stringify(fingerprint),
          webhook_url: request.webhookUrl,
          max_attempts: request.maxAttempts ?? null,
          ...(notBefore === undefined ? {} : { not_before: notBefore }),
        })
        .onConflict((conflict) => conflict.columns(['organization_id', 'external_id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const delayMs = Math.max(0, (notBefore?.getTime() ?? 0) - clock.now());
      await queue.send(tx, 'dial', { taskId: id }, { key: id, delayMs });
      return id;
    });
  }

  return {
    async accept(principal, body) {
      const { organizationId } = principal;
      const read = readTaskRequest(body, rules);
      const fingerprint = read.ok ? fingerprintOf(organizationId, read.request) : {};
      // A repetition gets its answer whatever became of the directory or of the key's scopes meanwhile.
      const known = read.ok && (await earlier(organizationId, read.request.externalId, fingerprint));
      if (typeof known === 'string') return { task: await view(organizationId, known), created: false };

      const problems = read.ok ? [] : [...read.problems];
      const to = read.payor && (await destinationOf(options.payors, principal, read.payor));
      if (to?.kind === 'refused') problems.push(to.problem);
      if (!read.ok || to?.kind !== 'allowed') {
        if (read.ok && to?.kind === 'refused' && to.forbidden)
          throw new ProblemError('forbidden', 403, `This key lacks the scope ${anyNumber}.`, problems);
        throw new ProblemError('invalid_request', 400, 'The task cannot be accepted as it is.', problems);
      }
      const { request } = read;
      const id = await insert(organizationId, request, to, fingerprint);
      if (id !== undefined) return { task: await view(organizationId, id), created: true };
      const first = await earlier(organizationId, request.externalId, fingerprint);
      if (first === undefined) throw new Error('A task that stood in the way is gone.');
      return { task: await view(organizationId, first), created: false };
    },
    // Async so that a refusal arrives as a rejection.
    async get(principal, taskId) {
      return await viewTask(options, principal.organizationId, taskId);
    },
  };
}

async function destinationOf(
  payors: PayorLookup,
  principal: Principal,
  payor: RequestedPayor,
): Promise<Destination> {
  if ('name' in payor) {
    const found = await payors.resolve(principal.organizationId, payor.name);
    if (found.kind === 'found') return { ...found, kind: 'allowed' };
    const detail =
      found.kind === 'unknown'
        ? 'is not the name of a payor in the directory'
        : 'is the name of more than one payor in the directory';
    return { kind: 'refused', problem: { pointer: '/payor/name', detail }, forbidden: false };
  }
  const pointer = '/payor/phoneNumber';
  if (!principal.scopes.includes(anyNumber))
    return {
      kind: 'refused',
      problem: { pointer, detail: `needs a key with the scope ${anyNumber}` },
      forbidden: true,
    };
  const detail = payors.refusalOfNumber(payor.phoneNumber);
  if (detail !== undefined) return { kind: 'refused', problem: { pointer, detail }, forbidden: false };
  return { kind: 'allowed', payorId: null, name: payor.phoneNumber, phoneNumber: payor.phoneNumber };
}
