import type { ColumnType } from 'kysely';
import type { LivePhase } from '../../kernel/floor.ts';

interface CallLiveTable {
  call_id: string;
  organization_id: string;
  /** Of the owner that wrote it. */
  fence: number;
  phase: LivePhase;
  phase_since: Date;
  hold_ms: number;
  active_ms: number;
  /** JSON of `LiveWords`, sealed; context `call_live.sealed:<call>`. */
  sealed: Uint8Array;
  updated_at: ColumnType<Date, Date | undefined, Date>;
}

interface NodesTable {
  id: string;
  public_url: string;
  started_at: ColumnType<Date, Date | undefined, Date>;
}

/** Tables of migration 0023. */
export interface FloorTables {
  call_live: CallLiveTable;
  nodes: NodesTable;
}
