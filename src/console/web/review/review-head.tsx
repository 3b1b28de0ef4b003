import { Link } from 'react-router';
import type { ReviewView } from '../../../kernel/review.ts';
import { reasonLabels, reasonTones } from '../inbox/reasons.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { inWords } from '../ui/format.ts';
import { BackIcon, CheckIcon, EyeIcon, PersonAddIcon, SendBackIcon } from '../ui/icons.tsx';
import styles from './review.module.css';

interface ReviewHeadProps {
  view: ReviewView;
  back: string;
  revealed: boolean;
  mayDecide: boolean;
  hasDrafts: boolean;
  busy: boolean;
  onReveal: () => void;
  onAssign: () => void;
  onSendBack: () => void;
  onApprove: () => void;
  onReopen: () => void;
}

/** Which task it is, why it is here, and what can be decided. */
export function ReviewHead(props: ReviewHeadProps) {
  const { view, back, revealed, mayDecide } = props;
  const { item } = view;
  return (
    <header className={styles.head}>
      <Link to={back} className={styles.back} aria-label="Back to the inbox" title="Back to the inbox (u)">
        <BackIcon />
      </Link>
      <div className={styles.titles}>
        <div className={styles.title}>
          <h1 tabIndex={-1} className="truncate">
            {item.externalId}
          </h1>
          {item.reviewState !== 'open' && (
            <Badge tone={item.reviewState === 'approved' ? 'good' : 'accent'}>
              {inWords(item.reviewState)}
            </Badge>
          )}
          {item.reasons.map((reason) => (
            <Badge key={reason} tone={reasonTones[reason]}>
              {reasonLabels[reason]}
            </Badge>
          ))}
        </div>
        <p className="muted small truncate">
          {view.contract.title} · {item.payor.name} · {item.practice.name} ·{' '}
          {item.assignee?.name ?? 'Nobody assigned'}
        </p>
      </div>
      <div className={styles.actions}>
        <Button icon={<EyeIcon />} aria-pressed={revealed} onClick={props.onReveal} title="p">
          {revealed ? 'Mask' : 'Reveal'}
        </Button>
        {mayDecide && <Decisions {...props} />}
      </div>
    </header>
  );
}

function Decisions({ view, hasDrafts, busy, onAssign, onSendBack, onApprove, onReopen }: ReviewHeadProps) {
  const isOpen = view.item.reviewState === 'open';
  return (
    <>
      <IconButton label="Assign (a)" look="plain" icon={<PersonAddIcon />} onClick={onAssign} />
      {view.item.reviewState !== 'sent_back' && (
        <Button icon={<SendBackIcon />} onClick={onSendBack}>
          Send back
        </Button>
      )}
      {isOpen ? (
        <Button look="primary" icon={<CheckIcon />} busy={busy} onClick={onApprove}>
          {hasDrafts ? 'Save and approve' : 'Approve'}
        </Button>
      ) : (
        view.item.reviewState !== 'sent_back' && <Button onClick={onReopen}>Open again</Button>
      )}
    </>
  );
}
