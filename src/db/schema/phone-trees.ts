import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { PhoneTree } from '../../kernel/phone-tree.ts';

interface PhoneTreesTable {
  organization_id: string;
  /** The payor's number, E.164. */
  line: string;
  tree: JSONColumnType<PhoneTree>;
  revision: Generated<number>;
  updated_at: ColumnType<Date, Date | undefined, Date>;
  edited_by: string | null;
}

/** Tables of migration 0005. */
export interface PhoneTreeTables {
  phone_trees: PhoneTreesTable;
}
