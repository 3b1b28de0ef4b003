import type { ColumnType } from 'kysely';
import type { Role } from '../../kernel/access.ts';

type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;
/** Null for every practice of the organization. */
type PracticeIds = ColumnType<string[] | null, string[] | null | undefined, string[] | null>;

/** The columns that our roles may read; the sign-in library writes them. */
interface UserTable {
  id: ColumnType<string, never, never>;
  name: ColumnType<string, never, never>;
  email: ColumnType<string, never, never>;
  twoFactorEnabled: ColumnType<boolean | null, never, never>;
  createdAt: ColumnType<Date, never, never>;
}

interface SessionTable {
  id: ColumnType<string, never, never>;
  userId: ColumnType<string, never, never>;
  /** Where the person works at the moment. */
  organizationId: ColumnType<string | null, never, string>;
  userAgent: ColumnType<string | null, never, never>;
  createdAt: ColumnType<Date, never, never>;
  updatedAt: ColumnType<Date, never, never>;
  expiresAt: ColumnType<Date, never, never>;
}

interface AttemptsTable {
  key: Uint8Array;
  failures: number;
  window_began: Date;
}

interface MembershipsTable {
  organization_id: string;
  user_id: string;
  role: Role;
  practice_ids: PracticeIds;
  created_at: DefaultTime;
  disabled_at: NullableTime;
}

interface SignInLinksTable {
  id: string;
  organization_id: string;
  purpose: 'invitation' | 'password';
  secret_hash: Uint8Array;
  email: NullableText;
  user_id: NullableText;
  role: ColumnType<Role | null, Role | null | undefined, Role | null>;
  practice_ids: PracticeIds;
  made_by: NullableText;
  created_at: DefaultTime;
  expires_at: Date;
  used_at: NullableTime;
}

/** Tables of migration 0021. */
export interface PeopleTables {
  'auth.user': UserTable;
  'auth.session': SessionTable;
  'auth.attempts': AttemptsTable;
  memberships: MembershipsTable;
  sign_in_links: SignInLinksTable;
}
