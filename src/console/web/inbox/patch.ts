import type { InboxItem } from '../../../kernel/review.ts';
import type { InboxPages } from '../api/reviews.ts';

/** What has become of an item. */
export type ItemChange = Partial<
  Pick<InboxItem, 'reviewState' | 'assignee' | 'version' | 'decidedAt' | 'revision'>
>;

/** The pages with the changes in place; items that no longer belong are gone. Older news than what is shown is no news. */
export function patchPages(
  pages: InboxPages,
  changes: ReadonlyMap<string, ItemChange>,
  stays: (item: InboxItem) => boolean,
): InboxPages {
  const list = pages.pages.map((page) => {
    if (!page.data.some(({ taskId }) => changes.has(taskId))) return page;
    return { ...page, data: page.data.flatMap((item) => patchItem(item, changes.get(item.taskId), stays)) };
  });
  return list.every((page, at) => page === pages.pages[at]) ? pages : { ...pages, pages: list };
}

function patchItem(
  item: InboxItem,
  change: ItemChange | undefined,
  stays: (item: InboxItem) => boolean,
): readonly InboxItem[] {
  if (change === undefined || (change.version ?? item.version) < item.version) return [item];
  const now = { ...item, ...change };
  return stays(now) ? [now] : [];
}
