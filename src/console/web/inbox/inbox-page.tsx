import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useInbox, useInboxCounts } from '../api/reviews.ts';
import { useMay } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { StreamBadge } from '../ui/stream-badge.tsx';
import { useMinute } from '../ui/use-minute.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useDecide } from './decisions.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterOf, isNarrowed, searchOf } from './filter.ts';
import { InboxList } from './inbox-list.tsx';
import { useInboxKeys } from './keys.ts';
import { useLiveInbox } from './live.ts';
import { keepPlace, placeIn } from './place.ts';
import { QueueTabs } from './queue-tabs.tsx';
import { useSearchText } from './search-text.ts';
import { useSelection } from './selection.ts';
import { SendBackDialog } from './send-back-dialog.tsx';

/** Tasks that wait for a person, the most urgent first. */
export function Component() {
  const [search] = useSearchParams();
  const q = useSearchText();
  const filter = useMemo(() => filterOf(search, q), [search, q]);
  const address = searchOf(filter);
  const navigate = useNavigate();
  const may = useMay();
  const list = useInbox(filter);
  const counts = useInboxCounts();
  const live = useLiveInbox(filter);
  const searchBox = useRef<HTMLInputElement>(null);

  const rows = useMemo(() => list.data?.pages.flatMap(({ data }) => data) ?? [], [list.data]);
  const rowIds = useMemo(() => rows.map(({ taskId }) => taskId), [rows]);
  const selection = useSelection(rowIds);
  const [activeId, setActiveId] = useState(() => placeIn(address).taskId);
  const [moves, setMoves] = useState(0);
  const [asking, setAsking] = useState<'assign' | 'send_back'>();
  const decide = useDecide();
  const now = useMinute();

  const canRead = may('results:read');
  const linkTo = useCallback((taskId: string) => `/review/${taskId}${address}`, [address]);
  const open = useCallback(
    (taskId: string) => {
      if (canRead) void navigate(linkTo(taskId));
    },
    [canRead, linkTo, navigate],
  );
  const active = rows.find(({ taskId }) => taskId === activeId) ?? rows[0];
  /** What a command is about: what is selected, else the row one is on. */
  const targets =
    selection.ids.size > 0 ? rows.filter(({ taskId }) => selection.ids.has(taskId)) : active ? [active] : [];
  const move = (step: number) => {
    const at = rows.findIndex(({ taskId }) => taskId === active?.taskId);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    setActiveId(next?.taskId);
    setMoves((count) => count + 1);
  };
  const approve = () => {
    decide.mutate({ items: targets, decision: { action: 'approve' } });
    selection.clear();
  };
  useInboxKeys({
    mayDecide: may('reviews:write'),
    move,
    openActive: () => active && open(active.taskId),
    toggle: () => active && selection.toggle(active.taskId, false),
    selectAll: selection.selectAll,
    clear: selection.clear,
    approve,
    ask: (what) => {
      if (targets.length > 0) setAsking(what);
    },
    search: () => searchBox.current?.focus(),
  });
  const more = useCallback(() => {
    if (!list.isFetchingNextPage) void list.fetchNextPage();
  }, [list]);
  const remember = useCallback((offset: number) => keepPlace(address, { offset }), [address]);
  const activate = useCallback(
    (taskId: string) => {
      setActiveId(taskId);
      keepPlace(address, { taskId });
    },
    [address],
  );

  return (
    <Page
      title="Inbox"
      fills
      actions={
        <>
          {live.waiting && (
            <Button size="small" onClick={live.catchUp}>
              Show what is new
            </Button>
          )}
          <StreamBadge state={live.state} />
        </>
      }
    >
      <QueueTabs filter={filter} counts={counts.data} />
      <FilterBar filter={filter} counts={counts.data} searchBox={searchBox} />
      {list.data === undefined ? (
        list.error === null ? (
          <Loading what="Loading tasks" />
        ) : (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : rows.length === 0 ? (
        <NothingHere narrowed={isNarrowed(filter)} />
      ) : (
        <InboxList
          key={address + q}
          rows={rows}
          hasMore={list.hasNextPage}
          onMore={more}
          activeId={active?.taskId}
          selected={selection.ids}
          now={now}
          startAt={placeIn(address).offset}
          onScrolledTo={remember}
          linkTo={linkTo}
          onActivate={activate}
          onSelect={selection.toggle}
          onOpen={open}
          moves={moves}
        />
      )}
      {may('reviews:write') && selection.ids.size > 0 && (
        <BulkBar
          count={selection.ids.size}
          onApprove={approve}
          onAssign={() => setAsking('assign')}
          onSendBack={() => setAsking('send_back')}
          onClear={selection.clear}
        />
      )}
      <AssignDialog
        open={asking === 'assign'}
        onOpenChange={() => setAsking(undefined)}
        count={targets.length}
        onAssign={(assignee) => decide.mutate({ items: targets, decision: { action: 'assign', assignee } })}
      />
      <SendBackDialog
        open={asking === 'send_back'}
        onOpenChange={() => setAsking(undefined)}
        count={targets.length}
        onSendBack={(note) => {
          decide.mutate({ items: targets, decision: { action: 'send_back', note } });
          selection.clear();
        }}
      />
    </Page>
  );
}

function NothingHere({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <Empty title="Nothing matches.">Clear the filters to see the whole queue.</Empty>
  ) : (
    <Empty title="Nothing waits here.">Tasks come here when their calls end with something to look at.</Empty>
  );
}
