import type { ColumnType, Generated } from 'kysely';
import type { FlagKind, PauseScope, RunningCalls } from '../../kernel/dialing.ts';

/** Filled in by the database unless given. */
type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;
type NullableNumber = ColumnType<number | null, number | null | undefined, number | null>;
/** A time, or `Infinity` and `-Infinity` as the driver reads the ends of time. */
type OpenTime = ColumnType<Date | number | null, Date | string | null | undefined, Date | string | null>;

interface DialLinesTable {
  organization_id: string;
  /** Empty for a number that is in no directory. */
  payor_id: Generated<string>;
  phone_number: string;
  /** The present opening or the next one; see the migration. */
  open_from: OpenTime;
  open_until: OpenTime;
  refuses_automation: Generated<boolean>;
  tasks_per_call: Generated<number>;
  line_calls_at_once: NullableNumber;
  payor_calls_at_once: NullableNumber;
  payor_calls_per_minute: NullableNumber;
  recheck_at: ColumnType<Date | number, Date | string | undefined, Date | string>;
}

interface DialGroupsTable {
  organization_id: string;
  payor_id: string;
  phone_number: string;
  practice_id: string;
}

interface DialTurnsTable {
  organization_id: string;
  /** A practice; empty for tasks without one, `*` for the organization as a whole. */
  practice_id: string;
  begun_at: Date;
}

interface DialPausesTable {
  id: string;
  /** Null where nobody at all is called. */
  organization_id: string | null;
  scope: PauseScope;
  subject: string | null;
  reason: string;
  running_calls: RunningCalls;
  created_by: string;
  created_at: DefaultTime;
  ended_at: NullableTime;
  ended_by: NullableText;
}

interface DialLimitsTable {
  organization_id: string;
  calls_at_once: number | null;
  minutes_per_day: number | null;
  cents_per_day: number | null;
  cents_per_minute: Generated<number>;
  updated_at: DefaultTime;
  updated_by: string;
}

interface DialFlagsTable {
  id: string;
  organization_id: string;
  kind: FlagKind;
  payor_id: string | null;
  payor_name: string;
  phone_number: string;
  times: Generated<number>;
  first_at: DefaultTime;
  last_at: DefaultTime;
  last_call_id: string;
  cleared_at: NullableTime;
  cleared_by: NullableText;
}

/** What dialing keeps beside a call and a task. */
interface DialedCallsTable {
  payor_id: NullableText;
  /** Somebody pressed the stop button while it ran. */
  stop_asked_at: NullableTime;
  /** Words with which the caller says what it is; null for the script's own. */
  disclosure: NullableText;
}

interface DialedCallTasksTable {
  /** Its place in line, as a time; see the migration. */
  rank_at: DefaultTime;
  ready_at: DefaultTime;
  /** Whether `ready_at` has passed; set by whoever chooses, too. All of these are set by a trigger. */
  ready: Generated<boolean>;
  /** `payor_id` and `practice_id`, empty where there is none. */
  dial_payor: Generated<string>;
  dial_practice: Generated<string>;
}

/** Tables of migration 0009, and the columns that it adds to tables of others. */
export interface DialingTables {
  calls: DialedCallsTable;
  call_tasks: DialedCallTasksTable;
  dial_lines: DialLinesTable;
  dial_groups: DialGroupsTable;
  dial_turns: DialTurnsTable;
  dial_pauses: DialPausesTable;
  dial_limits: DialLimitsTable;
  dial_flags: DialFlagsTable;
}
