import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { InboxItem } from '../../../kernel/review.ts';
import { InboxRow } from './inbox-row.tsx';
import styles from './inbox.module.css';

const rowHeight = 52;

/** Rows beyond the screen that are ready before they are scrolled to. */
const overscan = 10;

/** The next page is asked for when so few rows are left below. */
const rowsAhead = 60;

interface InboxListProps {
  rows: readonly InboxItem[];
  hasMore: boolean;
  onMore: () => void;
  activeId: string | undefined;
  selected: ReadonlySet<string>;
  now: number;
  /** Where the list was scrolled to when it was left. */
  startAt: number;
  onScrolledTo: (offset: number) => void;
  linkTo: (taskId: string) => string;
  onActivate: (taskId: string) => void;
  onSelect: (taskId: string, range: boolean) => void;
  onOpen: (taskId: string) => void;
  /** Rises when the keyboard moved: then the active row takes the focus, once it is there. */
  moves: number;
}

/** The rows that are seen, of however many there are. */
export function InboxList(props: InboxListProps) {
  const { rows, hasMore, onMore, activeId, selected, startAt, onScrolledTo, linkTo } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan,
    initialOffset: startAt,
    getItemKey: (index) => rows[index]?.taskId ?? index,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - rowsAhead) onMore();
  }, [hasMore, lastShown, rows.length, onMore]);
  useEffect(() => () => onScrolledTo(virtual.scrollOffset ?? 0), [virtual, onScrolledTo]);

  const activeAt = rows.findIndex(({ taskId }) => taskId === activeId);
  const takeFocus = useFocusOnMove(props, activeAt, (index) => virtual.scrollToIndex(index));
  return (
    <div className={styles.scroll} ref={scroll}>
      <div
        role="grid"
        aria-label="Tasks"
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-multiselectable="true"
      >
        <Head />
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const item = rows[index];
            return (
              item && (
                <InboxRow
                  key={key}
                  item={item}
                  place={index + 1}
                  top={start}
                  active={index === Math.max(activeAt, 0)}
                  selected={selected.has(item.taskId)}
                  to={linkTo(item.taskId)}
                  now={props.now}
                  onActivate={props.onActivate}
                  onSelect={props.onSelect}
                  onOpen={props.onOpen}
                  takeFocus={takeFocus}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <span role="columnheader">
          <span className="visually-hidden">Selected</span>
        </span>
        <span role="columnheader">Task</span>
        <span role="columnheader">Payor and practice</span>
        <span role="columnheader">Why</span>
        <span role="columnheader">Assigned to</span>
        <span role="columnheader" className={styles.age}>
          Age
        </span>
      </div>
    </div>
  );
}

/** A row that the keyboard moved to may still have to be scrolled to and drawn before it can take the focus. */
function useFocusOnMove(
  { activeId, moves }: Pick<InboxListProps, 'activeId' | 'moves'>,
  activeAt: number,
  scrollTo: (index: number) => void,
): (element: HTMLElement | null, taskId: string) => void {
  const wanted = useRef<string>(undefined);
  const seen = useRef(moves);
  const at: RefObject<number> = useRef(activeAt);
  useLayoutEffect(() => {
    at.current = activeAt;
    if (seen.current === moves || activeId === undefined) return;
    seen.current = moves;
    wanted.current = activeId;
    if (at.current >= 0) scrollTo(at.current);
    document.getElementById(`row-${activeId}`)?.focus({ preventScroll: true });
  });
  return useCallback((element, taskId) => {
    if (element === null || wanted.current !== taskId) return;
    wanted.current = undefined;
    element.focus({ preventScroll: true });
  }, []);
}
