import { Button } from '../ui/button.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import type { Overtaken } from './drafts.ts';
import styles from './review.module.css';

interface ConflictBannerProps {
  overtaken: Overtaken;
  labelOf: (field: string) => string;
  /** How many changes of one's own wait. */
  drafts: number;
  onSeen: () => void;
}

/** Somebody else was first. What they changed shows; what oneself was about to change is still there. */
export function ConflictBanner({ overtaken, labelOf, drafts, onSeen }: ConflictBannerProps) {
  const { by, fields, news } = overtaken;
  return (
    <div className={styles.conflict} role="alert">
      <WarningIcon />
      <div>
        <strong>{by ?? 'Somebody else'} changed this review while you had it open.</strong>{' '}
        {fields.length > 0 && `Changed: ${fields.map(labelOf).join(', ')}. `}
        {news.join(' ')}
        {drafts > 0 && ' Your changes are kept and not saved: look at them again, then save or discard them.'}
      </div>
      <Button size="small" onClick={onSeen}>
        Got it
      </Button>
    </div>
  );
}
