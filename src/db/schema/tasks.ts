import type { ColumnType, Generated } from 'kysely';

/** Filled in by the database unless given. */
type DefaultTime = ColumnType<Date, Date | undefined, Date>;

interface TaskAskingsTable {
  task_id: string;
  revision: number;
  organization_id: string;
  asked_by: string;
  asked_at: DefaultTime;
  /** Sealed text; context `task_askings.note:<task>:<revision>`. */
  note: Uint8Array | null;
}

interface TaskImportsTable {
  id: string;
  organization_id: string;
  started_by: string;
  started_at: DefaultTime;
  updated_at: DefaultTime;
  state: Generated<'running' | 'finished' | 'broken_off'>;
  dry_run: Generated<boolean>;
  rows_read: Generated<number>;
  created: Generated<number>;
  repeated: Generated<number>;
  refused: Generated<number>;
}

/** Tables of migration 0011. */
export interface TaskTables {
  task_askings: TaskAskingsTable;
  task_imports: TaskImportsTable;
}
