import type { ColumnType, Generated } from 'kysely';

type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Read as a value, written as JSON text; the database has a default. */
type JsonDefault = ColumnType<unknown, string | undefined, string>;

interface PracticesTable {
  id: string;
  organization_id: string;
  name: string;
  /** The first of each kind; the lists beside them hold all, or nothing where this is the only one. */
  npi: string;
  tax_id: string;
  phone: string;
  state: string | null;
  address: string | null;
  npis: JsonDefault;
  tax_ids: JsonDefault;
  phones: JsonDefault;
  addresses: JsonDefault;
  time_zone: Generated<string>;
  created_at: DefaultTime;
  updated_at: DefaultTime;
  archived_at: NullableTime;
}

interface PayorsTable {
  id: string;
  /** Null for an entry of the shared directory. */
  organization_id: string | null;
  name: string;
  /** Tasks that are asked in one call at most. */
  tasks_per_call: Generated<number>;
  max_concurrent_calls: Optional<number>;
  calls_per_minute: Optional<number>;
  /** Call type → inputs that the payor asks for, as the migration describes them. */
  required_inputs: JsonDefault;
  refuses_automation: Generated<boolean>;
  recording: Optional<'allowed' | 'announce' | 'forbidden'>;
  disclosure: Optional<string>;
  notes: Optional<string>;
  created_at: DefaultTime;
  updated_at: DefaultTime;
  archived_at: NullableTime;
}

interface PayorAliasesTable {
  payor_id: string;
  /** Whose: an organization's for a shared payor belong to its override. */
  organization_id: string | null;
  /** Normalised for look-up. */
  alias: string;
  kind: Generated<'name' | 'alias'>;
  written: Optional<string>;
}

interface PayorLinesTable {
  id: string;
  payor_id: string;
  organization_id: string | null;
  purpose: string;
  label: Optional<string>;
  phone_number: string;
  time_zone: Generated<string>;
  /** Opening hours by weekday, as the first migration describes them; written as JSON text. */
  hours: ColumnType<unknown, string | null | undefined, string | null>;
  holidays: Generated<string[]>;
  /** ISO dates. */
  closed_on: Generated<string[]>;
  max_concurrent_calls: Optional<number>;
  position: Generated<number>;
}

interface PayorOverridesTable {
  organization_id: string;
  payor_id: string;
  /** Columns of `payors` that differ; `lines` and `aliases` where the organization has its own. JSON text. */
  fields: ColumnType<Record<string, unknown>, string, string>;
  updated_at: DefaultTime;
}

interface StateRulesTable {
  organization_id: string;
  state: string;
  recording: Optional<'allowed' | 'announce' | 'forbidden'>;
  disclosure: Optional<string>;
  note: Optional<string>;
  updated_at: DefaultTime;
}

/** Payors and practices: tables of migration 0001, with the columns that later ones added, and of migrations 0008 and 0018. */
export interface DirectoryTables {
  practices: PracticesTable;
  payors: PayorsTable;
  payor_aliases: PayorAliasesTable;
  payor_lines: PayorLinesTable;
  payor_overrides: PayorOverridesTable;
  state_rules: StateRulesTable;
}
