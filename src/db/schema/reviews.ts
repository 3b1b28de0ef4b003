import type { ColumnType, Generated } from 'kysely';
import type { CorrectionAction } from '../../kernel/outcome.ts';
import type { ReviewReason, ReviewState } from '../../kernel/review.ts';
import type { SearchKind } from '../../kernel/search-key.ts';

type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;

interface TaskReviewsTable {
  task_id: string;
  organization_id: string;
  practice_id: string | null;
  payor_id: string | null;
  call_type: string;
  external_id: string;
  /** The asking whose outcome is reviewed. */
  revision: number;
  state: ReviewState;
  reasons: ReviewReason[];
  /** 1 to 5; the lowest comes first among the open ones. */
  rank: number;
  failure_reason: NullableText;
  assignee: NullableText;
  version: Generated<number>;
  opened_at: DefaultTime;
  decided_at: NullableTime;
  decided_by: NullableText;
}

interface TaskCorrectionsTable {
  task_id: string;
  /** Of the review, as this change made it. */
  version: number;
  field: string;
  organization_id: string;
  practice_id: string | null;
  revision: number;
  action: CorrectionAction;
  /** JSON of `{ before, after, reason }`, sealed; context `task_corrections.sealed:<task>:<version>:<field>`. */
  sealed: Uint8Array;
  by: string;
  at: DefaultTime;
}

interface TaskSearchKeysTable {
  organization_id: string;
  hash: Uint8Array;
  kind: SearchKind;
  task_id: string;
  practice_id: string | null;
}

/** Tables of migration 0022. */
export interface ReviewTables {
  task_reviews: TaskReviewsTable;
  task_corrections: TaskCorrectionsTable;
  task_search_keys: TaskSearchKeysTable;
}
