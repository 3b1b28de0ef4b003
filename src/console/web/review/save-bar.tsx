import { Button } from '../ui/button.tsx';
import styles from './review.module.css';

interface SaveBarProps {
  count: number;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** What was changed and is not saved yet: all of it is saved at once. */
export function SaveBar({ count, busy, onSave, onDiscard }: SaveBarProps) {
  return (
    <div className={styles.save} role="region" aria-label="Changes">
      <strong role="status">
        {count} {count === 1 ? 'change' : 'changes'} not saved
      </strong>
      <Button look="quiet" size="small" onClick={onDiscard}>
        Discard
      </Button>
      <Button look="primary" size="small" busy={busy} onClick={onSave}>
        Save
      </Button>
    </div>
  );
}
