/** What may be done through the API, each with the sentence that explains it. Keys carry scopes; roles stand for them. */
export const scopes = {
  'tasks:write': 'Queue tasks, change, cancel and retry them',
  'tasks:read': 'See tasks and why they wait',
  'results:read': 'Read outcomes, transcripts and recordings, and export them',
  'reviews:write': 'Correct, confirm and approve outcomes',
  'calls:read': 'See which calls run and how they stand, without what is said',
  'calls:write': 'Hint, take over and end running calls, and listen in',
  'events:read': 'Read the feed of events',
  'webhooks:read': 'See webhook endpoints and deliveries',
  'webhooks:write': 'Create and change webhook endpoints, and replay deliveries',
  'payors:read': 'Search the payor directory',
  'payors:write': 'Add payors and override shared ones',
  'practices:read': 'See practices',
  'practices:write': 'Add and change practices',
  'dialing:read': 'See the queue, pauses, limits and what was used',
  'dialing:write': 'Pause and resume dialing, and set limits and caps',
  'dial:any-number': 'Have a number called that is in no directory',
  'keys:write': 'Issue, rotate and revoke API keys',
  'users:write': 'Invite people, change their roles and end their sessions',
  'audit:read': 'Read who saw and changed what',
} as const;

export type Scope = keyof typeof scopes;

export const allScopes = Object.keys(scopes) as readonly Scope[];

/** What concerns the whole organization: nobody who is limited to practices holds these. */
export const organizationWide: readonly Scope[] = [
  'webhooks:write',
  'payors:write',
  'practices:write',
  'dialing:write',
  'keys:write',
  'users:write',
  'audit:read',
];

/** Of these scopes those that may be held within the practices (null: all of them). */
export function scopesWithin(
  practiceIds: readonly string[] | null,
  held: readonly Scope[],
): readonly Scope[] {
  return practiceIds === null ? held : held.filter((scope) => !organizationWide.includes(scope));
}

/** What a person of an organization is there for. */
export const roles = ['owner', 'manager', 'reviewer', 'viewer'] as const;

export type Role = (typeof roles)[number];

const viewing: readonly Scope[] = [
  'tasks:read',
  'calls:read',
  'payors:read',
  'practices:read',
  'dialing:read',
];
const reviewing: readonly Scope[] = [
  ...viewing,
  'results:read',
  'reviews:write',
  'tasks:write',
  'calls:write',
  'events:read',
];
const managing: readonly Scope[] = [
  ...reviewing,
  'webhooks:read',
  'webhooks:write',
  'payors:write',
  'practices:write',
  'dialing:write',
  'audit:read',
];

/** The one table of which role may do what. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  owner: allScopes,
  manager: managing,
  reviewer: reviewing,
  viewer: viewing,
};

/** Which rows a transaction sees: an organization's, and of these perhaps only some practices'. */
export interface TenantScope {
  organizationId: string;
  /** Null for every practice; never empty. */
  practiceIds: readonly string[] | null;
}

/** Who is asking, and what they may do and see. */
export interface Principal extends TenantScope {
  kind: 'key' | 'user';
  /** Id of the key or of the user: what the audit names. */
  actorId: string;
  scopes: readonly Scope[];
  /** Requests to the API a minute, where the key has a limit of its own. */
  requestsPerMinute?: number | undefined;
}

/** A person with a valid session. */
export interface SignedIn {
  principal: Principal;
  sessionId: string;
  role: Role;
  person: { id: string; name: string; email: string; hasSecondFactor: boolean };
  /** The organization demands a second factor and this person has none yet: only setting one up is allowed. */
  lacksSecondFactor: boolean;
  /** `Set-Cookie` values that keep the session alive. */
  cookies: readonly string[];
}

export interface SessionReader {
  /** Where pages may stand that write with a session's cookie, such as https://holdfast.example. */
  origins: readonly string[];
  /**
   * From a `Cookie` header; undefined where there is no valid session. What a page asks by itself, without its person,
   * is no use that keeps a session from running out.
   */
  read(cookie: string, by?: 'person' | 'page'): Promise<SignedIn | undefined>;
}

/** Looks a bearer key up; undefined where it is unknown, expired or revoked. */
export interface Authenticator {
  authenticate(bearer: string): Promise<Principal | undefined>;
  /** People with sessions; absent where only keys are let in. */
  sessions?: SessionReader | undefined;
}
