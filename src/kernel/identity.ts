import type { Principal, Role, Scope } from './access.ts';

/** Rows a page, and where the page before ended. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** A key as people see it: never its secret. Times are ISO 8601. */
export interface ApiKeyView {
  id: string;
  name: string;
  /** The part of the secret that may be shown: `hf_<prefix>_…`. */
  prefix: string;
  scopes: Scope[];
  /** Null for every practice. */
  practiceIds: string[] | null;
  requestsPerMinute: number | null;
  /** Id of the key or the person that issued it; null where a command or the configuration did. */
  madeBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** After a rotation: until when the secret before is good. */
  previousSecretUntil: string | null;
}

/** The only moment in which a secret is seen. */
export interface IssuedKey {
  key: ApiKeyView;
  secret: string;
}

export interface NewApiKey {
  name: string;
  scopes: readonly Scope[];
  practiceIds: readonly string[] | null;
  expiresAt: string | null;
  requestsPerMinute: number | null;
}

/**
 * Keys of the asker's organization. Nobody hands out more than they hold: a scope, a practice, a time or a rate beyond
 * the asker's own is refused with a ProblemError. Undefined where there is no such key.
 */
export interface ApiKeyDesk {
  list(principal: Principal, page: PageRequest): Promise<Page<ApiKeyView>>;
  get(principal: Principal, keyId: string): Promise<ApiKeyView | undefined>;
  issue(principal: Principal, wanted: NewApiKey): Promise<IssuedKey>;
  /** Scopes can only be taken away. */
  change(
    principal: Principal,
    keyId: string,
    changes: { name?: string | undefined; scopes?: readonly Scope[] | undefined },
  ): Promise<ApiKeyView | undefined>;
  /** A new secret; the old one stays good for the overlap. */
  rotate(principal: Principal, keyId: string, overlapHours: number): Promise<IssuedKey | undefined>;
  /** At once and for good. */
  revoke(principal: Principal, keyId: string): Promise<ApiKeyView | undefined>;
}

/** Who knocks, for limits and for the record. */
export interface Visit {
  /** The `Cookie` header. */
  cookie: string;
  address: string;
  userAgent: string | undefined;
  requestId: string;
}

/** `Set-Cookie` values that go with the answer. */
export interface Cookies {
  cookies: readonly string[];
}

/**
 * Signing in and what belongs to it. Refusals are ProblemErrors that tell nobody which accounts exist; each is counted
 * by account and by address, and recorded. A password is 12 to 128 characters.
 */
export interface SignInDesk {
  signIn(
    visit: Visit,
    given: { email: string; password: string },
  ): Promise<Cookies & { secondFactorNeeded: boolean }>;
  /** The second half of signing in: a code of the app, or one of the backup codes, each of which works once. */
  giveSecondFactor(visit: Visit, given: { code: string } | { backupCode: string }): Promise<Cookies>;
  signOut(visit: Visit): Promise<Cookies>;
  /** Ends every other session of the person. */
  changePassword(visit: Visit, given: { currentPassword: string; newPassword: string }): Promise<Cookies>;
  /** Nothing is demanded before the first code was confirmed. */
  beginSecondFactor(
    visit: Visit,
    given: { password: string },
  ): Promise<Cookies & { totpUri: string; backupCodes: string[] }>;
  confirmSecondFactor(visit: Visit, given: { code: string }): Promise<Cookies>;
  endSecondFactor(visit: Visit, given: { password: string }): Promise<Cookies>;
  newBackupCodes(visit: Visit, given: { password: string }): Promise<Cookies & { backupCodes: string[] }>;
  /** Somebody new takes a name and a password; whoever has an account already proves it by its password. */
  acceptInvitation(
    visit: Visit,
    given: { token: string; name: string; password: string },
  ): Promise<{ email: string }>;
  /** By a link that was handed over. Ends every session of the person; the second factor stays. */
  setPassword(visit: Visit, given: { token: string; password: string }): Promise<void>;
}

export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Null for every practice. */
  practiceIds: string[] | null;
  hasSecondFactor: boolean;
  joinedAt: string;
  disabledAt: string | null;
}

/** A link that is handed over by hand; it works once. */
export interface HandedLink {
  id: string;
  /** Shown this once and never again. */
  link: string;
  expiresAt: string;
}

export interface SessionView {
  id: string;
  /** What the browser says of itself. */
  userAgent: string | null;
  startedAt: string;
  lastSeenAt: string;
  endsAt: string;
  current: boolean;
}

export interface OrganizationView {
  id: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  requireSecondFactor: boolean;
}

/** People of the asker's organization. Undefined where there is no such person in it. */
export interface PeopleDesk {
  list(principal: Principal, page: PageRequest): Promise<Page<MemberView>>;
  get(principal: Principal, userId: string): Promise<MemberView | undefined>;
  invite(
    principal: Principal,
    wanted: { email: string; role: Role; practiceIds: readonly string[] | null },
  ): Promise<HandedLink>;
  /** The last owner who is not disabled stays one: a 409. */
  change(
    principal: Principal,
    userId: string,
    changes: {
      role?: Role | undefined;
      practiceIds?: readonly string[] | null | undefined;
      disabled?: boolean | undefined;
    },
  ): Promise<MemberView | undefined>;
  /** Refused (409) for who belongs to other organizations too: the link would open those as well. */
  linkForPassword(principal: Principal, userId: string): Promise<HandedLink | undefined>;
  /** For who lost it. Refused like a new password. Undefined too where there is none. */
  removeSecondFactor(principal: Principal, userId: string): Promise<MemberView | undefined>;
  sessionsOf(
    principal: Principal,
    userId: string,
    current: string | null,
  ): Promise<SessionView[] | undefined>;
  /** Ends one session, or all; answers how many. */
  endSessions(principal: Principal, userId: string, sessionId: string | null): Promise<number | undefined>;
  organization(principal: Principal): Promise<OrganizationView>;
  changeOrganization(
    principal: Principal,
    changes: {
      name?: string | undefined;
      timeZone?: string | undefined;
      requireSecondFactor?: boolean | undefined;
    },
  ): Promise<OrganizationView>;
  /** Where a person may work, and the choice of one for a session. False where it is not theirs. */
  organizationsOf(userId: string): Promise<{ id: string; name: string; role: Role }[]>;
  chooseOrganization(userId: string, sessionId: string, organizationId: string): Promise<boolean>;
}

/** One thing that somebody did to one record. Identifiers only. */
export interface AuditEntry {
  id: string;
  at: string;
  /** Id of a key or a person; `unknown` for a sign-in that failed. */
  actor: string;
  action: string;
  subject: string;
  requestId: string | null;
  address: string | null;
}

export interface AuditFilter {
  actor?: string | undefined;
  /** Exact, or everything under it with a dot and a star at the end: `task.*`. */
  action?: string | undefined;
  subject?: string | undefined;
  /** ISO 8601; from is included, to is not. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Reads the record of the asker's organization, newest first. */
export interface AuditReader {
  read(principal: Principal, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
}
