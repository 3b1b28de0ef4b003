import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { InboxFilter, ReviewState } from '../../../kernel/review.ts';
import { reviewKeys, type InboxPages } from '../api/reviews.ts';
import { useEventStream, type StreamEvent, type StreamState } from '../api/stream.ts';
import { useMay, useMe } from '../app/session.tsx';
import { showChanges } from './decisions.ts';
import type { ItemChange } from './patch.ts';

/** Events gather for so long before anything is asked of the server. */
const gatherMs = 800;

/** Where the list may not follow events, it looks by itself. */
const lookEveryMs = 20_000;

/** A list of so many pages is fetched anew without asking; a longer one only when its person wants to. */
const pagesFetchedAnew = 2;

interface Told {
  taskId: string;
  state?: string;
  reviewState?: ReviewState;
}

/**
 * Keeps the list as it is for everybody: what others decide shows within a second. Rows that are there change in place;
 * for new ones a short list is fetched anew, and a long one says that there are some (`waiting`).
 */
export function useLiveInbox(filter: InboxFilter): {
  state: StreamState;
  waiting: boolean;
  catchUp: () => void;
} {
  const may = useMay();
  const { id: meId } = useMe();
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const follows = may('events:read');

  const catchUp = () => {
    setWaiting(false);
    void queries.resetQueries({ queryKey: reviewKeys.list(filter), exact: true });
  };
  const look = () => {
    void queries.invalidateQueries({ queryKey: reviewKeys.counts });
    const held = queries.getQueryData<InboxPages>(reviewKeys.list(filter));
    if ((held?.pages.length ?? 0) <= pagesFetchedAnew)
      void queries.invalidateQueries({ queryKey: reviewKeys.list(filter), exact: true });
    else setWaiting(true);
  };
  const lookSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(look, gatherMs);
  };
  const lookByItself = useEffectEvent(look);
  const state = useEventStream({
    url: follows ? streamUrl : null,
    types: followed,
    onEvent: (event) => {
      const change = changeIn(event);
      if (change !== undefined) showChanges(queries, new Map([change]), meId);
      lookSoon();
    },
    onReturn: look,
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (follows) return;
    const every = setInterval(() => lookByItself(), lookEveryMs);
    return () => clearInterval(every);
  }, [follows]);
  return { state, waiting, catchUp };
}

/** The types that tell of reviews: their beginning, decisions on them, and tasks that are called again. */
const followed = [
  'task.review_changed',
  'task.approved',
  'task.corrected',
  'task.updated',
  'task.completed',
  'task.partial',
  'task.failed',
];
const streamUrl = `/v1/events/stream?types=${followed.join(',')}`;

/** What an event tells of a review that may be among the rows; the rest is asked for. */
function changeIn({ type, data }: StreamEvent): [string, ItemChange] | undefined {
  const { data: told } = data as { data: Told };
  switch (type) {
    case 'task.review_changed':
      return told.reviewState && [told.taskId, { reviewState: told.reviewState }];
    case 'task.approved':
      return [told.taskId, { reviewState: 'approved' }];
    case 'task.updated':
      // A task with an outcome that waits again was sent back.
      return told.state === 'queued' ? [told.taskId, { reviewState: 'sent_back' }] : undefined;
    default:
      return undefined;
  }
}
