import type { RegisteredRoute } from './registered-routes.ts';
import { taskOf } from './two-organizations.ts';

export type Ids = Readonly<Record<string, string>>;

/** What is not a record of anybody's. */
const everybodys: Ids = { callType: 'claim_status', state: 'CO', type: 'task.completed' };

/**
 * A body with which a route gets as far as looking for its record. A route that takes one and is not listed here fails
 * the walk: a new route is not to be forgotten.
 */
const bodies: Readonly<Record<string, (ids: Ids) => unknown>> = {
  'POST /v1/tasks': ({ practiceId }) => taskOfPractice(practiceId),
  'POST /v1/tasks/batch': ({ practiceId }) => ({ tasks: [taskOfPractice(practiceId)] }),
  'PATCH /v1/tasks/:taskId': () => ({ priority: 1 }),
  'POST /v1/tasks/:taskId/retry': () => ({}),
  'POST /v1/reviews/:taskId/values': () => ({
    version: 1,
    changes: [{ field: 'status', action: 'confirm' }],
  }),
  'POST /v1/reviews/:taskId/approve': () => ({ version: 1 }),
  'POST /v1/reviews/:taskId/send-back': () => ({ version: 1, note: 'walked' }),
  'POST /v1/reviews/:taskId/assign': () => ({ version: 1, assignee: null }),
  'POST /v1/reviews/:taskId/reopen': () => ({ version: 1 }),
  'POST /v1/reviews/search': () => ({ queue: 'all', q: 'claim-' }),
  'POST /v1/reviews/bulk': ({ taskId }) => ({ action: 'approve', items: [{ taskId, version: 1 }] }),
  'POST /v1/calls/:callId/links': () => ({ shows: 'recording' }),
  'POST /v1/calls/:callId/hints': () => ({ hint: { kind: 'note', text: 'walked' } }),
  'POST /v1/calls/:callId/take-over': () => ({ phoneNumber: '+13035550144' }),
  'POST /v1/calls/:callId/end': () => ({ how: 'politely' }),
  'POST /v1/webhook-endpoints': ({ practiceId }) => ({
    url: 'http://127.0.0.1:9/walk',
    practiceIds: [practiceId],
  }),
  'PATCH /v1/webhook-endpoints/:endpointId': () => ({ description: 'walked' }),
  'POST /v1/webhook-endpoints/:endpointId/replay': () => ({ state: 'dead' }),
  'POST /v1/payors': () => payor('Walked anew'),
  'PUT /v1/payors/:payorId': () => payor('Walked'),
  'PATCH /v1/payors/:payorId': () => ({ notes: 'walked' }),
  'PUT /v1/payors/:payorId/override': () => ({ notes: 'walked' }),
  'PUT /v1/payors/:payorId/lines/:lineId/phone-tree': () => ({
    revision: 0,
    tree: { version: 1, nodes: [] },
  }),
  'POST /v1/practices': () => ({
    name: 'Walked anew',
    npis: [{ npi: '1234567893' }],
    taxIds: [{ taxId: '840009999' }],
    callbackNumbers: [{ number: '+13035550144' }],
  }),
  'PATCH /v1/practices/:practiceId': () => ({ name: 'Walked' }),
  'PUT /v1/state-rules/:state': () => ({ note: 'walked' }),
  'POST /v1/dialing/pauses': ({ practiceId }) => ({ scope: 'practice', id: practiceId, reason: 'walked' }),
  'PUT /v1/dialing/limits': () => ({
    callsAtOnce: 5,
    minutesPerDay: null,
    centsPerDay: null,
    centsPerMinute: 2,
  }),
  'PUT /v1/me/organization': ({ organizationId }) => ({ organizationId }),
  'PATCH /v1/organization': () => ({}),
  'POST /v1/users/invitations': () => ({ email: 'walk@clinic.example', role: 'viewer' }),
  'PATCH /v1/users/:userId': () => ({ role: 'manager' }),
  'POST /v1/api-keys': ({ practiceId }) => ({
    name: 'walk',
    scopes: ['tasks:read'],
    practiceIds: [practiceId],
  }),
  'PATCH /v1/api-keys/:keyId': () => ({ name: 'walked' }),
  'POST /v1/api-keys/:keyId/rotate': () => ({}),
};

function payor(name: string): object {
  return { name, lines: [{ purpose: 'provider', phoneNumber: '+13035550143', timeZone: 'America/Denver' }] };
}

function taskOfPractice(practiceId: string | undefined): object {
  const { practice: _practice, ...task } = taskOf('walk', '840000009', 'walk');
  return { ...task, practiceId };
}

/** Routes of which one must know more than their address to ask them. */
const queries: Readonly<Record<string, string>> = {
  'GET /v1/insights': '?from=2026-03-01&to=2026-03-31&by=practice',
  'GET /v1/insights/export': '?from=2026-03-01&to=2026-03-31&by=practice',
  'GET /v1/outcomes/export': '?callType=claim_status',
  'GET /v1/payors/:payorId/requirements': '?callType=claim_status',
};

/** These answer for each record that they were asked about, by the id that was sent, whether it was found. */
export const answersEach: ReadonlySet<string> = new Set(['POST /v1/reviews/bulk']);

/** What the test that walks all routes asks of one. Throws where the tables above do not say. */
export function requestOf(route: RegisteredRoute, ids: Ids): { path: string; body: unknown } {
  const known: Ids = { ...everybodys, ...ids };
  const path = route.url.replace(/:(\w+)/g, (_part, name: string) => {
    const id = known[name];
    if (id === undefined) throw new Error(`${named(route)}: the walk has no record of the kind ${name}.`);
    return id;
  });
  const makeBody = bodies[named(route)];
  if (route.takesBody && makeBody === undefined)
    throw new Error(`${named(route)}: give the walk a body for it.`);
  return { path: path + (queries[named(route)] ?? ''), body: makeBody?.(known) };
}

/** True where the address names a record of somebody's. */
export const needsRecord = (route: RegisteredRoute) => route.params.some((name) => !(name in everybodys));

export const named = (route: RegisteredRoute) => `${route.method} ${route.url}`;
