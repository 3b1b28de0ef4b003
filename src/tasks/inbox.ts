import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { InboxMessage, InboxAnswer } from '../db/inbox.ts';
import type { Principal } from '../kernel/access.ts';
import { plainWords, problemsOf } from '../kernel/plain-words.ts';
import type { RowResult } from '../kernel/task-work.ts';
import type { IntakeRun } from './intake.ts';

/** Queue of the shared database into which producers put requests, and the one in which they find what was refused. */
export const tasksIn = 'tasks.in';
export const tasksRefused = 'tasks.refused';

const message = z.strictObject({
  organizationId: z.string().max(60),
  request: z.record(z.string(), z.unknown()),
});

/**
 * Whoever may write into the database's queue may do anything in it, so that scopes would protect nothing; a number
 * that is in no directory is dialed only for a key all the same.
 */
const producer = (organizationId: string): Principal => ({
  organizationId,
  practiceIds: null,
  kind: 'key',
  actorId: `queue:${tasksIn}`,
  scopes: ['tasks:write'],
});

/** Makes tasks of messages; answers each that is refused. Safe to repeat: tasks are told apart by externalId. */
export async function takeMessages(
  { db }: { db: Database },
  intake: (principal: Principal) => IntakeRun,
  messages: readonly InboxMessage[],
): Promise<InboxAnswer[]> {
  const read = messages.map(({ id, data }) => ({
    id,
    parsed: message.safeParse(data, { error: plainWords }),
  }));
  const known = await knownOrganizations(
    db,
    read.flatMap(({ parsed }) => (parsed.success ? [parsed.data.organizationId] : [])),
  );
  const answers: InboxAnswer[] = [];
  const asked = new Map<string, { id: string; body: unknown }[]>();
  for (const { id, parsed } of read) {
    if (!parsed.success)
      answers.push({ id, refusal: malformed(parsed.error.issues.flatMap((issue) => problemsOf(issue))) });
    else if (!known.has(parsed.data.organizationId))
      answers.push({
        id,
        refusal: malformed([{ pointer: '/organizationId', detail: 'is not an organization here' }]),
      });
    else {
      const { organizationId, request } = parsed.data;
      asked.set(organizationId, [...(asked.get(organizationId) ?? []), { id, body: request }]);
    }
  }
  for (const [organizationId, rows] of asked) {
    const results = await intake(producer(organizationId)).take(rows.map(({ body }) => body));
    for (const [index, { id }] of rows.entries())
      answers.push({ id, refusal: refusalOf(organizationId, results[index]) });
  }
  return answers;
}

async function knownOrganizations(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.system((tx) =>
    tx
      .selectFrom('organizations')
      .select('id')
      .where('id', 'in', [...new Set(ids)])
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

function refusalOf(organizationId: string, result: RowResult | undefined): object | undefined {
  if (result?.kind !== 'refused') return undefined;
  const { status, code, message: detail, problems } = result.problem;
  return { organizationId, externalId: result.externalId, status, code, detail, errors: problems };
}

function malformed(errors: readonly object[]): object {
  const detail = 'A message holds organizationId and request.';
  return { organizationId: null, externalId: null, status: 400, code: 'invalid_request', detail, errors };
}
