import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/config.ts';
import type { Database } from '../../db/database.ts';
import { hashOfKey, makeKey, prefixOf } from '../../identity/api-keys.ts';
import { allScopes, scopesWithin } from '../../kernel/access.ts';
import { makeId } from '../../kernel/ids.ts';
import { silentLogger } from '../../kernel/logger.ts';
import { makePhiCodec } from '../../privacy/codec.ts';
import { makeRecordingStore } from '../../privacy/recordings.ts';
import { makeLogger } from '../logger.ts';
import { startServer, type Server } from '../server.ts';

export const publicBaseUrl = 'https://holdfast.example';
const masterKey = new Uint8Array(32).fill(9);

export interface TestServer extends Server {
  /** Asks over HTTP. `by` is a key, or headers. */
  ask(
    method: string,
    path: string,
    by: string | Record<string, string>,
    body?: unknown,
  ): Promise<{ status: number; text: string; headers: Headers }>;
  dataDir: string;
}

/** The product as it starts, on this database; its vendors are nowhere. */
export async function startTestServer(databaseUrl: string): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-walk-'));
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '6',
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    PUBLIC_BASE_URL: publicBaseUrl,
    ENCRYPTION_KEY: Buffer.from(masterKey).toString('base64'),
    RATE_LIMIT_PER_MINUTE: '100000',
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'no-carrier-is-there',
    TWILIO_FROM_NUMBER: '+13035550100',
    DEEPGRAM_BASE_URL: 'http://127.0.0.1:9',
    DEEPGRAM_API_KEY: 'none',
    PAYOR_DIRECTORY: 'fixtures/payors',
    WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
  });
  const server = await startServer(config, makeLogger(config));
  return {
    ...server,
    dataDir,
    async ask(method, path, by, body) {
      const response = await fetch(new URL(path, server.address), {
        method,
        headers: {
          ...(typeof by === 'string' ? { authorization: `Bearer ${by}` } : by),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const endless = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (endless) await response.body?.cancel();
      const text = endless ? '' : await response.text();
      return { status: response.status, text, headers: response.headers };
    },
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Records of one practice: by the names that parts of addresses have, and what must not be seen elsewhere. */
export interface PracticeRecords {
  ids: Readonly<Record<string, string>>;
  /** Ids and words that stand in no other practice's records. */
  marks: readonly string[];
}

export interface OrganizationRecords {
  id: string;
  /** A key with every scope. */
  key: string;
  /** A key with every scope that a key limited to the first practice may hold. */
  firstPracticeKey: string;
  /** Of the organization as a whole. */
  ids: Readonly<Record<string, string>>;
  marks: readonly string[];
  practices: readonly [PracticeRecords, PracticeRecords];
}

/** An organization with two practices, each with a task, its call with a recording, its outcome, and a delivery. */
export async function addOrganizationRecords(
  server: TestServer,
  db: Database,
  name: string,
): Promise<OrganizationRecords> {
  const id = makeId('org');
  await db.system((tx) => tx.insertInto('organizations').values({ id, name }).execute());
  const { key } = await addKey(db, id, null);
  const { endpoint } = await created<{ endpoint: { id: string } }>(server, key, '/v1/webhook-endpoints', {
    url: 'http://127.0.0.1:9/hook',
    eventTypes: ['task.needs_review'],
    description: `${name} endpoint`,
  });
  const issued = await created<{ key: { id: string } }>(server, key, '/v1/api-keys', {
    name: `${name} issued`,
    scopes: ['tasks:read'],
  });
  const payorId = makeId('pay');
  const lineId = makeId('line');
  const importId = makeId('imp');
  await db.tenant(id, async (tx) => {
    const owned = { organization_id: id };
    await tx
      .insertInto('payors')
      .values({ ...owned, id: payorId, name: `${name} Own Payor` })
      .execute();
    await tx
      .insertInto('payor_lines')
      .values({
        ...owned,
        id: lineId,
        payor_id: payorId,
        purpose: 'provider',
        phone_number: '+13035550143',
        time_zone: 'America/Denver',
        hours: null,
        position: 0,
      })
      .execute();
    await tx
      .insertInto('task_imports')
      .values({ ...owned, id: importId, started_by: 'walk' })
      .execute();
  });
  const common = { server, db, organizationId: id, key, endpointId: endpoint.id };
  const first = await addPractice({ ...common, name: `${name} First Clinic`, taxId: '840000001' });
  const second = await addPractice({ ...common, name: `${name} Second Clinic`, taxId: '840000002' });
  const limited = await addKey(db, id, [first.ids.practiceId ?? '']);
  return {
    id,
    key,
    firstPracticeKey: limited.key,
    ids: { endpointId: endpoint.id, keyId: issued.key.id, payorId, lineId, importId },
    marks: [id, endpoint.id, issued.key.id, payorId, lineId, importId, name],
    practices: [first, second],
  };
}

async function addKey(
  db: Database,
  organizationId: string,
  practiceIds: string[] | null,
): Promise<{ key: string }> {
  const key = makeKey();
  await db.system((tx) =>
    tx
      .insertInto('api_keys')
      .values({
        id: makeId('key'),
        organization_id: organizationId,
        name: 'walk',
        prefix: prefixOf(key),
        secret_hash: hashOfKey(key),
        scopes: [...scopesWithin(practiceIds, allScopes)],
        practice_ids: practiceIds,
      })
      .execute(),
  );
  return { key };
}

interface PracticeOptions {
  server: TestServer;
  db: Database;
  organizationId: string;
  key: string;
  endpointId: string;
  name: string;
  taxId: string;
}

async function addPractice(options: PracticeOptions): Promise<PracticeRecords> {
  const { server, db, organizationId, key, endpointId, name, taxId } = options;
  const word = name.replaceAll(' ', '');
  const task = await created<{ id: string }>(server, key, '/v1/tasks', taskOf(name, taxId, word));
  const callId = makeId('call');
  const eventId = makeId('evt');
  const deliveryId = makeId('dlv');
  // Any ids will do.
  const [pauseId, flagId, importId] = [`pause_${callId}`, makeId('flag'), `imp_${callId}`];
  const codec = makePhiCodec({ masterKey, db });
  const outcome = {
    taskId: task.id,
    callId,
    callType: 'claim_status',
    state: 'completed',
    fields: {},
    missingFields: [],
    failure: null,
    checks: [],
    needsReview: false,
    finishedAt: '2026-03-02T12:00:00.000Z',
  };
  const sealed = await codec.seal(
    organizationId,
    `outcomes.sealed:${task.id}`,
    Buffer.from(JSON.stringify(outcome)),
  );
  const practiceId = await db.tenant(organizationId, async (tx) => {
    const { practice_id } = await tx
      .updateTable('call_tasks')
      .set({ state: 'completed', next_attempt_at: null, finished_at: new Date('2026-03-02T12:00:00Z') })
      .where('id', '=', task.id)
      .returning('practice_id')
      .executeTakeFirstOrThrow();
    if (practice_id === null) throw new Error('The task has no practice.');
    const owned = { organization_id: organizationId };
    await tx
      .insertInto('calls')
      .values({
        ...owned,
        id: callId,
        to_number: '+13035550142',
        from_number: '+13035550100',
        state: 'ended',
        practice_id,
      })
      .execute();
    await tx
      .insertInto('calls_call_tasks')
      .values({ ...owned, call_id: callId, task_id: task.id, position: 0 })
      .execute();
    await tx
      .insertInto('outcomes')
      .values({ ...owned, task_id: task.id, call_id: callId, state: 'completed', sealed })
      .execute();
    await tx
      .insertInto('task_reviews')
      .values({
        ...owned,
        task_id: task.id,
        practice_id,
        payor_id: null,
        call_type: 'claim_status',
        external_id: `claim-${word}`,
        revision: 1,
        state: 'open',
        reasons: ['doubtful_value'],
        rank: 1,
      })
      .execute();
    await tx
      .insertInto('events')
      .values({
        ...owned,
        id: eventId,
        type: 'task.completed',
        task_id: task.id,
        practice_id,
        revision: 1,
        thin: JSON.stringify({ taskId: task.id }),
        sealed: null,
      })
      .execute();
    await tx
      .insertInto('webhook_deliveries')
      .values({
        ...owned,
        id: deliveryId,
        event_id: eventId,
        endpoint_id: endpointId,
        url: 'http://127.0.0.1:9/hook',
        state: 'delivered',
        next_attempt_at: new Date('2026-03-02T12:00:00Z'),
        finished_at: new Date('2026-03-02T12:00:00Z'),
        lane: endpointId,
        ordering_key: task.id,
      })
      .execute();
    await tx
      .insertInto('dial_pauses')
      .values({
        ...owned,
        id: pauseId,
        scope: 'practice',
        subject: practice_id,
        reason: `${word} is on holiday`,
        running_calls: 'continue',
        created_by: 'walk',
      })
      .execute();
    await tx
      .insertInto('task_imports')
      .values({ ...owned, id: importId, started_by: 'walk', state: 'finished' })
      .execute();
    await tx
      .insertInto('dial_flags')
      .values({
        ...owned,
        id: flagId,
        kind: 'wrong_number',
        payor_id: null,
        payor_name: 'Walked payor',
        phone_number: taxId === '840000001' ? '+13035550144' : '+13035550145',
        last_call_id: callId,
      })
      .execute();
    return practice_id;
  });
  const recordings = makeRecordingStore({
    db,
    codec,
    directory: join(server.dataDir, 'recordings'),
    logger: silentLogger,
  });
  await recordings.append(organizationId, callId, {
    sequence: 0,
    startMs: 0,
    audio: new Uint8Array(1_600).fill(255),
  });
  return {
    ids: { taskId: task.id, callId, practiceId, eventId, deliveryId, pauseId, flagId, importId },
    marks: [task.id, callId, practiceId, eventId, deliveryId, pauseId, importId, name, word],
  };
}

/** A task that is never due. */
export function taskOf(practice: string, taxId: string, word: string): Record<string, unknown> {
  return {
    callType: 'claim_status',
    payor: { name: 'Summit Ridge Health' },
    practice: { name: practice, npi: '1234567893', taxId, phone: '+13035550110', state: 'CO' },
    inputs: {
      memberId: 'W4471908',
      patientFirstName: 'Jordan',
      patientLastName: 'Sample',
      patientDateOfBirth: '1982-03-03',
      dateOfService: '2026-02-10',
      billedAmount: 25_000,
      npi: '1234567893',
      taxId,
    },
    externalId: `claim-${word}`,
    notBefore: new Date(Date.now() + 30 * 24 * 3_600_000).toISOString(),
  };
}

async function created<Answer>(
  server: TestServer,
  key: string,
  path: string,
  body: unknown,
): Promise<Answer> {
  const response = await server.ask('POST', path, key, body);
  if (response.status !== 201) throw new Error(`${path} answered ${response.status}: ${response.text}`);
  return JSON.parse(response.text) as Answer;
}
