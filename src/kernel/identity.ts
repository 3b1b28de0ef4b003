import type { Principal, Scope } from './access.ts';

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
