import type { CorrectionAction, FieldValue } from '../../../kernel/outcome.ts';
import type { Passage, ReviewView } from '../../../kernel/review.ts';

/** A change of one field that is not saved yet. */
export interface Draft {
  action: CorrectionAction;
  /** For `correct` and `add`. */
  value?: FieldValue;
  reason?: string;
  evidence?: Passage;
}

export type Drafts = ReadonlyMap<string, Draft>;

/** What is sent: all of them, based on the version that was looked at. */
export function changesOf(drafts: Drafts): readonly object[] {
  return [...drafts].map(([field, { action, value, reason, evidence }]) => ({
    field,
    action,
    ...(value !== undefined && { value }),
    ...(reason !== undefined && reason !== '' && { reason }),
    ...(evidence !== undefined && { evidence }),
  }));
}

/** What somebody else has made of a review since it was read. */
export interface Overtaken {
  /** Names of the fields whose answers differ. */
  fields: readonly string[];
  /** Sentences about all else that differs. */
  news: readonly string[];
  /** Who made the latest correction that is new; null where none is. */
  by: string | null;
}

export function whatChanged(before: ReviewView, now: ReviewView): Overtaken {
  const names = new Set([...Object.keys(before.outcome.fields), ...Object.keys(now.outcome.fields)]);
  const fields = [...names].filter(
    (name) => JSON.stringify(before.outcome.fields[name]) !== JSON.stringify(now.outcome.fields[name]),
  );
  const news: string[] = [];
  if (before.item.reviewState !== now.item.reviewState) news.push(stateNews[now.item.reviewState]);
  if (before.item.assignee?.id !== now.item.assignee?.id)
    news.push(
      now.item.assignee === null
        ? 'It is assigned to nobody now.'
        : `It is assigned to ${now.item.assignee.name} now.`,
    );
  const fresh = now.corrections.find(({ version }) => version > before.item.version);
  return { fields, news, by: fresh?.by.name ?? null };
}

const stateNews = {
  open: 'It was opened again.',
  approved: 'It was approved.',
  sent_back: 'It was sent back to be called again.',
  clear: 'It needs no review any more.',
} as const;
