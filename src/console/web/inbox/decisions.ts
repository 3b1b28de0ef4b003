import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { InboxFilter, InboxItem, ReviewPerson } from '../../../kernel/review.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { reviewKeys, type InboxPages } from '../api/reviews.ts';
import { useMe } from '../app/session.tsx';
import { toast } from '../ui/toast.tsx';
import { belongs } from './filter.ts';
import { patchPages, type ItemChange } from './patch.ts';

type Decision =
  | { action: 'approve' }
  | { action: 'assign'; assignee: ReviewPerson | null }
  | { action: 'send_back'; note: string };

interface Decided {
  taskId: string;
  ok: boolean;
  version?: number;
  problem?: { code: string; detail: string };
}

/** What one request decides at most. */
const mostAtOnce = 200;

/** Undoing more than a screenful is a decision of its own. */
const mostUndone = 30;

type Judged = Pick<InboxItem, 'taskId' | 'version'>;

/** Approves, assigns or sends back one review or many; the lists that are open follow at once. */
export function useDecide() {
  const queries = useQueryClient();
  const { id: meId } = useMe();
  return useMutation({
    mutationFn: async ({ items, decision }: { items: readonly Judged[]; decision: Decision }) => {
      const results: Decided[] = [];
      for (let from = 0; from < items.length; from += mostAtOnce)
        results.push(...(await decide(items.slice(from, from + mostAtOnce), decision)));
      return results;
    },
    onSuccess: (results, { decision }) => {
      const done = results.filter(({ ok }) => ok);
      showChanges(queries, new Map(done.map((result) => [result.taskId, changeOf(decision, result)])), meId);
      tell(results, decision, () => void undo(queries, done, meId));
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: reviewKeys.counts }),
  });
}

async function decide(items: readonly Judged[], decision: Decision): Promise<readonly Decided[]> {
  const { data } = await api.post<{ data: Decided[] }>('/v1/reviews/bulk', {
    action: decision.action,
    items: items.map(({ taskId, version }) => ({ taskId, version })),
    ...(decision.action === 'assign' && { assignee: decision.assignee?.id ?? null }),
    ...(decision.action === 'send_back' && { note: decision.note }),
  });
  return data;
}

function changeOf(decision: Decision, { version }: Decided): ItemChange {
  const base = version === undefined ? {} : { version };
  switch (decision.action) {
    case 'approve':
      return { ...base, reviewState: 'approved', decidedAt: new Date().toISOString() };
    case 'send_back':
      return { ...base, reviewState: 'sent_back', decidedAt: new Date().toISOString() };
    case 'assign':
      return { ...base, assignee: decision.assignee };
  }
}

/** Puts changes into every list that is held, each by its own filter. */
export function showChanges(
  queries: QueryClient,
  changes: ReadonlyMap<string, ItemChange>,
  meId: string,
): void {
  for (const [key] of queries.getQueriesData<InboxPages>({ queryKey: reviewKeys.lists })) {
    const filter = key[2] as InboxFilter;
    queries.setQueryData<InboxPages>(
      key,
      (pages) => pages && patchPages(pages, changes, (item) => belongs(item, filter, meId)),
    );
  }
}

const verbs = { approve: 'approved', assign: 'assigned', send_back: 'sent back' } as const;

function tell(results: readonly Decided[], decision: Decision, takeBack: () => void): void {
  const done = results.filter(({ ok }) => ok).length;
  const verb =
    decision.action === 'assign' && decision.assignee === null ? 'unassigned' : verbs[decision.action];
  const [refused] = results.filter(({ ok }) => !ok);
  if (done > 0) {
    const undoes = decision.action === 'approve' && done <= mostUndone;
    toast(`${done === 1 ? 'Review' : `${done} reviews`} ${verb}.`, {
      ...(undoes && { action: { label: 'Undo', run: takeBack } }),
    });
  }
  if (refused === undefined) return;
  const rest = results.length - done;
  const why =
    refused.problem?.code === 'conflict' ? 'Somebody else was there first.' : refused.problem?.detail;
  toast(`${rest === 1 ? 'One review was' : `${rest} reviews were`} not ${verb}. ${why ?? ''}`, {
    tone: 'bad',
  });
}

/** Opens what was approved again. */
async function undo(queries: QueryClient, done: readonly Decided[], meId: string): Promise<void> {
  try {
    for (const { taskId, version } of done) {
      const item = await api.post<InboxItem>(`/v1/reviews/${taskId}/reopen`, { version });
      showChanges(queries, new Map([[taskId, item]]), meId);
    }
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
  await queries.invalidateQueries({ queryKey: ['reviews'] });
}
