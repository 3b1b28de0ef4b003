import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { CallTaskState, Practice } from '../../kernel/call-task.ts';

/** Filled in by the database unless given. */
type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

interface OrganizationsTable {
  id: string;
  name: string;
  created_at: DefaultTime;
  /** IANA name. */
  time_zone: Generated<string>;
  require_second_factor: Generated<boolean>;
}

interface OrganizationDataKeysTable {
  organization_id: string;
  version: number;
  wrapped: Uint8Array;
  created_at: DefaultTime;
}

interface ApiKeysTable {
  id: string;
  organization_id: string;
  name: string;
  prefix: string;
  secret_hash: Uint8Array;
  scopes: string[];
  created_at: DefaultTime;
  expires_at: NullableTime;
  revoked_at: NullableTime;
  last_used_at: NullableTime;
  /** Null for every practice. */
  practice_ids: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  requests_per_minute: ColumnType<number | null, number | null | undefined, number | null>;
  made_by: ColumnType<string | null, string | null | undefined, string | null>;
  previous_hash: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>;
  previous_until: NullableTime;
}

interface CallTasksTable {
  id: string;
  organization_id: string;
  call_type: string;
  external_id: string;
  state: Generated<CallTaskState>;
  payor_id: string | null;
  payor_name: string;
  payor_phone: string;
  practice: JSONColumnType<Practice>;
  /** JSON of the inputs, sealed; context `call_tasks.inputs:<id>`. */
  inputs: Uint8Array;
  /** Member name → keyed hash of its value, hexadecimal. */
  body_hash: JSONColumnType<Record<string, string>>;
  webhook_url: string | null;
  priority: Generated<number>;
  not_before: DefaultTime;
  attempts: Generated<number>;
  next_attempt_at: NullableTime;
  last_reason: string | null;
  created_at: DefaultTime;
  finished_at: NullableTime;
  /** Calls in a row that ended before any of their tasks was asked. */
  deferrals: Generated<number>;
  /** Calls that may be made for it; null where the server decides. */
  max_attempts: ColumnType<number | null, number | null | undefined, number | null>;
  practice_id: ColumnType<string | null, string | null | undefined, string | null>;
  due_by: NullableTime;
  /** See `PayorResolution`; written as JSON text. */
  resolution: ColumnType<unknown, string | null | undefined, string | null>;
  /** Which asking this is, from 1. */
  revision: Generated<number>;
  updated_at: DefaultTime;
  /** The batch or import that it came in with. */
  batch_id: NullableText;
  /** Key or user that queued it. */
  created_by: NullableText;
  needs_review: Generated<boolean>;
  /** Of `practice`. */
  practice_state: GeneratedAlways<string | null>;
}

interface AuditLogTable {
  id: string;
  organization_id: string;
  at: DefaultTime;
  actor: string;
  action: string;
  subject: string;
  request_id: string | null;
  address: string | null;
}

/** Tables of migration 0001, with the columns that later ones added. */
export interface CoreTables {
  organizations: OrganizationsTable;
  organization_data_keys: OrganizationDataKeysTable;
  api_keys: ApiKeysTable;
  call_tasks: CallTasksTable;
  audit_log: AuditLogTable;
}
