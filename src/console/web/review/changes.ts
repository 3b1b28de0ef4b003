import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InboxItem, ReviewView } from '../../../kernel/review.ts';
import { addressOf, api } from '../api/client.ts';
import { ApiProblem, sentenceOf } from '../api/problem.ts';
import { reviewKey } from '../api/review.ts';
import { reviewKeys } from '../api/reviews.ts';
import { useMe } from '../app/session.tsx';
import { showChanges } from '../inbox/decisions.ts';
import { toast } from '../ui/toast.tsx';
import { changesOf, whatChanged, type Draft, type Drafts, type Overtaken } from './drafts.ts';

/** What oneself has changed is told within this time; every reading is audited, so that it is not read again for that. */
const ownNewsMs = 2_000;

export interface Changes {
  drafts: Drafts;
  stage: (field: string, draft: Draft | undefined) => void;
  discard: () => void;
  /** What others have changed since this was read; undefined where nothing. */
  overtaken: Overtaken | undefined;
  seen: () => void;
  /** Something was told of the review: reads it anew, unless it was oneself, and shows what others changed. */
  onNews: () => void;
  saving: boolean;
  /** Saves all changes at once; the review as it is then, undefined where that was refused. */
  save: () => Promise<ReviewView | undefined>;
  /** Approves, assigns or sends back, after saving. True where it was done. */
  decide: (path: 'approve' | 'assign' | 'send-back' | 'reopen', body?: object) => Promise<boolean>;
}

/**
 * What a person changes of one review. Changes wait until they are saved together. Where somebody else was first, nothing
 * is saved, the review is read anew, what changed is told, and one's own changes are kept.
 */
export function useChanges(view: ReviewView, reveal: boolean): Changes {
  const queries = useQueryClient();
  const { id: meId } = useMe();
  const { taskId } = view.item;
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const [overtaken, setOvertaken] = useState<Overtaken>();
  const latest = useRef(view);
  const ownUntil = useRef(0);
  useEffect(() => void (latest.current = view), [view]);
  useWarningBeforeLeaving(drafts.size > 0);

  const put = useCallback(
    (now: ReviewView) => {
      latest.current = now;
      queries.setQueryData(reviewKey(taskId, reveal), now);
      // What lies masked beneath a revealed review is of an older version now.
      if (reveal) void queries.invalidateQueries({ queryKey: reviewKey(taskId, false) });
      showChanges(queries, new Map([[taskId, now.item]]), meId);
      void queries.invalidateQueries({ queryKey: reviewKeys.counts });
    },
    [queries, taskId, reveal, meId],
  );
  const catchUp = useCallback(async () => {
    const before = latest.current;
    const now = await api.get<ReviewView>(addressOf(`/v1/reviews/${taskId}`, { reveal }), {
      background: true,
    });
    if (now.item.version > before.item.version) {
      setOvertaken(whatChanged(before, now));
      put(now);
    }
    return now;
  }, [taskId, reveal, put]);
  const refused = async (error: unknown) => {
    const isConflict = error instanceof ApiProblem && error.status === 409;
    const versionBefore = latest.current.item.version;
    const now = isConflict ? await catchUp().catch(() => undefined) : undefined;
    // A conflict that is no other person's says itself what it is.
    if (now === undefined || now.item.version === versionBefore) toast(sentenceOf(error), { tone: 'bad' });
  };
  const saving = useMutation({
    mutationFn: () =>
      api.post<ReviewView>(addressOf(`/v1/reviews/${taskId}/values`, { reveal }), {
        version: latest.current.item.version,
        changes: changesOf(drafts),
      }),
  });

  async function save(): Promise<ReviewView | undefined> {
    if (drafts.size === 0) return latest.current;
    ownUntil.current = Infinity;
    try {
      const now = await saving.mutateAsync();
      put(now);
      setDrafts(new Map());
      setOvertaken(undefined);
      toast('Saved. The consumer is told again.');
      return now;
    } catch (error) {
      await refused(error);
      return undefined;
    } finally {
      ownUntil.current = Date.now() + ownNewsMs;
    }
  }
  async function decide(path: string, body: object = {}): Promise<boolean> {
    if ((await save()) === undefined) return false;
    ownUntil.current = Infinity;
    try {
      const { version } = latest.current.item;
      const item = await api.post<InboxItem>(`/v1/reviews/${taskId}/${path}`, { version, ...body });
      put({ ...latest.current, item });
      return true;
    } catch (error) {
      await refused(error);
      return false;
    } finally {
      ownUntil.current = Date.now() + ownNewsMs;
    }
  }
  return {
    drafts,
    stage: (field, draft) => {
      const now = new Map(drafts);
      if (draft === undefined) now.delete(field);
      else now.set(field, draft);
      setDrafts(now);
    },
    discard: () => setDrafts(new Map()),
    overtaken,
    seen: () => setOvertaken(undefined),
    onNews: () => {
      if (Date.now() > ownUntil.current) catchUp().catch(() => undefined);
    },
    saving: saving.isPending,
    save,
    decide,
  };
}

/** The browser asks before the page is left with changes that are not saved. */
function useWarningBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}
