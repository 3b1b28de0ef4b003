import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { Queue } from '../../db/queue.ts';
import type { Principal, Scope } from '../../kernel/access.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import { ProblemError } from '../../kernel/errors.ts';
import type { EventAnnouncer, NewEvent } from '../../kernel/event.ts';
import { makeId } from '../../kernel/ids.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { PayorLookup, PayorMatch } from '../../kernel/payor.ts';
import type { PracticeLookup } from '../../kernel/practice.ts';
import { makePhiCodec } from '../../privacy/codec.ts';
import type { IntakeOptions } from '../intake.ts';
import { claimStatusOnly, goodRequest } from './claim-status.ts';

export const masterKey = new Uint8Array(32).fill(5);
const startMs = Date.parse('2026-03-02T12:00:00Z');

export function found(more: Partial<Extract<PayorMatch, { kind: 'found' }>> = {}): PayorMatch {
  return {
    kind: 'found',
    payorId: 'pay_1',
    name: 'Summit Ridge Health',
    phoneNumber: '+13035550142',
    requiredInputs: [],
    refusesAutomation: false,
    resolution: { asked: 'x', matched: 'name', directory: 'shared', lineId: null, purpose: null },
    ...more,
  };
}

/** A directory of one payor, which counts how often it is asked. */
function makeTestPayors(match: PayorMatch = found()): PayorLookup & { asked: number } {
  return {
    asked: 0,
    resolve(_organizationId, wanted) {
      this.asked += 1;
      const known = 'name' in wanted ? wanted.name === 'Summit Ridge Health' : wanted.payorId === 'pay_1';
      return Promise.resolve(known ? match : { kind: 'unknown', near: ['Summit Ridge Health'] });
    },
    refusalOfNumber: (number) => (number.startsWith('+1900') ? 'must not be premium' : undefined),
  };
}

/** Practices in the test's own database, told apart by NPI and tax id. */
function makeTestPractices(db: Database): PracticeLookup & { filed: number } {
  const ids = new Map<string, string>();
  return {
    filed: 0,
    byId(principal, practiceId) {
      const seen = principal.practiceIds === null || principal.practiceIds.includes(practiceId);
      return Promise.resolve(
        seen && [...ids.values()].includes(practiceId)
          ? { kind: 'found', practiceId, practice: goodRequest.practice }
          : { kind: 'unknown' },
      );
    },
    async onFile(principal, practice) {
      const key = `${principal.organizationId} ${practice.npi} ${practice.taxId}`;
      const known = ids.get(key);
      if (principal.practiceIds !== null)
        return known !== undefined && principal.practiceIds.includes(known)
          ? { kind: 'found', practiceId: known, practice }
          : { kind: 'unknown' };
      if (known !== undefined) return { kind: 'found', practiceId: known, practice };
      this.filed += 1;
      const id = makeId('prac');
      ids.set(key, id);
      await db.tenant(principal, (tx) =>
        sql`insert into practices (id, organization_id, name, npi, tax_id, phone)
          values (${id}, ${principal.organizationId}, ${practice.name}, ${practice.npi}, ${practice.taxId}, ${practice.phone})`.execute(
          tx,
        ),
      );
      return { kind: 'found', practiceId: id, practice };
    },
  };
}

/** Keeps the events that were written, once the write was asked for. */
export function makeTestEvents(): EventAnnouncer<Tx> & { told: NewEvent[] } {
  const told: NewEvent[] = [];
  return {
    told,
    prepare: (events) =>
      Promise.resolve({
        write: () => {
          told.push(...events);
          return Promise.resolve();
        },
      }),
  };
}

function makeTestQueue(): Pick<Queue, 'send'> & {
  sent: { name: string; data: object; delayMs: number }[];
} {
  const sent: { name: string; data: object; delayMs: number }[] = [];
  return {
    sent,
    send(_tx, name, data, options) {
      sent.push({ name, data, delayMs: options?.delayMs ?? 0 });
      return Promise.resolve();
    },
  };
}

/** What intake stands on, with stand-ins for the rooms around it. */
export function intakeWorld(db: Database) {
  const payors = makeTestPayors();
  const practices = makeTestPractices(db);
  const events = makeTestEvents();
  const queue = makeTestQueue();
  const clock = makeManualClock(startMs);
  const options: IntakeOptions & { logger: typeof silentLogger } = {
    db,
    queue,
    codec: makePhiCodec({ masterKey, db }),
    masterKey,
    callTypes: claimStatusOnly,
    payors,
    practices,
    events,
    webhookAllowHosts: [],
    clock,
    logger: silentLogger,
  };
  return { options, payors, practices, events, queue, clock };
}

export async function addOrganization(db: Database): Promise<string> {
  const id = makeId('org');
  await db.system(async (tx) => {
    await tx.insertInto('organizations').values({ id, name: 'Test organization' }).execute();
    await sql`insert into payors (id, name) values ('pay_1', 'Summit Ridge Health') on conflict do nothing`.execute(
      tx,
    );
  });
  return id;
}

export const principalOf = (organizationId: string, ...more: Scope[]): Principal => ({
  organizationId,
  practiceIds: null,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['tasks:write', 'tasks:read', 'results:read', ...more],
});

let count = 0;
/** A request that nobody made yet. */
export const fresh = (more: Record<string, unknown> = {}) => ({
  ...goodRequest,
  externalId: `claim-${++count}`,
  ...more,
});

export async function problemOf(work: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error('It was not refused.', { cause: error });
}
