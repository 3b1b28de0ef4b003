import { memo, type MouseEvent } from 'react';
import { Link } from 'react-router';
import type { InboxItem } from '../../../kernel/review.ts';
import { Badge } from '../ui/badge.tsx';
import { formatAge, formatFullMoment, inWords } from '../ui/format.ts';
import { failureInWords } from './filter.ts';
import { reasonLabels, reasonTones } from './reasons.ts';
import styles from './inbox.module.css';

const stateBadges = {
  open: undefined,
  approved: { tone: 'good', label: 'Approved' },
  sent_back: { tone: 'accent', label: 'Sent back' },
  clear: { tone: 'neutral', label: 'Nothing doubtful' },
} as const;

interface RowProps {
  item: InboxItem;
  /** From 1, as readers of screens count. */
  place: number;
  top: number;
  active: boolean;
  selected: boolean;
  /** Where the row leads. */
  to: string;
  now: number;
  onActivate: (taskId: string) => void;
  onSelect: (taskId: string, range: boolean) => void;
  onOpen: (taskId: string) => void;
  takeFocus: (element: HTMLElement | null, taskId: string) => void;
}

/** One task of the inbox. */
export const InboxRow = memo(function InboxRow(props: RowProps) {
  const { item, place, top, active, selected, to, onActivate, onSelect, onOpen, takeFocus } = props;
  const { taskId } = item;
  const names = [styles.row, active && styles.active, selected && styles.selected].filter(Boolean).join(' ');
  return (
    // Keys are commands of the page: see useInboxKeys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={`row-${taskId}`}
      aria-rowindex={place + 1}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      className={names}
      style={{ transform: `translateY(${top}px)` }}
      ref={(element) => takeFocus(element, taskId)}
      onFocus={() => onActivate(taskId)}
      onClick={(event) => {
        if (!isForLink(event)) onOpen(taskId);
      }}
    >
      <span role="gridcell" className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${item.externalId}`}
          checked={selected}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(taskId, event.shiftKey);
          }}
          readOnly
        />
      </span>
      <span role="gridcell" className={styles.cell}>
        <Link to={to} tabIndex={-1} className={`${styles.id ?? ''} truncate`}>
          {item.externalId}
        </Link>
        <span className="muted small truncate">{inWords(item.callType)}</span>
      </span>
      <span role="gridcell" className={styles.cell}>
        <span className="truncate">{item.payor.name}</span>
        <span className="muted small truncate">{item.practice.name}</span>
      </span>
      <span role="gridcell" className={styles.why}>
        <StateBadges item={item} />
      </span>
      <span role="gridcell" className={`${styles.assignee ?? ''} truncate`}>
        {item.assignee?.name ?? <span className="muted">Nobody</span>}
      </span>
      <Age {...props} />
    </div>
  );
});

function StateBadges({ item }: { item: InboxItem }) {
  const state = stateBadges[item.reviewState];
  const failure = failureInWords(item);
  return (
    <>
      {state !== undefined && <Badge tone={state.tone}>{state.label}</Badge>}
      {item.reasons.map((reason) => (
        <Badge key={reason} tone={reasonTones[reason]}>
          {reasonLabels[reason]}
        </Badge>
      ))}
      {failure !== null && <span className="muted small truncate">{failure}</span>}
    </>
  );
}

function Age({ item, now }: Pick<RowProps, 'item' | 'now'>) {
  const at = item.decidedAt ?? item.openedAt;
  return (
    <span role="gridcell" className={styles.age}>
      <time dateTime={at} title={formatFullMoment(at)}>
        {formatAge(at, now)}
      </time>
    </span>
  );
}

/** The link does by itself what a browser does with links, such as opening a new tab. */
const isForLink = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('a, input') !== null;
